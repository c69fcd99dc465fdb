"""A customer cancels by typing the address of the booking; guessing is counted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from terminbuch.actions.asking import LINK_HOLDER
from terminbuch.actions.booking import cancel_by_address
from terminbuch.actions.refusals import NotYours, TooLate, TooManyTries, WrongAddress
from terminbuch.models import Booking
from tests.builders import MONDAY_9, MONDAY_10, SUNDAY_18, TUESDAY_9, Salon, change, make_booking
from tests.reading import everything, occupied, promised

HOUR = timedelta(hours=1)


@pytest.fixture
def booking(salon: Salon) -> Booking:
    return make_booking(salon.cut, email="Anna.B@Example.org", resource_id=salon.ben.pk)


def attempt(booking: Booking, email: str, now=SUNDAY_18) -> Booking:
    return cancel_by_address(booking.pk, email=email, by=LINK_HOLDER, now=now)


@pytest.mark.parametrize(
    "typed",
    [
        "Anna.B@Example.org",
        "anna.b@example.org",
        "ANNA.B@EXAMPLE.ORG",
        "  anna.b@example.org ",
        "\tAnna.b@example.ORG\n",
    ],
)
def test_the_address_cancels_whatever_its_case_and_the_spaces_around_it(
    salon: Salon, booking: Booking, typed: str
) -> None:
    cancelled = attempt(booking, typed)

    assert cancelled.status == "cancelled"
    assert occupied(salon.ben) == []
    assert [kind for kind, _ in promised(booking)[2:]] == ["booking_cancelled", "resource_cancelled"]


@pytest.mark.parametrize(
    "typed",
    [
        "berta@example.org", "", " ", "anna.b", "@", "anna.b@example.org, berta@example.org",
        "anna.b@example.orgg", "annab@example.org", "anna.b@example.org@example.org", "änna.b@example.org",
        "x" * 5000, "\x00", "\ud800@a.b", "anna.b@example.org\x00", "anna. b@example.org",
    ],
)  # fmt: skip
def test_another_address_cancels_nothing(salon: Salon, booking: Booking, typed: str) -> None:
    before = everything(salon.organisation)

    with pytest.raises(WrongAddress) as refused:
        attempt(booking, typed)

    assert everything(salon.organisation) == before
    assert "anna" not in str(refused.value.sentence).lower()


def test_a_booking_without_an_address_is_cancelled_by_none(salon: Salon, booking: Booking) -> None:
    Booking.objects.of(salon.organisation).update(email="", email_folded="")

    with pytest.raises(WrongAddress):
        attempt(booking, "")


def test_after_five_tries_even_the_right_address_waits_an_hour(booking: Booking) -> None:
    for _ in range(5):
        with pytest.raises(WrongAddress):
            attempt(booking, "berta@example.org")

    for email in ("berta@example.org", "anna.b@example.org"):
        with pytest.raises(TooManyTries) as refused:
            attempt(booking, email)
        assert refused.value.status == 429

    assert (
        attempt(booking, "anna.b@example.org", now=SUNDAY_18 + HOUR + timedelta(minutes=10)).status
        == "cancelled"
    )


def test_tries_at_one_booking_do_not_count_for_another(salon: Salon, booking: Booking) -> None:
    other = make_booking(salon.cut, at=TUESDAY_9)
    for _ in range(5):
        with pytest.raises(WrongAddress):
            attempt(booking, "berta@example.org")

    assert attempt(other, "anna@example.org").status == "cancelled"


def test_the_right_address_after_the_cut_off_is_too_late(salon: Salon, booking: Booking) -> None:
    change(salon.cut, cut_off_minutes=60)

    with pytest.raises(TooLate):
        attempt(booking, "anna.b@example.org", now=MONDAY_9)

    assert occupied(salon.ben) == [(MONDAY_9, MONDAY_10)]


def test_cancelling_again_by_the_address_is_harmless(salon: Salon, booking: Booking) -> None:
    attempt(booking, "anna.b@example.org")
    before = everything(salon.organisation)

    assert attempt(booking, "anna.b@example.org").status == "cancelled"
    assert everything(salon.organisation) == before


def test_what_never_was_is_not_found(salon: Salon) -> None:
    with pytest.raises(NotYours):
        cancel_by_address(10**9, email="anna@example.org", by=LINK_HOLDER, now=SUNDAY_18)
