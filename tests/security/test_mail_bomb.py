"""Nobody fills somebody else's mailbox through our form (SEC-14)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.conf import settings

from terminbuch.actions.asking import LINK_HOLDER
from terminbuch.actions.booking import cancel, reschedule
from terminbuch.actions.keys import new_key
from terminbuch.models import Booking, Delivery
from terminbuch.queries.offers import offer
from terminbuch.queries.wish import Wish
from tests.booking_pages.reader import Answer
from tests.booking_pages.steps import again
from tests.builders import BERLIN, SUNDAY_18, Salon, a_move, make_salon
from tests.cast import signed_in
from tests.made_once import made_once
from tests.reading import promised
from tests.security.dump import dump

VICTIM = "victim@example.org"


@pytest.fixture
def salon(db: None) -> Salon:
    return made_once(make_salon)


@pytest.fixture
def starts(salon: Salon) -> Iterator[str]:
    """Free ones, an hour apart: none is refused for being taken."""
    wish, monday = Wish(salon.cut, salon.location, salon.ben), date(2026, 11, 23)
    slots = offer(wish, first=monday, last=monday + timedelta(days=40), zone=BERLIN, now=SUNDAY_18).slots
    return iter([slot.start.isoformat() for slot in slots][::2])


def book(start: str, *, email: str, visitor: str) -> Answer:
    said = {"name": "Mallory", "email": email, "start": start, "key": new_key()}
    return signed_in(None).post("/salon/cut/book/", said, REMOTE_ADDR=visitor)


def to_the_victim() -> int:
    return Delivery.objects.everywhere().filter(recipient=VICTIM).count()


def test_an_address_gets_three_mails_an_hour_whoever_asks(starts: Iterator[str]) -> None:
    statuses = [book(next(starts), email=VICTIM, visitor=f"192.0.2.{n}").status_code for n in range(20)]

    assert statuses == [303] * 3 + [429] * 17
    assert to_the_victim() == 3


@pytest.mark.parametrize("spelling", ["VICTIM@example.org", " victim@EXAMPLE.org ", "Victim@Example.Org"])
def test_another_spelling_is_no_other_address(starts: Iterator[str], spelling: str) -> None:
    for number in range(3):
        book(next(starts), email=VICTIM, visitor=f"192.0.2.{number}")

    assert book(next(starts), email=spelling, visitor="192.0.2.9").status_code == 429


def test_a_visitor_books_for_so_many_and_no_more(starts: Iterator[str]) -> None:
    many = settings.BOOKINGS_PER_VISITOR + 5

    statuses = [
        book(next(starts), email=f"a{n}@example.org", visitor="192.0.2.1").status_code for n in range(many)
    ]

    assert statuses == [303] * settings.BOOKINGS_PER_VISITOR + [429] * 5


def test_what_is_over_the_limit_is_refused_before_anything_is_written(starts: Iterator[str]) -> None:
    for number in range(3):
        book(next(starts), email=VICTIM, visitor=f"192.0.2.{number}")
    before = dump()

    answer = book(next(starts), email=VICTIM, visitor="192.0.2.9")

    assert answer.status_code == 429
    assert dump() == before


def test_a_limit_never_keeps_back_a_mail_about_an_agreed_appointment(
    salon: Salon, starts: Iterator[str]
) -> None:
    for number in range(4):
        book(next(starts), email=VICTIM, visitor=f"192.0.2.{number}")
    booking = Booking.objects.of(salon.organisation).order_by("pk")[0]

    reschedule(a_move(booking, to=SUNDAY_18 + timedelta(days=44, hours=15)), by=LINK_HOLDER, now=SUNDAY_18)
    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    kinds = [kind for kind, recipient in promised(again(booking)) if recipient == VICTIM]
    assert kinds == ["booking_confirmed", "booking_moved", "booking_cancelled"]
