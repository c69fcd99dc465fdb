"""The private steps that every change of a rule takes, once what it concerns is locked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from terminbuch.availability import Window
from terminbuch.models import Booking, Disruption, HistoryEntry
from terminbuch.queries.preview import ExceptionChange, RuleChange, Skill, Times, digest

from ..asking import Actor
from ..cases import open_cases
from ..locking import raise_revisions
from .refusals import RuleChanged


@dataclass(frozen=True, slots=True)
class Saving:
    """``seen`` is the digest of the rule that was shown when the change was made up.

    ``hands_over``: bookings that fit no longer become cases of the assistant; else they stay as they are.
    """

    seen: str
    hands_over: bool = False


def save[Wanted: RuleChange](
    change: Wanted,
    saving: Saving,
    write: Callable[[Wanted], None],
    *,
    resources: Iterable[int],
    by: Actor,
    now: datetime,
) -> Disruption | None:
    """Write the rule and what comes of it. Returns the board, where bookings were handed over.

    The same rule again changes nothing. Raises RuleChanged.
    """
    stored = change.stored()
    if digest(stored) != saving.seen:
        raise RuleChanged
    if stored == change.wanted:
        return None
    # Before the write: afterwards nobody can tell whom it hit.
    hit = change.outside(now)
    write(change)
    raise_revisions(change.organisation_id, resources)
    _remember(change, stored, hit, by=by, now=now)
    return _hand_over(change, hit, by=by, now=now) if hit and saving.hands_over else None


def _remember(change: RuleChange, stored: object, hit: list[Booking], *, by: Actor, now: datetime) -> None:
    whose = {name: value for name, value in vars(change).items() if name.endswith("_id")}
    if isinstance(change, ExceptionChange):
        whose["on_date"] = change.on_date.isoformat()
    facts = {"was": plain(stored), "to": plain(change.wanted), "outside": [row.number for row in hit]}
    HistoryEntry.objects.create(
        organisation_id=change.organisation_id,
        what=f"{change.what}_changed",
        actor=by.kind,
        member=by.member,
        source=by.source,
        at=now,
        facts=whose | facts,
    )


def _hand_over(change: RuleChange, hit: list[Booking], *, by: Actor, now: datetime) -> Disruption | None:
    """The board of those whom nobody looks after yet; None where there is none."""
    disruption = Disruption.objects.create(
        organisation_id=change.organisation_id,
        resource_id=getattr(change, "resource_id", None),
        what=change.what,
        created_at=now,
        created_by=by.member,
    )
    if open_cases(disruption, hit, by=by, now=now):
        return disruption
    disruption.delete()
    return None


def plain(rule: object) -> object:
    """As JSON keeps it."""
    match rule:
        case Window():
            return f"{rule.opens:%H:%M}-{rule.closes:%H:%M}"
        case Times() | Skill():
            return asdict(rule)
        case tuple():
            return [plain(part) for part in rule]
    return rule
