"""What the rule needs to know of one start, in two statements: for whoever holds the locks and is waited for.

The same facts as ``facts.question`` loads in a dozen, and no others: tests/queries/test_at_one_start.py.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from terminbuch import availability
from terminbuch.models import Location, Organisation, Service

from . import busy_times, facts, prepared
from .counted import booked_on, per_day
from .model_rows import columns, model_row
from .prepared import read_instant
from .taken import FOREVER, Row, taken
from .wish import Wish, able, rules

INSTANT = timedelta(minutes=1)

OFFERED = """SELECT %(service)s, %(organisation)s, %(location)s,
(SELECT {all}({list}(q.id, q.position, q.takes_all, q.chosen_by_customer, r.position, c.resource_id,
r.is_active, c.buffer_before_minutes, c.buffer_after_minutes, c.duration_minutes))
FROM terminbuch_requirement q LEFT JOIN terminbuch_candidate c ON c.requirement_id = q.id
LEFT JOIN terminbuch_resource r ON r.id = c.resource_id
WHERE q.service_id = s.id AND q.organisation_id = s.organisation_id){as text}
FROM terminbuch_service s JOIN terminbuch_organisation o ON o.id = s.organisation_id
JOIN terminbuch_location l ON l.organisation_id = s.organisation_id
WHERE s.organisation_id = %%(organisation)s AND s.id = %%(service)s AND l.id = %%(location)s"""

POSTED = """SELECT {all}({list}(s.resource_id, r.last_booked_at,
(SELECT {all}({list}(w.weekday, w.opens, w.closes))
FROM terminbuch_weeklyhours w WHERE w.schedule_id = s.id){as text},
(SELECT {all}({list}(x.on_date, x.opens, x.closes)) FROM terminbuch_scheduleexception x
WHERE x.schedule_id = s.id AND x.on_date BETWEEN %(first)s AND %(last)s){as text}))
FROM terminbuch_schedule s JOIN terminbuch_resource r ON r.id = s.resource_id
WHERE s.organisation_id = %(organisation)s AND s.location_id = %(location)s AND s.resource_id {in ids}"""

AWAY = """SELECT {all}({list}(a.resource_id, a.starts_at, a.ends_at)) FROM terminbuch_absence a
WHERE a.organisation_id = %(organisation)s AND (a.resource_id {in ids} OR a.location_id = %(location)s)
AND a.starts_at < %(until)s AND (a.ends_at IS NULL OR a.ends_at > %(since)s) AND a.withdrawn_at IS NULL"""

# Holds apart, and found in one go: planned while hardly anything was kept, a join would read all of them for
# each row.
OCCUPIED = """WITH own AS MATERIALIZED (SELECT a.resource_id, a.starts_at, a.ends_at, a.sitting, a.seat,
a.is_wish, a.booking_id, a.hold_id FROM terminbuch_allocation a
WHERE a.organisation_id = %(organisation)s AND a.live AND a.resource_id {in ids}
AND a.ends_at > %(since)s AND a.starts_at < %(until)s),
held AS MATERIALIZED (SELECT h.id, h.service_id, h.starts_at, h.deadline
FROM terminbuch_hold h WHERE h.id {in own})
SELECT {all}({list}(o.resource_id, o.starts_at, o.ends_at, o.sitting, o.seat, o.is_wish,
b.service_id, b.starts_at, b.wished_starts_at, h.service_id, h.starts_at, o.hold_id, h.deadline))
FROM own o LEFT JOIN terminbuch_booking b ON b.id = o.booking_id LEFT JOIN held h ON h.id = o.hold_id"""

CALENDARS = """SELECT {all}({list}(c.resource_id, c.blocks, c.receives)) FROM terminbuch_outsidecalendar c
WHERE c.organisation_id = %(organisation)s AND c.resource_id {in ids} AND (c.blocks OR c.receives)"""

KNOWN = f"SELECT {', '.join(f'({part}){{as text}}' for part in (POSTED, AWAY, OCCUPIED, CALENDARS))}"


@dataclass(frozen=True)
class Offered:
    """A service at a location as it stands, with what it needs; whether it may be booked is not looked at."""

    service: Service
    location: Location
    needs: tuple[Need, ...]

    def requirements(self, resource_id: int | None) -> tuple[availability.Requirement, ...]:
        """As ``wish.candidates`` says them for a customer who chose this one, or (None) nobody."""
        return tuple(need.narrowed(resource_id) for need in self.needs)

    def may_choose(self, resource_id: int) -> bool:
        """Whether customers may ask for this resource, and it is active."""
        return any(need.is_choice and resource_id in need.active for need in self.needs)

    @property
    def everybody(self) -> set[int]:
        return {key for need in self.needs for key in need.everybody}


@dataclass(frozen=True)
class Need:
    """A requirement before anybody was chosen."""

    requirement: availability.Requirement
    is_choice: bool
    active: frozenset[int]
    everybody: frozenset[int]

    def narrowed(self, resource_id: int | None) -> availability.Requirement:
        if resource_id is None or not self.is_choice:
            return self.requirement
        kept = tuple(each for each in self.requirement.candidates if each.resource == resource_id)
        return availability.Requirement(candidates=kept, take_all=self.requirement.take_all)


@dataclass(frozen=True)
class Seen:
    """The question, and what else was seen on the way.

    ``run_out`` are holds that stand in the table and count no more. Whom calendars block, and for whom one
    receives bookings.
    """

    question: availability.Question
    run_out: frozenset[int]
    watched: frozenset[int]
    receiving: frozenset[int]


class _Candidate(NamedTuple):
    requirement: int
    position: int
    takes_all: bool
    is_choice: bool
    own_position: int
    resource: int
    is_active: bool | None
    before: int | None
    after: int | None
    lasts: int | None


def offered(organisation_id: int, *, service_id: int, location_id: int) -> Offered | None:
    """None where the organisation has no such service or location. One statement."""
    values = {"organisation": organisation_id, "service": service_id, "location": location_id}
    found = prepared.rows(prepared.worded(_offered()), values)
    if not found:
        return None
    service, rest = model_row(Service, found[0])
    organisation, rest = model_row(Organisation, rest)
    location, rest = model_row(Location, rest)
    service.organisation = location.organisation = organisation
    return Offered(service, location, _needs(rest[0] or "[]"))


@lru_cache
def _offered() -> str:
    own = {"service": Service, "organisation": Organisation, "location": Location}
    return OFFERED % {name: columns(model, name[0]) for name, model in own.items()}


@lru_cache(maxsize=1000)
def _needs(said: str) -> tuple[Need, ...]:
    """From JSON; kept by its very words, so it is never another business's and never old."""
    by_requirement: dict[tuple[int, int], list[_Candidate]] = defaultdict(list)
    for row in map(_Candidate._make, json.loads(said)):
        by_requirement[row.position, row.requirement].append(row)
    return tuple(_need(by_requirement[key]) for key in sorted(by_requirement))


