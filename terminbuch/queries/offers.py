"""What a page may offer: slots by day, the earliest, the nearest to a time that is gone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from heapq import nsmallest
from itertools import chain
from zoneinfo import ZoneInfo

from terminbuch import availability
from terminbuch.models import Resource

from . import facts, kept
from .services import requirements_of
from .wish import Wish, candidates, unchanged_start

LOOK_AHEAD = timedelta(days=31)
FARTHEST = timedelta(days=400)
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Offer:
    """The slots of a wish between two local dates of ``zone``, both inclusive."""

    slots: tuple[availability.Slot, ...]
    zone: ZoneInfo

    @cached_property
    def by_day(self) -> dict[date, list[availability.Slot]]:
        days: dict[date, list[availability.Slot]] = defaultdict(list)
        for slot in self.slots:
            days[slot.start.astimezone(self.zone).date()].append(slot)
        return dict(days)


@dataclass(frozen=True)
class Alternative:
    """A free start near one that is gone, and who would serve."""

    start: datetime
    resource: Resource | None


@dataclass(frozen=True)
class Outlook:
    """What a wish may be offered at one moment; what was loaded for one window serves the next as well."""

    wish: Wish
    now: datetime

    def offer(self, *, first: date, last: date, zone: ZoneInfo) -> Offer:
        """What is on offer from ``first`` to ``last``. A fixed number of queries, no calendar asked."""
        return Offer(tuple(self.slots(availability.dates(first, last, zone))), zone)

    def earliest(self, *, count: int = 2, after: datetime | None = None) -> list[availability.Slot]:
        """The first free starts from now (or ``after``) on, as far as the horizon reaches."""
        begin = after or self.now
        found: list[availability.Slot] = []
        while len(found) < count and begin < self.now + FARTHEST:
            found.extend(self.slots(availability.Span(begin, begin + LOOK_AHEAD)))
            begin += LOOK_AHEAD
            if self._is_beyond_horizon(begin):
                return found[:count]
        # Whoever looks a minute later looks a minute farther.
        if len(found) < count:
            self._ends.append(self.now)
        return found[:count]

    def slots(self, window: availability.Span) -> list[availability.Slot]:
        """All that start in the window."""
        question = self._question(window)
        found = availability.slots(question, first=window.start, until=window.end)
        self._ends.extend(slot.start - question.rules.notice for slot in found[:1])
        return [slot for slot in found if slot.start != self._unchanged]

    @property
    def lasts(self) -> availability.Span:
        """For how long all that was asked here is answered the same while no row changes and no hold ends.

        A date and the offset of a zone change on a quarter of an hour, whatever the zone; before that the
        notice may reach the first start that was found.
        """
        until = min([next_quarter(self.now), *self._ends])
        return availability.Span(self.now, max(self.now, until))

    @cached_property
    def _ends(self) -> list[datetime]:
        """The moments at which something that was answered is so no longer."""
        return []

    def _question(self, window: availability.Span) -> availability.Question:
        first, until = window.start, window.end
        seen = facts.looks_at(self.wish, self._requirements, first=first, until=until)
        if self._kept and kept.reaches_over(seen, now=self.now):
            return self._kept
        return facts.question(
            self.wish, first=first, until=until, now=self.now, requirements=self._requirements
        )

    @cached_property
    def _requirements(self) -> tuple[availability.Requirement, ...]:
        return candidates(self.wish)

    @cached_property
    def _kept(self) -> availability.Question | None:
        return kept.question(self.wish, requirements=self._requirements, now=self.now)

    @cached_property
    def _unchanged(self) -> datetime | None:
        return unchanged_start(self.wish)

    def _is_beyond_horizon(self, begin: datetime) -> bool:
        days = self.wish.service.horizon_days
        return days is not None and begin > self.now + timedelta(days=days + 1)


def next_quarter(now: datetime) -> datetime:
    """When the quarter of an hour ends in which we are."""
    return now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0) + QUARTER


def offer(wish: Wish, *, first: date, last: date, zone: ZoneInfo, now: datetime) -> Offer:
    """The one window of somebody who asks for no other."""
    return Outlook(wish, now).offer(first=first, last=last, zone=zone)


def earliest(
    wish: Wish, *, now: datetime, count: int = 2, after: datetime | None = None
) -> list[availability.Slot]:
    """The first free starts for somebody who asks for nothing else."""
    return Outlook(wish, now).earliest(count=count, after=after)


def nearest(wish: Wish, *, around: datetime, now: datetime, count: int = 4) -> list[Alternative]:
    """Choices when a time is gone: later with the same person, then with another, earlier, another day."""
    around = min(max(around, now), now + FARTHEST)  # an old link asks for last week, a forged one for 9999
    window = availability.Span(max(now, around - timedelta(days=3)), around + timedelta(days=8))
    anybody = Outlook(replace(wish, resource=None), now).slots(window)
    names = _choosable(wish)
    asked = wish.resource.pk if wish.resource else None
    same = [slot for slot in anybody if asked is None or asked in set(chain(*slot.resources))]
    return [
        Alternative(slot.start, names.get(_who(slot, asked, names)))
        for slot in _in_order(same, anybody, around, wish.location.zone, count)
    ] or [
        Alternative(slot.start, names.get(_who(slot, asked, names)))
        for slot in earliest(wish, now=now, count=count)
    ]


def _in_order(
    same: list[availability.Slot],
    anybody: list[availability.Slot],
    around: datetime,
    zone: ZoneInfo,
    count: int,
) -> list[availability.Slot]:
    today = around.astimezone(zone).date()
    later = [slot for slot in same if slot.start > around and slot.start.astimezone(zone).date() == today]
    other = [slot for slot in anybody if slot.start == around]
    before = [
        slot for slot in reversed(same) if slot.start < around and slot.start.astimezone(zone).date() == today
    ]
    days = [slot for slot in same if slot.start.astimezone(zone).date() > today]
    first_choice = [*later[:1], *other[:1], *before[:1], *days[:1]]
    # A start comes once; who could serve it need not be worked out to tell it from another.
    chosen = {slot.start for slot in first_choice}
    others = (slot for slot in same if slot.start not in chosen)
    rest = nsmallest(count, others, key=lambda slot: abs(slot.start - around))
    return [*first_choice, *rest][:count]


def _who(slot: availability.Slot, asked: int | None, names: dict[int, Resource]) -> int:
    able = set(chain(*slot.resources))
    if asked is not None and asked in able:
        return asked
    return next((key for key in names if key in able), 0)


def _choosable(wish: Wish) -> dict[int, Resource]:
    """Whom the customer may choose, by id; empty where nobody is chosen."""
    return {
        candidate.resource_id: candidate.resource
        for requirement in requirements_of(wish.service)
        if requirement.chosen_by_customer
        for candidate in requirement.candidates.all()
        if candidate.resource.is_active
    }
