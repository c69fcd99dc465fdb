"""Services with several seats: bookings of the same start share one sitting, and never a seat."""

from __future__ import annotations

import pytest

from terminbuch.actions.asking import VISITOR
from terminbuch.actions.booking import accept, cancel, reschedule
from terminbuch.actions.holding import hold
from terminbuch.actions.refusals import Refusal, SlotTaken
from terminbuch.models import Allocation, Service
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    a_hold,
    a_move,
    berlin,
    change,
    make_booking,
    make_service,
    needs,
)


@pytest.fixture
def course(salon: Salon) -> Service:
    """An hour with Ben or Clara for three people."""
    service = make_service(salon.organisation, "course", capacity=3, step_minutes=60)
    needs(service, salon.ben, salon.clara, chosen=True)
    return service


def seats(service: Service) -> list[tuple[str, int]]:
    """Resource and seat of each live row, and that they are of one sitting."""
    rows = Allocation.objects.of(service.organisation_id).filter(live=True).select_related("resource")
    assert len({row.sitting for row in rows}) <= 1
    return sorted((row.resource.name, row.seat) for row in rows)


def test_bookings_of_the_same_start_share_the_sitting_and_its_resource(course: Service) -> None:
    people = [make_booking(course, who=who).people() for who in ("Anna", "Berta", "Dora")]

    assert people == [["Ben"], ["Ben"], ["Ben"]]
    assert seats(course) == [("Ben", 1), ("Ben", 2), ("Ben", 3)]


def test_a_full_sitting_is_full_and_no_second_one_begins_beside_it(course: Service) -> None:
    for who in ("Anna", "Berta", "Dora"):
        make_booking(course, who=who)

    with pytest.raises(SlotTaken):
        make_booking(course, who="Emil")

    assert seats(course) == [("Ben", 1), ("Ben", 2), ("Ben", 3)]


def test_choosing_another_person_begins_no_second_sitting(salon: Salon, course: Service) -> None:
    make_booking(course, resource_id=salon.ben.pk)

    with pytest.raises(Refusal):
        make_booking(course, who="Berta", resource_id=salon.clara.pk)

    assert seats(course) == [("Ben", 1)]


def test_a_seat_given_back_is_the_next_one_given(course: Service) -> None:
    bookings = [make_booking(course, who=who) for who in ("Anna", "Berta", "Dora")]
    cancel(bookings[1].pk, by=VISITOR, now=SUNDAY_18)

    make_booking(course, who="Emil")

    assert seats(course) == [("Ben", 1), ("Ben", 2), ("Ben", 3)]


def test_a_hold_takes_a_seat(course: Service) -> None:
    make_booking(course)
    hold(a_hold(course, at=MONDAY_9, visitor="192.0.2.1"), now=SUNDAY_18)
    hold(a_hold(course, at=MONDAY_9, visitor="192.0.2.2"), now=SUNDAY_18)

    with pytest.raises(SlotTaken):
        make_booking(course, who="Emil")

    assert seats(course) == [("Ben", 1), ("Ben", 2), ("Ben", 3)]


def test_a_sitting_is_in_the_way_of_everything_else(salon: Salon, course: Service) -> None:
    make_booking(course, resource_id=salon.ben.pk)

    with pytest.raises(SlotTaken):
        make_booking(salon.cut, resource_id=salon.ben.pk)


def test_another_service_at_the_same_time_is_in_the_way_of_a_sitting(salon: Salon, course: Service) -> None:
    make_booking(salon.cut, resource_id=salon.ben.pk)

    assert make_booking(course, who="Berta").people() == ["Clara"]


def test_a_sitting_goes_on_where_it_runs_however_busy_its_resource(salon: Salon, course: Service) -> None:
    make_booking(course, resource_id=salon.clara.pk)
    for hour in (11, 12, 13):
        make_booking(salon.cut, at=berlin(23, hour), resource_id=salon.clara.pk)

    assert make_booking(course, who="Berta").people() == ["Clara"]


def test_each_start_has_a_sitting_of_its_own(course: Service) -> None:
    first, second = make_booking(course, at=MONDAY_9), make_booking(course, at=MONDAY_10)

    sittings = {row.sitting for booking in (first, second) for row in booking.allocations.all()}
    assert len(sittings) == 2


def test_a_booking_moves_into_a_running_sitting_and_leaves_its_own(course: Service) -> None:
    make_booking(course, at=TUESDAY_9, who="Berta")
    booking = make_booking(course, at=MONDAY_9)

    moved = reschedule(a_move(booking, to=TUESDAY_9), by=VISITOR, now=SUNDAY_18)

    assert moved.starts_at == TUESDAY_9
    assert [seat for _, seat in seats(course)] == [1, 2]


def test_a_wished_seat_is_a_seat_of_the_wished_sitting_and_not_of_the_old_one(
    salon: Salon, course: Service
) -> None:
    change(course, needs_approval=True, capacity=2)
    make_booking(course, at=TUESDAY_9, who="Berta", resource_id=salon.ben.pk)
    booking = make_booking(course, at=MONDAY_9, resource_id=salon.ben.pk)

    accept(booking.pk, by=VISITOR, now=SUNDAY_18)
    reschedule(a_move(booking, to=TUESDAY_9), by=VISITOR, now=SUNDAY_18)

    with pytest.raises(SlotTaken):
        make_booking(course, at=TUESDAY_9, who="Dora")
    assert make_booking(course, at=MONDAY_9, who="Emil").people() == ["Ben"]
    with pytest.raises(SlotTaken):
        make_booking(course, at=MONDAY_9, who="Franz")


def test_a_wish_begins_a_sitting_that_others_join(salon: Salon, course: Service) -> None:
    change(course, needs_approval=True)
    booking = make_booking(course, at=MONDAY_9, resource_id=salon.ben.pk)

    accept(booking.pk, by=VISITOR, now=SUNDAY_18)
    reschedule(a_move(booking, to=TUESDAY_9), by=VISITOR, now=SUNDAY_18)

    joined = make_booking(course, at=TUESDAY_9, who="Berta")

    (wished,) = Allocation.objects.of(salon.organisation).filter(is_wish=True)
    (own,) = joined.allocations.all()
    assert (own.resource, own.sitting, own.seat) == (salon.ben, wished.sitting, 2)


def test_everyone_who_is_needed_shares_the_sitting(salon: Salon) -> None:
    together = make_service(salon.organisation, "together", capacity=2)
    needs(together, salon.ben, salon.room, everyone=True)

    for who in ("Anna", "Berta"):
        make_booking(together, who=who)

    assert seats(together) == [("Ben", 1), ("Ben", 2), ("Raum 1", 1), ("Raum 1", 2)]
