"""Starts that cannot be read, that are no slot, or that exist twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial

import pytest
from django.utils import timezone

from terminbuch.actions import deliveries
from terminbuch.actions.keys import new_key
from terminbuch.models import Booking, Delivery
from tests.bad_input.outcomes import Watch, accepted, refused, unchanged
from tests.booking_pages.reader import Answer, Browser, read
from tests.booking_pages.steps import ANNA, CUT, again, manage
from tests.builders import BERLIN, SUNDAY_18, TUESDAY_10, Salon, berlin, change, make_booking, open_weekly

FORM = f"{CUT}book/"
type Door = Callable[[Browser, Booking, str], Answer]


def keep(visitor: Browser, _booking: Booking, start: str) -> Answer:
    return visitor.post(CUT, {"start": start})


def open_form(visitor: Browser, _booking: Booking, start: str) -> Answer:
    return visitor.get(FORM, {"start": start})


def book(visitor: Browser, _booking: Booking, start: str) -> Answer:
    return _sent(visitor, start)


def move(visitor: Browser, booking: Booking, start: str) -> Answer:
    return visitor.post(manage(booking, "move/"), {"start": start, "key": new_key()})


DOORS: tuple[Door, ...] = (keep, open_form, book, move)


@pytest.fixture
def booking(salon: Salon) -> Booking:
    return make_booking(salon.cut, at=TUESDAY_10, resource_id=salon.ben.pk)


UNREADABLE = {
    "Z002": ("2026-10-25T02:30", "Dieser Beginn kann zwei Zeitpunkte meinen."),
    "in the hour that clocks skip": ("2027-03-28T02:30", "Dieser Beginn kann zwei Zeitpunkte meinen."),
    "Z006": ("2027-02-29T10:00+01:00", "Das konnten wir nicht lesen."),
    "Z008": ("9999-12-31T23:30-05:00", "Das konnten wir nicht lesen."),
    "before the first year": ("0001-01-01T00:00+05:00", "Das konnten wir nicht lesen."),
    "the last minute of all": ("9999-12-31T23:59Z", "Das konnten wir nicht lesen."),
    "the first minute of all": ("0001-01-01T00:00Z", "Das konnten wir nicht lesen."),
    "Z012": ("2026-06-30T23:59:60Z", "Das konnten wir nicht lesen."),
    "Z016": ("1780304400", "Das konnten wir nicht lesen."),
    "nothing but a blank": (" ", "Das konnten wir nicht lesen."),
    "a fraction": ("2026-11-23T09:00:00.5+01:00", "Das konnten wir nicht lesen."),
    "a week": ("2026-W48-1T09:00+01:00", "Das konnten wir nicht lesen."),
    "other digits": ("２０２６-11-23T09:00+01:00", "Das konnten wir nicht lesen."),
    "an offset of a day": ("2026-11-23T09:00+24:00", "Das konnten wir nicht lesen."),
    "a null byte": ("2026-11-23T09:00+01:00\x00", "Das konnten wir nicht lesen."),
}


@pytest.mark.parametrize("case", UNREADABLE.values(), ids=UNREADABLE)
def test_a_start_that_cannot_be_read_is_refused(
    booking: Booking, visitor: Browser, watch: Watch, case: tuple[str, str]
) -> None:
    start, says = case

    for door in DOORS:
        seen = watch(partial(door, visitor, booking, start), personal=ANNA.values())

        refused(seen)
        assert (seen.status, seen.page.heading) == (400, says)


NO_SLOT = {
    "Z010": "1969-12-31T23:59:59Z",
    "Z014": "2026-11-23T09:07+01:00",
    "off the grid by a second": "2026-11-23T09:00:01+01:00",
    "Z018": (SUNDAY_18 - timedelta(seconds=1)).isoformat(),
    "Z020": "2027-01-22T09:00+01:00",
    "a day on which nobody works": "2026-11-29T09:00+01:00",
    "the end of the last hour": "2026-11-23T16:30+01:00",
    "a year that nobody will see": "9998-12-31T23:59Z",
    "a year before all calendars": "0002-01-01T00:00Z",
}


@pytest.mark.parametrize("start", NO_SLOT.values(), ids=NO_SLOT)
def test_a_start_that_is_no_slot_is_refused_at_every_door(
    booking: Booking, visitor: Browser, watch: Watch, start: str
) -> None:
    for door in DOORS:
        seen = watch(partial(door, visitor, booking, start), personal=ANNA.values())

        refused(seen)
        assert seen.status == 409
        assert seen.log[0].startswith(("not_offered: ", "taken: "))
        assert seen.page.options or seen.page.times


def test_what_was_typed_is_kept_when_the_start_is_none(salon: Salon, visitor: Browser, watch: Watch) -> None:
    seen = watch(lambda: _sent(visitor, NO_SLOT["Z014"]))

    assert {name: seen.page.fields[name] for name in ANNA} == ANNA


@pytest.fixture
def october(monkeypatch: pytest.MonkeyPatch, salon: Salon) -> None:
    """It is the Tuesday before the clocks go back; Ben works in the night from Saturday to Sunday."""
    monkeypatch.setattr(timezone, "now", lambda: berlin(20, 12, month=10))
    open_weekly(salon.ben, salon.location, days=range(6, 7), opens=time(0), closes=time(6))


@pytest.mark.usefixtures("october")
def test_both_half_past_twos_of_one_night_can_be_booked(salon: Salon, visitor: Browser, watch: Watch) -> None:
    """Z004."""
    said = {
        "2026-10-25T02:30+02:00": "02:30 Uhr MESZ bis 02:30 Uhr MEZ",
        "2026-10-25T02:30+01:00": "02:30 Uhr MEZ bis 03:30 Uhr",
    }

    for start, words in said.items():
        seen = watch(partial(_sent, visitor, start))

        accepted(seen)
        assert seen.new("Booking")[0]["starts_at"] == datetime.fromisoformat(start)
        assert words in read(visitor.get(seen.answer.url)).text


def _sent(visitor: Browser, start: str) -> Answer:
    return visitor.post(FORM, {**ANNA, "start": start, "key": new_key()})


def test_a_time_that_clocks_skip_is_the_moment_its_offset_says(
    salon: Salon, visitor: Browser, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2027, 3, 23, 12, tzinfo=BERLIN))
    open_weekly(salon.ben, salon.location, days=range(6, 7), opens=time(0), closes=time(6))

    seen = watch(lambda: _sent(visitor, "2027-03-28T02:30+01:00"))

    accepted(seen)
    assert "03:30 bis 04:30 Uhr" in read(visitor.get(seen.answer.url)).text


ODD_QUESTIONS = {
    "Z022": {"from": "2026-06-01", "to": "2036-06-01"},
    "Z022 by month": {"month": "2036-06"},
    "Z022 by day": {"date": "2036-06-01"},
    "the last month of all": {"month": "9999-12"},
    "a month that is none": {"month": "2026-13"},
    "a day that is none": {"date": "2027-02-29"},
    "a day in the past": {"date": "1969-12-31"},
    "Z024": {"tz": "Factory"},
    "the rules of a machine": {"tz": "posixrules"},
    "the server's own zone": {"tz": "localtime"},
    "a zone with leap seconds": {"tz": "right/UTC"},
    "a path": {"tz": "/etc/localtime"},
    "a way up": {"tz": "../../../etc/passwd"},
    "a null byte": {"tz": "UTC\x00", "date": "2026-11-23\x00", "month": "\x00"},
}


@pytest.mark.parametrize("query", ODD_QUESTIONS.values(), ids=ODD_QUESTIONS)
def test_a_question_that_makes_no_sense_is_as_if_it_was_not_asked(
    salon: Salon, visitor: Browser, watch: Watch, query: dict[str, str]
) -> None:
    plain = read(visitor.get(CUT))

    seen = watch(lambda: visitor.get(CUT, query))

    unchanged(seen)
    assert (seen.page.starts, seen.page.times) == (plain.starts, plain.times)


def test_a_clock_that_steps_forward_loses_nothing_and_repeats_nothing(salon: Salon) -> None:
    """Z026: the reminder that fell into the lost hour is sent once."""
    change(salon.cut, reminder_minutes=1440)
    reminded = make_booking(salon.cut, at=berlin(24, 11))
    after_the_step = berlin(23, 12)

    taken = _taken_until_none_is_due(after_the_step)

    assert [each.kind for each in taken if each.booking == reminded].count("booking_reminder") == 1
    assert _taken_until_none_is_due(after_the_step) == []
    assert again(reminded).status == Booking.Status.CONFIRMED


def _taken_until_none_is_due(now: datetime) -> list[Delivery]:
    taken = []
    while delivery := deliveries.take_due(now, lease=timedelta(minutes=1)):
        deliveries.mark_sent(delivery, now=now)
        taken.append(delivery)
    return taken
