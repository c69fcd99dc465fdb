"""The same thing wanted twice, one after the other; at the same moment: see tests/concurrency."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

import pytest

from terminbuch.actions.keys import new_key
from terminbuch.models import Booking
from tests.bad_input.outcomes import Watch, accepted, conflict, refused, replayed
from tests.booking_pages.reader import Answer, Browser
from tests.booking_pages.steps import ANNA, CUT, MONDAY_9, MONDAY_10, again, bookings, manage, open_form, send
from tests.builders import MONDAY_9 as NINE
from tests.builders import MONDAY_10 as TEN
from tests.builders import Salon, change, make_booking, make_member, make_service, needs
from tests.cast import signed_in


@pytest.fixture
def only_ben(salon: Salon) -> Salon:
    """Nobody else cuts."""
    salon.cut.requirements.get().candidates.exclude(resource=salon.ben).delete()
    return salon


def book(visitor: Browser, *, guest: int = 0, service: str = CUT, start: str = MONDAY_9) -> Answer:
    """Somebody who had the form open before, from an address of the own."""
    said = {"name": f"Gast {guest}", "email": f"gast{guest}@example.org", "key": new_key()}
    page = f"{service}book/?{urlencode({'start': start})}"
    return visitor.post(page, said, REMOTE_ADDR=f"192.0.2.{guest + 1}")


def test_the_same_form_twice_is_one_booking_with_one_answer(
    salon: Salon, visitor: Browser, watch: Watch
) -> None:
    """D001: nor does anybody get a second mail, for a promise would be a row."""
    form = open_form(visitor)

    first = watch(lambda: send(visitor, form, **ANNA))
    second = watch(lambda: send(visitor, form, **ANNA))

    accepted(first)
    replayed(second)
    assert second.answer.url == first.answer.url


def test_of_thirty_two_who_want_one_time_one_gets_it(only_ben: Salon, visitor: Browser, watch: Watch) -> None:
    """D003: the others get the free neighbours."""
    accepted(watch(partial(book, visitor)))

    for guest in range(1, 32):
        conflict(watch(partial(book, visitor, guest=guest), personal=[f"Gast {guest}"]))


def test_two_services_of_one_person_exclude_each_other(
    only_ben: Salon, visitor: Browser, watch: Watch
) -> None:
    """D005: what is locked is the person, not the service."""
    needs(make_service(only_ben.organisation, "colour"), only_ben.ben)
    accepted(watch(partial(book, visitor)))

    conflict(watch(partial(book, visitor, guest=1, service="/salon/colour/")))


def test_a_move_to_a_time_that_was_just_booked_keeps_the_old_one(
    only_ben: Salon, visitor: Browser, watch: Watch
) -> None:
    """D007."""
    annas = make_booking(only_ben.cut, at=NINE)
    accepted(watch(partial(book, visitor, start=MONDAY_10)))

    moved = {"start": MONDAY_10, "key": new_key()}
    conflict(watch(lambda: visitor.post(manage(annas, "move/"), moved)))

    assert again(annas).starts_at == NINE


def test_a_time_that_somebody_asked_for_can_be_asked_for_once(
    only_ben: Salon, visitor: Browser, watch: Watch
) -> None:
    """D009: a second request cannot come about, and the first is answered once."""
    change(only_ben.cut, needs_approval=True)
    asked = watch(partial(book, visitor))
    accepted(asked)
    conflict(watch(partial(book, visitor, guest=1)))
    clara = signed_in(make_member(only_ben.organisation).user)
    page = f"/-/staff/salon/bookings/{asked.new('Booking')[0]['uid']}/accept/"

    answers = [clara.post(page, headers={"Accept-Language": "de"}).status_code for _ in range(2)]

    assert answers == [303, 409]


def test_anybody_of_two_is_two_and_no_third(salon: Salon, visitor: Browser, watch: Watch) -> None:
    """D011."""
    for guest in range(2):
        accepted(watch(partial(book, visitor, guest=guest)))
    conflict(watch(partial(book, visitor, guest=2)))

    assert sorted(each.people() for each in bookings(salon.organisation.pk)) == [["Ben"], ["Clara"]]


def test_a_used_form_books_no_other_time(salon: Salon, visitor: Browser, watch: Watch) -> None:
    """D013: the same key with other words."""
    form = open_form(visitor)
    accepted(watch(lambda: send(visitor, form, **ANNA)))

    seen = watch(lambda: send(visitor, form, **ANNA, start=MONDAY_10), personal=ANNA.values())

    refused(seen)
    assert (seen.status, seen.page.heading) == (422, "Sie haben schon gebucht.")


def test_the_same_key_next_door_is_another_request(
    salon: Salon, next_door: Salon, visitor: Browser, watch: Watch
) -> None:
    """D015: and nothing of here is told there."""
    key = open_form(visitor).fields["key"]
    accepted(watch(lambda: send(visitor, open_form(visitor), **ANNA, key=key)))

    there = {**ANNA, "key": key, "start": MONDAY_10}
    answer = visitor.post("/barber/cut/book/", there)

    assert answer.status_code == 303
    annas = Booking.objects.of(next_door.organisation).filter(name="Anna Blume")
    assert [each.starts_at for each in annas] == [TEN]
