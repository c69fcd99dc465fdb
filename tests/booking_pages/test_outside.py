"""What customers read when an outside calendar stays silent or says that the time is taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from terminbuch.models import Booking, Resource
from tests.booking_pages.reader import Browser, read
from tests.booking_pages.steps import ANNA, CUT, MONDAY_9, MONDAY_10, bookings, manage, open_form, send
from tests.builders import MONDAY_9 as NINE
from tests.builders import Salon, change, make_calendar
from tests.calendars.fakes.one_answer import Calendars, calendars

WITH_BEN = f"{CUT}?with=ben"
SILENT = (
    "Wir konnten nicht sicherstellen, dass diese Zeit noch frei ist. Bitte versuchen Sie es gleich"
    " noch einmal oder rufen Sie uns an."
)


@pytest.fixture
def outside() -> Iterator[Calendars]:
    with calendars() as found:
        yield found


def make_silent(resource: Resource, **fields: str) -> None:
    """Its calendar waits for somebody to sign in again."""
    change(make_calendar(resource, **fields).connection, state="signed_out")


def test_a_silent_calendar_keeps_form_and_time_and_gives_a_number_to_call(
    visitor: Browser, salon: Salon
) -> None:
    make_silent(salon.ben)

    answer = send(visitor, open_form(visitor, path=WITH_BEN), **ANNA)
    page = read(answer)
    change(salon.ben.outside_calendars.get(), blocks=False)
    again = send(visitor, page)

    assert (answer.status_code, answer.reason_phrase) == (409, "calendar_silent")
    assert SILENT in page.text
    assert "030 1234567" in page.text
    assert (page.fields["name"], page.fields["email"]) == ("Anna Blume", "anna@example.org")
    assert again.status_code == 303
    assert len(bookings(salon.organisation.pk)) == 1


def test_where_the_calendar_says_to_ask_it_is_a_request(visitor: Browser, salon: Salon) -> None:
    make_silent(salon.ben, when_unknown="ask")

    answer = send(visitor, open_form(visitor, path=WITH_BEN), **ANNA)

    (booking,) = bookings(salon.organisation.pk)
    assert (answer.status_code, booking.status) == (303, "pending")
    assert "Ihre Anfrage ist bei uns. Die Zeit ist für Sie belegt." in read(visitor.get(answer.url)).text


def test_a_time_that_was_just_taken_outside_is_not_among_the_nearest_ones(
    visitor: Browser, salon: Salon, outside: Calendars
) -> None:
    outside.of(salon.ben, "private")
    outside.of(salon.clara, "claras")
    form = open_form(visitor, path=CUT)
    for name in ("private", "claras"):
        outside.add(name, NINE, NINE + timedelta(minutes=30))

    answer = send(visitor, form, **ANNA)
    page = read(answer)

    assert (answer.status_code, answer.reason_phrase) == (409, "taken")
    assert page.options
    assert [value for value in page.options if value.startswith(MONDAY_9)] == []


def test_a_move_that_nobody_could_check_can_be_tried_again(
    visitor: Browser, salon: Salon, booking: Booking
) -> None:
    make_silent(salon.ben)
    asked = read(visitor.get(visitor.post(manage(booking, "move/"), {"start": MONDAY_10}).url))

    answer = send(visitor, asked)
    page = read(answer)
    change(salon.ben.outside_calendars.get(), blocks=False)
    again = send(visitor, page)

    assert answer.status_code == 409
    assert SILENT in page.text
    assert "030 1234567" in page.text
    assert again.url.endswith("/moved/")
