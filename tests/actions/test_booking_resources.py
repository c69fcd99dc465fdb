"""Who serves: the one the customer chose, else a fair pick; and everyone whom the service needs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError

from terminbuch.actions import deed, occupying
from terminbuch.actions.refusals import SlotTaken
from terminbuch.models import Allocation, Resource
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    berlin,
    change,
    make_booking,
    make_resource,
    make_service,
    needs,
    occupy,
    open_weekly,
)
from tests.reading import occupied, promised

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def test_the_chosen_person_serves_however_busy(salon: Salon) -> None:
    for hour in (9, 10, 11):
        make_booking(salon.cut, at=berlin(23, hour), resource_id=salon.ben.pk)

    booking = make_booking(salon.cut, at=berlin(23, 12), resource_id=salon.ben.pk)

    assert (booking.people(), booking.chosen_resource) == (["Ben"], salon.ben)


def test_where_anybody_will_do_the_one_with_fewer_bookings_that_day_serves(salon: Salon) -> None:
    make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    make_booking(salon.cut, at=berlin(24, 9), resource_id=salon.clara.pk)
    make_booking(salon.cut, at=berlin(24, 10), resource_id=salon.clara.pk)

    booking = make_booking(salon.cut, at=berlin(23, 14))

    assert (booking.people(), booking.chosen_resource) == (["Clara"], None)


def test_with_as_many_bookings_the_one_booked_longest_ago_serves(salon: Salon) -> None:
    make_booking(salon.cut, at=TUESDAY_9, resource_id=salon.ben.pk, now=SUNDAY_18)
    make_booking(salon.cut, at=TUESDAY_9, resource_id=salon.clara.pk, now=SUNDAY_18 - HOUR)

    assert make_booking(salon.cut, at=MONDAY_9).people() == ["Clara"]


def test_whoever_was_booked_long_ago_serves_next_whatever_the_day(salon: Salon) -> None:
    days = (23, 25, 27, 30)

    people = [
        make_booking(salon.cut, at=berlin(day, 9), now=SUNDAY_18 + number * MINUTE).people()[0]
        for number, day in enumerate(days)
    ]

    assert people == ["Ben", "Clara", "Ben", "Clara"]


def test_bookings_go_round_fairly(salon: Salon) -> None:
    people = [
        make_booking(salon.cut, at=berlin(23, hour), now=SUNDAY_18 + hour * MINUTE).people()[0]
        for hour in range(9, 15)
    ]

    assert people == ["Ben", "Clara"] * 3


def test_the_other_one_serves_while_there_is_one(salon: Salon) -> None:
    first, second = make_booking(salon.cut), make_booking(salon.cut, who="Berta")

    assert sorted(first.people() + second.people()) == ["Ben", "Clara"]
    with pytest.raises(SlotTaken):
        make_booking(salon.cut, who="Dora")


@pytest.fixture
def with_room(salon: Salon) -> Salon:
    """Cutting needs Ben or Clara, and the one room."""
    needs(salon.cut, salon.room)
    return salon


def test_a_service_takes_a_person_and_a_room(with_room: Salon) -> None:
    booking = make_booking(with_room.cut, resource_id=with_room.ben.pk)

    assert booking.people() == ["Ben", "Raum 1"]
    assert occupied(with_room.ben) == occupied(with_room.room) == [(MONDAY_9, MONDAY_10)]
    rows = Allocation.objects.of(with_room.organisation).order_by("position")
    assert [row.position for row in rows] == [0, 1]
    assert len({row.sitting for row in rows}) == 1


def test_without_the_room_nobody_is_free(with_room: Salon) -> None:
    make_booking(with_room.cut, resource_id=with_room.ben.pk)

    with pytest.raises(SlotTaken):
        make_booking(with_room.cut, who="Berta", resource_id=with_room.clara.pk)

    assert occupied(with_room.clara) == []


def test_everyone_is_taken_where_everyone_is_needed(salon: Salon) -> None:
    together = make_service(salon.organisation, "together")
    needs(together, salon.ben, salon.clara, everyone=True)

    booking = make_booking(together)

    assert booking.people() == ["Ben", "Clara"]
    assert promised(booking) == [
        ("booking_confirmed", "anna@example.org"),
        ("resource_new", "ben@salon.example"),
        ("resource_new", "clara@salon.example"),
    ]
    with pytest.raises(SlotTaken):
        make_booking(salon.cut, who="Berta")


def test_a_booking_takes_each_resource_once(salon: Salon) -> None:
    """Two people are needed; the first requirement must not take the only one who can do the second."""
    pair = make_service(salon.organisation, "pair")
    needs(pair, salon.ben, salon.clara)
    needs(pair, salon.ben)

    assert make_booking(pair).people() == ["Clara", "Ben"]


def test_a_candidates_own_length_is_the_bookings_length(salon: Salon) -> None:
    colour = make_service(salon.organisation, "colour", duration_minutes=60)
    needs(colour, salon.ben, chosen=True, duration_minutes=90)
    needs(colour, salon.clara)

    booking = make_booking(colour)

    assert booking.duration == timedelta(minutes=90)
    assert occupied(salon.ben) == [(MONDAY_9, MONDAY_9 + 90 * MINUTE)]
    assert occupied(salon.clara) == [(MONDAY_9, MONDAY_10)]
    booking.refresh_from_db()
    assert booking.ends_at == MONDAY_9 + 90 * MINUTE


def test_a_candidate_who_is_quicker_makes_a_shorter_booking(salon: Salon) -> None:
    shave = make_service(salon.organisation, "shave")
    needs(shave, salon.ben, duration_minutes=30)

    assert make_booking(shave, at=berlin(23, 16, 30)).ends_at == berlin(23, 17)


def test_a_candidates_own_buffers_are_the_ones_that_are_kept(salon: Salon) -> None:
    shave = make_service(salon.organisation, "shave", buffer_before_minutes=5, buffer_after_minutes=5)
    needs(shave, salon.ben, buffer_before_minutes=0, buffer_after_minutes=25)

    booking = make_booking(shave, at=MONDAY_10)

    assert occupied(salon.ben) == [(MONDAY_10, MONDAY_10 + 85 * MINUTE)]
    assert (booking.buffer_before_minutes, booking.buffer_after_minutes) == (0, 25)


def test_the_next_candidate_serves_when_the_database_refuses_the_first(
    salon: Salon, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row appears between the reading of the facts and the writing, as no deed would write it. It is gone
    when the deed starts over, and appears once more."""
    rows, tries = occupying._rows, []

    def written_meanwhile(*arguments):
        tries.append(deed.is_first_try())
        if len(tries) <= 2:
            occupy(salon.cut, salon.ben, MONDAY_9 + 30 * MINUTE, MONDAY_10)
        return rows(*arguments)

    monkeypatch.setattr(occupying, "_rows", written_meanwhile)

    booking = make_booking(salon.cut)

    assert tries == [True, False, False]
    assert booking.people() == ["Clara"]
    assert occupied(salon.ben) == [(MONDAY_9 + 30 * MINUTE, MONDAY_10)]
    assert occupied(salon.clara) == [(MONDAY_9, MONDAY_10)]


