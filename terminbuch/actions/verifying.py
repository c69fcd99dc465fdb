"""Private steps: what the outside calendars answered is judged under the locks, before time is taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from terminbuch import availability
from terminbuch.availability import Outside, Verdict
from terminbuch.queries import watched as calendars

from .refusals import CalendarSilent, TakenOutside

# Who surely can goes before who probably can, and both before who must be asked for.
WIDER: tuple[frozenset[Verdict], ...] = (
    frozenset({"free"}),
    frozenset({"free", "flag"}),
    frozenset({"free", "flag", "ask"}),
)
BEST_CASE: frozenset[Verdict] = frozenset({"free", "flag", "ask", "refuse"})


@dataclass(frozen=True)
class Verified:
    """The slot with those who may serve it by what is known outside; "flag" and "ask" as ``judge`` says."""

    question: availability.Question
    slot: availability.Slot
    verdict: Verdict

    def unverified_since(self, now: datetime) -> datetime | None:
        return None if self.verdict == "free" else now

    @property
    def must_be_asked(self) -> bool:
        return self.verdict == "ask"


def verified(
    organisation_id: int,
    question: availability.Question,
    slot: availability.Slot,
    outside: Outside,
    *,
    now: datetime,
    watched: frozenset[int] | None = None,
) -> Verified:
    """One query, or none where it is known that no calendar watches over anybody.

    Raises TakenOutside, and CalendarSilent where only those are left who did not answer.
    """
    if watched is not None and not watched:
        return Verified(question, slot, "free")
    spans = availability.spans_at(question, slot.start)
    able = {key: spans[key] for key in chain(*slot.resources)}
    judged = judged_of(organisation_id, able, outside, now=now)
    if set(judged.values()) <= {"free"}:
        return Verified(question, slot, "free")
    for allowed in WIDER:
        narrowed, left = _left(question, slot, spans, judged, allowed)
        if left is not None:
            return Verified(narrowed, left, max(allowed, key=availability.VERDICTS.index))
    _, left = _left(question, slot, spans, judged, BEST_CASE)
    raise TakenOutside if left is None else CalendarSilent


def judged_of(
    organisation_id: int, spans: Mapping[int, availability.Span], outside: Outside, *, now: datetime
) -> dict[int, Verdict]:
    """For each of these resources what its calendars say of its span. One query."""
    return availability.judge(
        calendars.watched(organisation_id, spans.keys(), now=now), outside, spans, now=now
    )


def _left(
    question: availability.Question,
    slot: availability.Slot,
    spans: Mapping[int, availability.Span],
    judged: Mapping[int, Verdict],
    allowed: frozenset[Verdict],
) -> tuple[availability.Question, availability.Slot | None]:
    """The slot without those whose calendars say something else."""
    barred = {key for key, verdict in judged.items() if verdict not in allowed}
    narrowed = availability.without(question, spans, barred)
    return narrowed, availability.slot_at(narrowed, slot.start)
