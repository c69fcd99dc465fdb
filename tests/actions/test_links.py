"""The personal link of a booking: the same in every mail, unguessable, and mortal."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from terminbuch.actions.links import derive, first_link_hash, manage_path, manage_token
from terminbuch.models import Booking
from terminbuch.queries.access import booking_by_token
from tests.builders import TUESDAY_9, Salon, make_booking
from tests.reading import everything


@pytest.fixture
def booking(salon: Salon) -> Booking:
    return make_booking(salon.cut)


def test_the_link_opens_its_booking_and_no_other(salon: Salon, booking: Booking) -> None:
    other = make_booking(salon.cut, at=TUESDAY_9)

    assert booking_by_token(manage_token(booking)) == booking
    assert booking_by_token(manage_token(other)) == other


def test_the_link_is_the_same_each_time_and_fits_into_an_address(booking: Booking) -> None:
    token = manage_token(booking)

    assert manage_token(booking) == token
    assert len(token) == 43
    assert token.replace("-", "").replace("_", "").isalnum()
    assert manage_path(token) == f"/-/manage/{token}/"


def test_the_link_stands_in_no_table(salon: Salon, booking: Booking) -> None:
    assert manage_token(booking) not in str(everything(salon.organisation))


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "x" * 100_000, "ü", "\x00", "\ud800", "' OR 1=1 --"])
def test_what_is_no_link_opens_nothing(booking: Booking, token: str) -> None:
    assert booking_by_token(token) is None


def test_neither_the_hash_nor_the_uid_is_the_link(booking: Booking) -> None:
    for guess in (booking.link_hash, str(booking.uid), booking.uid.hex, booking.number):
        assert booking_by_token(guess) is None


def test_a_new_generation_kills_the_link(booking: Booking) -> None:
    old = manage_token(booking)
    booking.link_generation = 2
    booking.link_hash = first_link_hash(booking.uid, generation=2)
    booking.save()

    assert booking_by_token(old) is None
    assert booking_by_token(manage_token(booking)) == booking


def test_a_link_for_one_purpose_is_none_for_another(booking: Booking, settings: Settings) -> None:
    other = derive(settings.LINK_KEYS[0], booking.uid, purpose="calendar", generation=1)

    assert other != manage_token(booking)
    assert booking_by_token(other) is None


def test_a_new_key_before_the_old_one_leaves_old_links_as_they_were(
    salon: Salon, booking: Booking, settings: Settings
) -> None:
    old = manage_token(booking)
    settings.LINK_KEYS = ["a new key", *settings.LINK_KEYS]

    later = make_booking(salon.cut, at=TUESDAY_9)

    assert manage_token(booking) == old
    assert booking_by_token(old) == booking
    assert manage_token(later) == derive("a new key", later.uid, purpose="manage", generation=1)


def test_a_key_taken_away_is_missed_aloud(booking: Booking, settings: Settings) -> None:
    settings.LINK_KEYS = ["a new key"]

    with pytest.raises(LookupError, match="LINK_KEYS"):
        manage_token(booking)