@pytest.mark.parametrize("chosen", [True, False])
def test_the_customer_hears_that_it_is_taken_when_the_database_refuses_everybody(
    salon: Salon, monkeypatch: pytest.MonkeyPatch, chosen: bool
) -> None:
    if not chosen:
        change(salon.clara, is_active=False)
    rows = occupying._rows

    def written_meanwhile(*arguments):
        occupy(salon.cut, salon.ben, MONDAY_9, MONDAY_10)
        return rows(*arguments)

    monkeypatch.setattr(occupying, "_rows", written_meanwhile)

    with pytest.raises(SlotTaken):
        make_booking(salon.cut, resource_id=salon.ben.pk if chosen else None)

    assert Allocation.objects.of(salon.organisation).count() == 0


def test_another_rule_of_the_table_is_not_taken_for_a_taken_time(
    salon: Salon, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = occupying._rows

    def broken(*arguments):
        (row,) = rows(*arguments)
        row.seat = 2
        return [row]

    monkeypatch.setattr(occupying, "_rows", broken)

    with pytest.raises(IntegrityError, match="allocation_seat_within_capacity"):
        make_booking(salon.cut)


def test_a_resource_is_busy_at_every_location_and_open_only_where_it_has_hours(salon: Salon) -> None:
    dora = make_resource(salon.organisation, "Dora", kind=Resource.Kind.PERSON)
    open_weekly(dora, salon.location, days=range(1, 5))
    shave = make_service(salon.organisation, "shave")
    needs(shave, dora, salon.ben)
    make_booking(salon.cut, resource_id=salon.ben.pk, at=TUESDAY_9)

    assert make_booking(shave, at=MONDAY_9).people() == ["Ben"]
    assert make_booking(shave, at=TUESDAY_9).people() == ["Dora"]
