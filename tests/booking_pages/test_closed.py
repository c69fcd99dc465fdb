"""A business that takes no bookings online says so, and what is booked can be changed all the same."""

from __future__ import annotations

import pytest

from terminbuch.models import Booking, Hold
from tests.booking_pages.reader import Browser, read
from tests.booking_pages.steps import ANNA, CUT, bookings, hold, manage, open_form, send
from tests.builders import Salon, change

SAID = "Zurzeit ist nichts online buchbar."


def close(salon: Salon, **fields: object) -> None:
    change(salon.organisation, is_open=False, **fields)


@pytest.mark.parametrize("path", ["/salon/", CUT, "/salon/?q=cut", f"{CUT}?view=list"])
def test_the_pages_say_so_and_whom_to_call(visitor: Browser, salon: Salon, path: str) -> None:
    close(salon, phone="030 1234567")

    answer = visitor.get(path)

    assert (answer.status_code, read(answer).heading) == (200, SAID)
    assert "Bitte rufen Sie uns an: 030 1234567" in read(answer).text


def test_without_a_telephone_they_name_the_address(visitor: Browser, salon: Salon) -> None:
    close(salon, phone="", email="salon@example.org")

    assert "Bitte schreiben Sie uns: salon@example.org" in read(visitor.get("/salon/")).text


def test_no_time_is_kept(visitor: Browser, salon: Salon) -> None:
    close(salon)

    answer = hold(visitor)

    assert (answer.status_code, answer.reason_phrase, read(answer).heading) == (409, "closed", SAID)
    assert not Hold.objects.of(salon.organisation).exists()


def test_who_was_filling_in_the_form_keeps_what_was_typed(visitor: Browser, salon: Salon) -> None:
    page = open_form(visitor)
    close(salon)

    answer = send(visitor, page, **ANNA)

    assert (answer.status_code, bookings(salon.organisation.pk)) == (409, [])
    assert SAID in read(answer).text
    assert read(answer).fields["name"] == "Anna Blume"


def test_the_form_is_not_begun(visitor: Browser, salon: Salon) -> None:
    address = hold(visitor).url
    close(salon)

    assert read(visitor.get(address)).heading == SAID


def test_the_same_form_again_leads_to_its_booking(visitor: Browser, salon: Salon) -> None:
    page = open_form(visitor)
    first = send(visitor, page, **ANNA)
    close(salon)

    assert send(visitor, page, **ANNA).url == first.url


def test_a_booking_can_be_moved_and_cancelled(visitor: Browser, salon: Salon, booking: Booking) -> None:
    close(salon)

    pages = [visitor.get(manage(booking, page)) for page in ("", "move/", "cancel/")]
    cancelled = visitor.post(manage(booking, "cancel/"), {"email": "anna@example.org"})

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert SAID not in "".join(read(page).text for page in pages)
    assert (cancelled.status_code, Booking.objects.of(salon.organisation).get().status) == (303, "cancelled")
