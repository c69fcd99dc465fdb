"""What outside calendars answer at the moment of booking; whatever is no whole answer in time is unknown."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from time import monotonic

import pytest

from terminbuch.availability import NOT_ASKED, Outside, Span
from terminbuch.calendars.checking import ask
from terminbuch.models import Booking, CalendarEntry, OutsideCalendar, OutsideEvent
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    Salon,
    change,
    make_booking,
    make_calendar,
    make_salon,
)
from tests.calendars.fakes.one_answer import Calendars, Manner, calendars
from tests.made_once import made_once
from tests.reading import everything

HOUR = timedelta(hours=1)
NINE = Span(MONDAY_9, MONDAY_10)
LONG = 20.0  # nothing here is measured by the clock: who answers, answers at once


@pytest.fixture
def salon(db: None) -> Salon:
    return made_once(make_salon)


@pytest.fixture
def outside() -> Iterator[Calendars]:
    with calendars() as found:
        yield found


def asked(
    salon: Salon, *, span: Span = NINE, seconds: float = LONG, moving: Booking | None = None
) -> Outside:
    spans = {salon.ben.pk: span, salon.clara.pk: span}
    return ask(salon.organisation.pk, spans, now=SUNDAY_18, seconds=seconds, moving=moving)


def words(found: Outside) -> dict[str, str]:
    names = dict(OutsideCalendar.objects.everywhere().values_list("pk", "name"))
    return {names[key]: answer.said for key, answer in found.answers.items()}


def test_all_blocking_calendars_answer_for_their_own_span_and_nothing_is_stored(
    salon: Salon, outside: Calendars
) -> None:
    free, busy = outside.of(salon.ben, "free"), outside.of(salon.clara, "busy")
    outside.of(salon.ben, "other", blocks=False)
    outside.of(salon.room, "room")
    outside.add("free", MONDAY_9 - HOUR, MONDAY_9)
    outside.add("free", MONDAY_10, MONDAY_10 + HOUR, uid="later")
    outside.add("busy", MONDAY_10 - timedelta(minutes=1), MONDAY_10 + HOUR)
    before = everything(salon.organisation)

    found = asked(salon)

    assert words(found) == {"free": "free", "busy": "busy"}
    assert {answer.span for answer in found.answers.values()} == {NINE}
    assert found.answers.keys() == {free.pk, busy.pk}
    assert outside.asked == ["busy", "free"]
    assert everything(salon.organisation) == before


def test_where_no_calendar_can_be_asked_nobody_is(salon: Salon, django_assert_num_queries) -> None:
    make_calendar(salon.ben, blocks=False)
    change(make_calendar(salon.clara, "feed").connection, kind="feed")

    with django_assert_num_queries(1):
        assert asked(salon) is NOT_ASKED


@pytest.mark.parametrize("manner", ["broken", "signed out", "log-in page", "half"])
def test_what_is_no_whole_answer_is_unknown_and_holds_up_nobody(
    salon: Salon, outside: Calendars, manner: Manner, caplog: pytest.LogCaptureFixture
) -> None:
    outside.of(salon.ben, "bad", manner)
    outside.add("bad", MONDAY_9, MONDAY_10)
    outside.of(salon.clara, "good")

    with caplog.at_level(logging.INFO, "terminbuch.calendars"):
        found = asked(salon)

    assert words(found) == {"bad": "unknown", "good": "free"}
    assert [record.levelno for record in caplog.records if record.name == "terminbuch.calendars"] == [20]


def test_who_is_late_is_unknown_and_who_was_in_time_is_heard(salon: Salon, outside: Calendars) -> None:
    outside.of(salon.ben, "silent", "silent")
    outside.of(salon.ben, "dripping", "dripping")
    outside.of(salon.clara, "punctual")
    begun = monotonic()

    found = asked(salon, seconds=1.5)

    assert words(found) == {"silent": "unknown", "dripping": "unknown", "punctual": "free"}
    assert monotonic() - begun >= 1.5  # it did wait for the late ones


def test_who_failed_again_and_again_is_not_waited_for_as_long(salon: Salon, outside: Calendars) -> None:
    outside.of(salon.ben, "dead", "silent", failures=2)
    outside.of(salon.clara, "well")

    begun = monotonic()
    found = asked(salon)

    assert words(found) == {"dead": "unknown", "well": "free"}
    assert monotonic() - begun < LONG


def test_who_must_sign_in_again_is_not_asked(salon: Salon, outside: Calendars) -> None:
    change(outside.of(salon.ben, "signed out").connection, state="signed_out")
    change(outside.of(salon.clara, "sealed with another key").connection, sealed_secret="nonsense")

    assert words(asked(salon)) == {"signed out": "unknown", "sealed with another key": "unknown"}
    assert outside.asked == []


def test_a_tentative_event_counts_as_its_calendar_says(salon: Salon, outside: Calendars) -> None:
    outside.of(salon.ben, "counts")
    outside.of(salon.clara, "does-not", tentative_blocks=False)
    for name in ("counts", "does-not"):
        path = outside.add(name, MONDAY_9, MONDAY_10)
        text = outside.objects[name][path].replace("SUMMARY", "STATUS:TENTATIVE\r\nSUMMARY")
        outside.objects[name][path] = text

    assert words(asked(salon)) == {"counts": "busy", "does-not": "free"}


def test_what_somebody_said_does_not_count_is_passed_over_at_that_time_alone(
    salon: Salon, outside: Calendars
) -> None:
    calendar = outside.of(salon.ben, "private")
    path = outside.add("private", MONDAY_9, MONDAY_10)
    OutsideEvent.objects.create(
        organisation=salon.organisation, calendar=calendar, remote_id=path, starts_at=MONDAY_9,
        ends_at=MONDAY_10, is_ignored=True,
    )  # fmt: skip

    where_it_was = words(asked(salon))
    outside.add("private", MONDAY_9, MONDAY_10 + HOUR)

    assert (where_it_was, words(asked(salon))) == ({"private": "free"}, {"private": "busy"})


def written(calendar: OutsideCalendar, booking: Booking, path: str) -> CalendarEntry:
    return CalendarEntry.objects.create(
        organisation=booking.organisation, booking=booking, calendar=calendar, remote_id=path, is_there=True,
        starts_at=booking.starts_at, ends_at=booking.ends_at, written_at=SUNDAY_18,
    )  # fmt: skip


@pytest.fixture
def booking(salon: Salon) -> Booking:
    return make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)


def test_our_own_entry_in_its_place_blocks_nobody(salon: Salon, outside: Calendars, booking: Booking) -> None:
    calendar = outside.of(salon.ben, "own", receives=True)
    path = outside.add("own", MONDAY_9, MONDAY_10, uid=booking.uid.hex)
    written(calendar, booking, path)

    assert words(asked(salon)) == {"own": "free"}


def test_our_own_entry_that_was_moved_blocks_all_but_its_own_booking(
    salon: Salon, outside: Calendars, booking: Booking
) -> None:
    calendar = outside.of(salon.ben, "own", receives=True)
    ten = Span(MONDAY_10, MONDAY_10 + HOUR)
    path = outside.add("own", ten.start, ten.end, uid=booking.uid.hex)
    written(calendar, booking, path)

    others, itself = asked(salon, span=ten), asked(salon, span=ten, moving=booking)

    assert (words(others), words(itself)) == ({"own": "busy"}, {"own": "free"})


def test_a_copy_of_our_entry_is_somebody_elses_event(
    salon: Salon, outside: Calendars, booking: Booking
) -> None:
    calendar = outside.of(salon.ben, "own", receives=True)
    written(calendar, booking, outside.add("own", MONDAY_9, MONDAY_10, uid=booking.uid.hex))
    text = outside.objects["own"][f"/own/{booking.uid.hex}.ics"]
    outside.objects["own"]["/own/copy.ics"] = text.replace("T080000Z", "T083000Z")

    assert words(asked(salon)) == {"own": "busy"}


@pytest.mark.parametrize("instant", [MONDAY_9])
def test_calendars_of_another_organisation_are_not_asked(
    salon: Salon, outside: Calendars, instant: datetime
) -> None:
    mallory = make_salon("mallory")
    outside.of(mallory.ben, "mallorys")

    found = ask(
        salon.organisation.pk, {mallory.ben.pk: Span(instant, instant + HOUR)}, now=SUNDAY_18, seconds=LONG
    )

    assert (found, outside.asked) == (NOT_ASKED, [])