def _need(rows: list[_Candidate]) -> Need:
    # A requirement that nobody can meet comes with a row of nothing.
    every = sorted((row for row in rows if row[5] is not None), key=lambda row: row[4:6])
    active = [row for row in every if row.is_active]
    # Where everyone is needed and somebody is no longer active, nobody is left who could serve.
    left = [] if rows[0].takes_all and active != every else active
    return Need(
        availability.Requirement(candidates=tuple(map(_able, left)), take_all=bool(rows[0].takes_all)),
        bool(rows[0].is_choice),
        frozenset(row.resource for row in active),
        frozenset(row.resource for row in every),
    )


def _able(row: _Candidate) -> availability.Candidate:
    return availability.Candidate(
        resource=row.resource,
        buffer_before=_minutes(row.before),
        buffer_after=_minutes(row.after),
        duration=_minutes(row.lasts),
    )


def _minutes(number: int | None) -> timedelta | None:
    return None if number is None else timedelta(minutes=number)


def seen(
    wish: Wish,
    start: datetime,
    requirements: tuple[availability.Requirement, ...],
    *,
    everybody: set[int],
    now: datetime,
) -> Seen:
    """``everybody`` who could serve the service, whomever the customer chose. Not for moves.

    One statement; one more where calendars block somebody, two where the service has a limit per day.
    """
    ids = able(requirements) | (everybody if wish.service.capacity > 1 else set())
    window = facts.looks_at(wish, requirements, first=start, until=start + INSTANT)
    posted, away, occupied, calendars = _known(wish, ids, window)
    rows, run_out = _counting(occupied, wish, now)
    watched = frozenset(key for key, blocks, _receives in calendars if blocks)
    busy = busy_times.outside(wish, ids, window) if watched else {}
    hours = {row[0]: row[1:] for row in posted}
    absent = _absent(away, ids)
    question = availability.Question(
        rules=rules(wish),
        requirements=requirements,
        resources={
            key: availability.ResourceFacts(
                key=key,
                schedules=_schedules(hours.get(key), wish.location.zone_name),
                taken=(
                    *(taken(row, wish.service) for row in rows[key]),
                    *absent[key],
                    *busy.get(key, ()),
                ),
                bookings_per_day=per_day(rows[key], wish.location.zone),
                last_booked_at=_last(hours.get(key)),
            )
            for key in ids
        },
        now=now,
        booked_on=booked_on(wish, window, now),
    )
    receiving = frozenset(key for key, _blocks, receives in calendars if receives)
    return Seen(question, run_out, watched, receiving)


