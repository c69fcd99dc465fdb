"""A series with its exceptions (B10), expanded by recurring-ical-events.

The library gets times without a zone: what the clock on the series' wall shows. Two times of one day in two
zones can then never be taken for each other, and this is where they become instants again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from icalendar import Event as Component
from icalendar.prop import vDDDLists, vDDDTypes, vInt, vRecur, vText
from recurring_ical_events.adapters.event import EventAdapter
from recurring_ical_events.occurrence import Occurrence
from recurring_ical_events.series import Series

from .event import Event
from .rules import Rule
from .times import Length, Moment, end_instant, instant, later, moments, period, wall
from .zones import Zones

# Zones lie at most 26 hours apart; the rest is for the clocks that change.
AROUND = timedelta(days=2)
# Of a wall, which has no zone.
EARLIEST = datetime.combine(date.min, time())
LATEST = datetime.combine(date.max, time())


@dataclass(frozen=True, slots=True)
class Instance:
    """One of a series; not clipped. ``event`` is what says how it shows."""

    event: Event
    starts_at: datetime
    ends_at: datetime


class _Adapter(EventAdapter):  # type: ignore[misc]  # the library has no types
    def __init__(self, component: Component, event: Event) -> None:
        super().__init__(component)
        self.event = event


class _Series(Series):  # type: ignore[misc]
    def occurrence(self, adapter: _Adapter, start: Any = None, end: Any = None) -> _Occurrence:
        return _Occurrence(adapter, start, end)


class _Occurrence(Occurrence):  # type: ignore[misc]
    def __init__(self, adapter: _Adapter, start: Any, end: Any) -> None:
        super().__init__(adapter, start, end)
        self.event = adapter.event
        self.is_an_exception = start is None


def instances(events: Sequence[Event], zones: Zones, since: datetime, until: datetime) -> Iterator[Instance]:
    """All that touch [``since``, ``until``), and some around it. Raises ValueError where a rule is none."""
    plan = _Plan(events, zones, since, until)
    for found in _Series(plan.adapters()).between(plan.earliest, plan.latest):
        yield plan.instance(found)


class _Plan:
    """The events of one UID, on the wall of the one that is no exception.

    The library is told starts only, so ``reach`` is how far from the time asked for it has to look.
    """

    def __init__(self, events: Sequence[Event], zones: Zones, since: datetime, until: datetime) -> None:
        self.core = next((one for one in events if not one.is_exception), events[0])
        self.events, self.zones = events, zones
        self.zone, self.whole_days = self.core.zone, self.core.is_all_day
        self.periods = dict(self._periods())
        reach = AROUND + self._longest()
        self.earliest = _safely(wall(since, self.zone), -reach)
        self.latest = _safely(wall(until, self.zone), reach)

    def _periods(self) -> Iterator[tuple[datetime, Moment | Length]]:
        for line in (line for one in self.events for line in one.part.all("RDATE") if "/" in line.value):
            for text in line.value.split(","):
                start, end = period(text, line, self.zones)
                yield self._named(start), end

    def _longest(self) -> timedelta:
        lengths = [one.ends_at - one.starts_at for one in self.events]
        moves = [
            abs(wall(one.start, self.zone) - self._recurrence_id(one))
            for one in self.events
            if one.is_exception
        ]
        return max([*lengths, *moves, *(self._period_end(start) - start for start in self.periods)])

    def _period_end(self, start: datetime) -> datetime:
        end = self.periods[start]
        return wall(later(start, end, self.zone) if isinstance(end, Length) else end, self.zone)

    def _named(self, at: Moment) -> datetime:
        """A time that names one of the series: of whole days it is the day."""
        shown = wall(at, self.zone)
        return datetime.combine(shown, time()) if self.whole_days else shown

    def _recurrence_id(self, one: Event) -> datetime:
        """Which one of the series it takes the place of; a date means that day's."""
        at = one.recurrence_id or one.start
        if isinstance(at, datetime) or self.whole_days:
            return self._named(at)
        return datetime.combine(at, wall(self.core.start, self.zone).time())

    def adapters(self) -> list[_Adapter]:
        return [_Adapter(self._component(one), one) for one in self.events]

    def _component(self, one: Event) -> Component:
        """What the library has to know of it."""
        start = wall(one.start, self.zone)
        component = Component({"UID": vText("series"), "SEQUENCE": vInt(one.sequence)})
        if one.is_exception:
            component["RECURRENCE-ID"] = self._exception(one)
        else:
            start = self._add_rules(component, one, start)
        component["DTSTART"] = vDDDTypes(start)
        return component

    def _exception(self, one: Event) -> vDDDTypes:
        named = vDDDTypes(self._recurrence_id(one))
        if one.changes_the_rest:
            named.params["RANGE"] = "THISANDFUTURE"
        return named

    def _add_rules(self, component: Component, one: Event, start: datetime) -> datetime:
        """Where the series starts for the library: an early one only shortly before the time asked for."""
        rules = [Rule(line) for line in one.part.all("RRULE") if "=" in line.value]
        for rule in rules:
            rule.end_at(self.zones, self.zone, whole_days=self.whole_days)
            rule.check_quick(start)
        if len(rules) == 1:
            start = rules[0].forwarded(start, self.earliest)
        component["RRULE"] = [vRecur.from_ical(str(rule)) for rule in rules]
        component["RDATE"] = vDDDLists(self._near("RDATE", one))
        component["EXDATE"] = vDDDLists(self._near("EXDATE", one))
        return start

    def _near(self, name: str, one: Event) -> list[Moment]:
        """The times of these lines that matter; a date takes the whole day out of a series of times."""
        found: list[Moment] = []
        for line in one.part.all(name):
            if "/" not in line.value:
                found += moments(line, self.zones)
        shown = [at if self._takes_the_day(name, at) else self._named(at) for at in found]
        times = [*shown, *(self.periods if name == "RDATE" else ())]
        return [at for at in times if self.earliest <= wall(at, self.zone) <= self.latest]

    def _takes_the_day(self, name: str, at: Moment) -> bool:
        return name == "EXDATE" and not self.whole_days and not isinstance(at, datetime)

    def instance(self, found: _Occurrence) -> Instance:
        one: Event = found.event
        if found.is_an_exception:
            return Instance(one, one.starts_at, one.ends_at)
        start = found.start.replace(tzinfo=self.zone)
        return Instance(
            one, instant(start, self.zone), end_instant(start, self._end(found, start), self.zone)
        )

    def _end(self, found: _Occurrence, start: datetime) -> Moment:
        one: Event = found.event
        told = self.periods.get(found.start) or one.length
        try:
            if isinstance(told, Length):
                return later(start, told, self.zone)
            return told or start + max(wall(one.end, self.zone) - wall(one.start, self.zone), timedelta(0))
        except OverflowError:
            return LATEST


def _safely(at: datetime, by: timedelta) -> datetime:
    try:
        return at + by
    except OverflowError:
        return EARLIEST if by < timedelta(0) else LATEST
