"""What a verification came to is kept: for the installation, and for each business what is its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from terminbuch.models import Fault, Organisation, Verification, VerifiedOrganisation
from terminbuch.queries.verification import OUTSIDE, UNSAFE, WITH_A_COPY, WORDS, Compared, Found
from terminbuch.queries.verification.kept import last_of_each, last_verification

from ..deed import deed
from .telling import tell

# Of one kind in one business: who has more to mend hears of these first.
MOST = 20
KEEP = 400
KEEP_ENDED = timedelta(days=400)
WHOLE = frozenset(WORDS) - OUTSIDE
QUICK = WHOLE - WITH_A_COPY


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that was seen. ``looked_at``: the codes whose absence means that a fault is over."""

    compared: Compared
    besides: tuple[Found, ...] = ()
    looked_at: Collection[str] = WHOLE
    figures: Mapping[str, Any] = field(default_factory=dict)

    @property
    def found(self) -> dict[tuple[int | None, str, str], Found]:
        every = [*self.compared.found, *self.besides]
        return {(each.organisation, each.code, each.about): each for each in every}


@deed
def begin(*, is_whole: bool, now: datetime) -> Verification:
    return Verification.objects.create(began_at=now, is_whole=is_whole, engine=connection.vendor)


@deed
def finish(verification: Verification, outcome: Outcome, *, now: datetime) -> Verification:
    """Keep it, tell whoever must hear of something new or that all is well again, forget what is old."""
    before, last = last_of_each(), last_verification()
    fresh, ended = _changed(outcome, now=now)
    standing = _open_by_organisation()
    everywhere = standing.pop(None, Counter())
    _keep(verification, outcome, standing, everywhere, before)
    verification.ended_at = now
    verification.figures = {**_sums(outcome), **outcome.figures}
    verification.fault_count = everywhere.total() + sum(each.total() for each in standing.values())
    verification.is_safe = not any(_is_unsafe(each) for each in (everywhere, *standing.values()))
    verification.safe_since = _since(last, verification) if verification.is_safe else None
    verification.save()
    tell(verification, fresh, ended, now=now)
    _forget(now=now)
    return verification


def _changed(outcome: Outcome, *, now: datetime) -> tuple[list[Fault], list[Fault]]:
    """Faults that are new, and those that are over."""
    faults = Fault.objects.everywhere().filter(ended_at=None)
    known = {(row.organisation_id, row.code, row.about): row for row in faults}
    room = Counter({key[:2]: -MOST for key in outcome.found})
    room.update(key[:2] for key in known if key in outcome.found)
    fresh = []
    for key, found in outcome.found.items():
        if key not in known and room[key[:2]] < 0:
            room[key[:2]] += 1
            fresh.append(_fault(found, now=now))
    seen = [row.pk for key, row in known.items() if key in outcome.found]
    ended = [row for key, row in known.items() if key not in outcome.found and row.code in outcome.looked_at]
    faults.filter(pk__in=seen).update(seen_at=now)
    faults.filter(pk__in=[row.pk for row in ended]).update(ended_at=now)
    return Fault.objects.bulk_create(fresh), ended


def _fault(found: Found, *, now: datetime) -> Fault:
    return Fault(
        organisation_id=found.organisation,
        code=found.code,
        about=found.about[:120],
        facts=dict(found.facts),
        found_at=now,
        seen_at=now,
    )


def _open_by_organisation() -> dict[int | None, Counter[str]]:
    """How many of each code."""
    standing: dict[int | None, Counter[str]] = {}
    rows = Fault.objects.everywhere().filter(ended_at=None).order_by()
    for organisation_id, code in rows.values_list("organisation_id", "code"):
        standing.setdefault(organisation_id, Counter())[code] += 1
    return standing


def _is_unsafe(codes: Mapping[str, int]) -> bool:
    return not UNSAFE.isdisjoint(codes)


def _keep(
    verification: Verification,
    outcome: Outcome,
    standing: Mapping[int | None, Counter[str]],
    everywhere: Counter[str],
    before: Mapping[int, VerifiedOrganisation],
) -> None:
    """A row for each business; those in which people only practise have no owner who would read it."""
    rows = []
    for key in Organisation.objects.filter(practice_of=None).values_list("pk", flat=True):
        own = standing.get(key, Counter())
        is_safe = not _is_unsafe(own) and not _is_unsafe(everywhere)
        rows.append(
            VerifiedOrganisation(
                organisation_id=key,
                verification=verification,
                figures=dict(outcome.compared.figures.get(key, {})),
                marks=dict(outcome.compared.marks.get(key, {})),
                fault_count=own.total(),
                is_safe=is_safe,
                safe_since=_since(before.get(key), verification) if is_safe else None,
            )
        )
    VerifiedOrganisation.objects.bulk_create(rows)


def _since(last: Verification | VerifiedOrganisation | None, verification: Verification) -> datetime:
    """Since when each one was safe: as the last one says, or from now on."""
    return (last.safe_since if last is not None else None) or verification.began_at


def _sums(outcome: Outcome) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for figures in outcome.compared.figures.values():
        sums.update(figures)
    return dict(sums)


def _forget(*, now: datetime) -> None:
    for row in Verification.objects.all()[KEEP:]:
        row.delete()
    Fault.objects.everywhere().filter(ended_at__lte=now - KEEP_ENDED).delete()
