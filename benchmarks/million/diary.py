"""Eight hours of every working day, one booking behind the other, with all that a booking leaves behind."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from terminbuch.models import (
    AcceptedRequest,
    Allocation,
    Booking,
    BusyTime,
    CalendarEntry,
    Customer,
    Delivery,
    HistoryEntry,
    OutsideEvent,
    Task,
)

from .houses import House, Person, Staffed
from .writer import Writer, stamp

A_DAY, DAYS_AHEAD, EVENTS_EACH = 8, 10, 100
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
KEEP_REQUESTS = timedelta(days=30)
FIRST_NAMES = ("Anna", "Berta", "Jonas", "Leyla", "Maria", "Omar", "Petra", "Ruth", "Sven", "Yusuf")
LAST_NAMES = ("Demir", "Haddad", "Krüger", "Lang", "Peters", "Schmidt", "Weber", "Yilmaz", "Zimmermann")


@dataclass(frozen=True)
class Known:
    """A customer."""

    id: int
    name: str
    email: str


def fill(write: Writer, staffed: Sequence[Staffed], *, now: datetime) -> None:
    """Day after day, as it came about, so that one house's rows lie among everybody's."""
    known = [_customers(write, one, now) for one in staffed]
    for one in staffed:
        for person in one.people:
            _outside(write, one.house, person, now)
    numbers = [0] * len(staffed)
    for days_left, day in _days(staffed, now.date()):
        for at, one in enumerate(staffed):
            for person, slot in _of_the_day(one, days_left):
                customer = known[at][numbers[at] * 7 % len(known[at])]
                numbers[at] += 1
                start = datetime.combine(day, time(7 + slot), UTC)
                made = min(start - WEEK, now - HOUR)
                booked = _Booked(one.house, person, customer, start, numbers[at], made, write.uid())
                _book(write, booked, now=now)


def _days(staffed: Sequence[Staffed], today: date) -> Iterator[tuple[int, date]]:
    """The working days until two weeks from now, with how many are left; as many as some diary needs."""
    longest = max(-(-one.bookings // (len(one.people) * A_DAY)) for one in staffed)
    ahead = [today + timedelta(days=days) for days in range(2 * DAYS_AHEAD)]
    last = [day for day in ahead if day.weekday() < 5][DAYS_AHEAD - 1]
    back = (last - timedelta(days=days) for days in range(2 * longest + 7))
    working = [day for day in back if day.weekday() < 5][:longest]
    yield from ((left, working[left]) for left in reversed(range(longest)))


def _of_the_day(one: Staffed, days_left: int) -> Iterator[tuple[Person, int]]:
    """Who is booked in which hour; on the first of its days a house has what is left over."""
    before = days_left * A_DAY * len(one.people)
    for number in range(min(one.bookings - before, A_DAY * len(one.people))):
        yield one.people[number % len(one.people)], number // len(one.people)


def _customers(write: Writer, one: Staffed, now: datetime) -> list[Known]:
    """One for five bookings."""
    return [_customer(write, one.house, number, now) for number in range(max(1, one.bookings // 5))]


def _customer(write: Writer, house: House, number: int, now: datetime) -> Known:
    name = f"{FIRST_NAMES[number % 10]} {LAST_NAMES[number % 9]} {number}"
    email, phone = f"customer-{number}@example.org", f"+4930{number:07d}"
    written = {"name": name, "email": email, "email_folded": email, "phone": phone, "phone_folded": phone}
    sought = f"{name.lower()}\n{email}\n{phone[1:]}"
    at = stamp(now - 300 * DAY)
    key = write.add(
        Customer, organisation_id=house.organisation, search_text=sought, created_at=at, **written
    )
    return Known(key, name, email)


def _outside(write: Writer, house: House, person: Person, now: datetime) -> None:
    """Evenings that are taken, from now on, in the calendar that the person has beside ours."""
    if person.calendar is None:
        return
    own = {"organisation_id": house.organisation, "calendar_id": person.calendar}
    for number in range(EVENTS_EACH):
        start = datetime.combine(now.date() + number * DAY, time(19), UTC)
        span = {"starts_at": stamp(start), "ends_at": stamp(start + HOUR)}
        event = write.add(OutsideEvent, remote_id=f"/{number}.ics", uid=f"{number}@outside", **span, **own)
        write.add(BusyTime, event_id=event, resource_id=person.id, **span, **own)


@dataclass(frozen=True)
class _Booked:
    """One hour of one person; ``number`` counts within the house."""

    house: House
    person: Person
    customer: Known
    start: datetime
    number: int
    made: datetime
    uid: str

    @property
    def own(self) -> dict[str, int]:
        return {"organisation_id": self.house.organisation}

    @property
    def span(self) -> dict[str, str]:
        return {"starts_at": stamp(self.start), "ends_at": stamp(self.start + HOUR)}

    @property
    def is_live(self) -> bool:
        """Every twentieth was cancelled."""
        return self.number % 20 != 0

    @property
    def facts(self) -> str:
        begins, ends = f"{self.start:%Y-%m-%dT%H:%M:%SZ}", f"{self.start + HOUR:%Y-%m-%dT%H:%M:%SZ}"
        facts = {"starts_at": begins, "ends_at": ends, "sequence": 0, "people": [self.person.name]}
        return json.dumps({**facts, "people_ids": [self.person.id], "by": "customer"})


def _book(write: Writer, one: _Booked, *, now: datetime) -> None:
    """The rows of one booking, in proportion."""
    customer, made = one.customer, stamp(one.made)
    booking = write.add(
        Booking, uid=one.uid, number=f"{one.number:08d}", service_id=one.house.service,
        location_id=one.house.location, customer_id=customer.id, origin="online",
        status="confirmed" if one.is_live else "cancelled", zone_name="Europe/Berlin", name=customer.name,
        email=customer.email, email_folded=customer.email, language="de",
        link_hash=write.uid() + write.uid(), created_at=made, changed_at=made, **one.span, **one.own,
    )  # fmt: skip
    occupied = {"booking_id": booking, "resource_id": one.person.id, "live": one.is_live}
    write.add(Allocation, sitting=write.uid(), **occupied, **one.span, **one.own)
    for what in ("booked",) if one.is_live else ("booked", "cancelled"):
        told = {"what": what, "actor": "customer", "source": "page", "at": made, "facts": one.facts}
        write.add(HistoryEntry, booking_id=booking, **told, **one.own)
    _promise(write, one, booking, now=now)
    _remember(write, one, booking, now=now)


def _promise(write: Writer, one: _Booked, booking: int, *, now: datetime) -> None:
    """Two mails that have left, and a reminder, which has left unless its day is still to come.

    Nobody is reminded of what was cancelled.
    """
    of = {"booking_id": booking, "facts": one.facts, "created_at": stamp(one.made), **one.own}
    sent = {"state": "sent", "attempts": 1, "due_at": stamp(one.made), "sent_at": stamp(one.made)}
    due = one.start - DAY
    left = {"state": "sent", "sent_at": stamp(due)} if due <= now else {}
    later = {"due_at": stamp(due), **(left if one.is_live else {"state": "withdrawn"})}
    person = one.person
    _mail(write, f"{one.uid}:1:customer", "booking_confirmed", one.customer.email, {**of, **sent})
    at_work = {**of, **sent, "resource_id": person.id}
    _mail(write, f"{one.uid}:1:resource-{person.id}", "resource_new", person.email, at_work)
    _mail(write, f"{one.uid}:1:customer", "booking_reminder", one.customer.email, {**of, **later})


def _mail(write: Writer, key: str, kind: str, recipient: str, rest: dict[str, Any]) -> None:
    write.add(Delivery, key=f"{key}:{kind}", kind=kind, recipient=recipient, **rest)


def _remember(write: Writer, one: _Booked, booking: int, *, now: datetime) -> None:
    """The request for a month, the entry in a calendar, and for every fifth a task that somebody did."""
    made = stamp(one.made)
    if one.made > now - KEEP_REQUESTS:
        keyed = {"key_hash": write.uid() + write.uid(), "digest": write.uid() + write.uid()}
        write.add(AcceptedRequest, caller="booking-page", result=one.uid, created_at=made, **keyed, **one.own)
    if one.person.calendar is not None:
        entry = {"remote_id": f"/{one.uid}.ics", "is_there": one.is_live, "version": 1, "written_at": made}
        kept = {"booking_id": booking, "calendar_id": one.person.calendar}
        write.add(CalendarEntry, **kept, **entry, **one.span, **one.own)
    if one.number % 5 == 0:
        done = {"created_at": made, "done_at": made, "about": "cancelled"}
        write.add(Task, kind="phone", booking_id=booking, **done, **one.own)