def _known(wish: Wish, ids: set[int], window: availability.Span) -> tuple[Sequence[Any], ...]:
    first, last = facts.dates(window)
    values = {
        "organisation": wish.location.organisation_id,
        "location": wish.location.pk,
        "ids": prepared.ids(ids),
        "since": prepared.instant(window.start),
        "until": prepared.instant(window.end),
        "first": prepared.day(first),
        "last": prepared.day(last),
    }
    (found,) = prepared.rows(prepared.worded(KNOWN), values)
    return tuple(json.loads(part) if part else () for part in found)


def _counting(
    occupied: Sequence[Any], wish: Wish, now: datetime
) -> tuple[Mapping[int, list[Row]], frozenset[int]]:
    """By resource the rows that count now, without the wish's own hold; and the holds that count no more."""
    own = wish.hold.pk if wish.hold else None
    found, run_out = defaultdict[int, list[Row]](list), set()
    for *said, hold, deadline in occupied:
        if hold is not None and read_instant(deadline) <= now:
            run_out.add(hold)
        elif hold is None or hold != own:
            found[said[0]].append(_row(said))
    return found, frozenset(run_out - {own})


def _row(said: list[Any]) -> Row:
    key, starts_at, ends_at, sitting, seat, is_wish, of_booking, booked, wished, of_hold, held = said
    return Row(
        key, read_instant(starts_at), read_instant(ends_at), UUID(sitting), seat, bool(is_wish),
        of_booking, _moment(booked), _moment(wished), of_hold, _moment(held),
    )  # fmt: skip


def _moment(said: str | None) -> datetime | None:
    return None if said is None else read_instant(said)


def _absent(away: Sequence[Any], ids: set[int]) -> Mapping[int, list[availability.Taken]]:
    found = defaultdict[int, list[availability.Taken]](list)
    for resource, starts_at, ends_at in away:
        span = availability.Span(read_instant(starts_at), _moment(ends_at) or FOREVER)
        for key in ids if resource is None else {resource}:
            found[key].append(availability.Taken(span, "absence"))
    return found


def _schedules(posted: Sequence[Any] | None, zone_name: str) -> tuple[availability.Schedule, ...]:
    return () if posted is None else (_schedule(zone_name, posted[1] or "[]", posted[2] or "[]"),)


def _last(posted: Sequence[Any] | None) -> datetime | None:
    return None if posted is None else _moment(posted[0])


@lru_cache(maxsize=1000)
def _schedule(zone_name: str, weekly: str, exceptions: str) -> availability.Schedule:
    """From JSON; kept by its very words, as above."""
    by_weekday, by_date = defaultdict[int, list[Any]](list), defaultdict[date, list[Any]](list)
    for weekday, opens, closes in sorted(json.loads(weekly)):
        by_weekday[weekday].append(_window(opens, closes))
    for on_date, opens, closes in sorted(json.loads(exceptions), key=lambda row: (row[0], row[1] or "")):
        by_date[date.fromisoformat(on_date)].extend([_window(opens, closes)] if opens and closes else [])
    return availability.Schedule(
        zone=ZoneInfo(zone_name),
        weekly={day: tuple(windows) for day, windows in by_weekday.items()},
        exceptions={day: tuple(windows) for day, windows in by_date.items()},
    )


def _window(opens: str, closes: str) -> availability.Window:
    return availability.Window(time.fromisoformat(opens), time.fromisoformat(closes))
