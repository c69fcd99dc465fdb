"""Every kind of fault is found when it is planted, and where nothing was planted there is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from terminbuch.models import Allocation, Delivery
from terminbuch.queries.verification import QUESTIONS, WORDS, compare
from tests.builders import MONDAY_10, SUNDAY_18, berlin, make_salon, occupy
from tests.made_once import made_once
from tests.queries.health.looked import drop_guard
from tests.queries.verification.busy import Life, a_busy_life, by_plain_sql, codes, found

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
ALLOCATION = "UPDATE terminbuch_allocation SET "
BOOKING = "UPDATE terminbuch_booking SET "
DELIVERY = "UPDATE terminbuch_delivery SET "
ENTRY = "UPDATE terminbuch_calendarentry SET "


@pytest.fixture
def life() -> Life:
    return made_once(a_busy_life)


def test_a_busy_life_is_clean(life: Life) -> None:
    assert found() == []


def overlap(life: Life) -> None:
    connection.check_constraints()  # PostgreSQL alters no table that has something to check
    drop_guard()
    occupy(life.salon.cut, life.salon.ben, MONDAY_10 - HOUR / 2, MONDAY_10 + HOUR)


def seat_twice(life: Life) -> None:
    name = "allocation_seat_once"
    by_plain_sql_alone(f"DROP INDEX {name}")
    by_plain_sql(f"{ALLOCATION} seat = 1 WHERE booking_id = %s", life.seats[1].pk)


def unoccupied(life: Life) -> None:
    by_plain_sql("DELETE FROM terminbuch_allocation WHERE booking_id = %s", life.moved.pk)


def half_occupied(life: Life) -> None:
    by_plain_sql(f"{ALLOCATION} ends_at = %s WHERE booking_id = %s", MONDAY_10 - HOUR / 2, life.agreed.pk)


def without_its_buffer(life: Life) -> None:
    by_plain_sql(f"{BOOKING} buffer_after_minutes = 10 WHERE id = %s", life.agreed.pk)


def wish_unoccupied(life: Life) -> None:
    by_plain_sql("DELETE FROM terminbuch_allocation WHERE booking_id = %s AND is_wish", life.wished.pk)


def wish_without_a_wish(life: Life) -> None:
    by_plain_sql(
        f"{BOOKING} wished_starts_at = NULL, wished_ends_at = NULL, requested_until = NULL WHERE id = %s",
        life.wished.pk,
    )


def ghost(life: Life) -> None:
    by_plain_sql(f"{ALLOCATION} live = %s WHERE booking_id = %s", True, life.cancelled.pk)


def stranger(life: Life) -> None:
    """Ben is booked out of the books of somebody else, where the guard does not look."""
    next_door = make_salon("barber")
    row = Allocation.objects.of(life.salon.organisation).get(booking=life.agreed)
    occupied = occupy(next_door.cut, next_door.ben, berlin(28, 9), berlin(28, 10))
    by_plain_sql(f"{ALLOCATION} resource_id = %s WHERE id = %s", row.resource_id, occupied.pk)


def spelling(life: Life) -> None:
    drop_guard()
    by_plain_sql(f"{ALLOCATION} starts_at = '2026-11-23 08:00' WHERE booking_id = %s", life.agreed.pk)


def promise_missing(life: Life) -> None:
    key = Delivery.objects.of(life.salon.organisation).get(booking=life.seats[0], kind="booking_confirmed").pk
    by_plain_sql("DELETE FROM terminbuch_delivery WHERE id = %s", key)


def promise_of_a_change_that_never_was(life: Life) -> None:
    key = f"{life.agreed.uid.hex}:7:customer:booking_moved"
    by_plain_sql(
        f"{DELIVERY} key = %s WHERE booking_id = %s AND kind = %s", key, life.agreed.pk, "resource_new"
    )


def promise_about_nothing(life: Life) -> None:
    by_plain_sql(
        f"{DELIVERY} booking_id = NULL WHERE booking_id = %s AND resource_id IS NOT NULL", life.moved.pk
    )


def unnoticed(life: Life) -> None:
    by_plain_sql("DELETE FROM terminbuch_task WHERE delivery_id IS NOT NULL")


def reminder_of_what_was(life: Life) -> None:
    by_plain_sql(
        f"{DELIVERY} state = 'due' WHERE booking_id = %s AND kind = 'booking_reminder'", life.cancelled.pk
    )


def entry_missing(life: Life) -> None:
    by_plain_sql("DELETE FROM terminbuch_calendarentry WHERE booking_id = %s", life.agreed.pk)


def entry_differs(life: Life) -> None:
    by_plain_sql(f"{ENTRY} starts_at = %s WHERE booking_id = %s", MONDAY_10 - HOUR / 2, life.agreed.pk)


def entry_left(life: Life) -> None:
    by_plain_sql(f"{ENTRY} is_there = %s WHERE booking_id = %s", True, life.cancelled.pk)


def history_missing(life: Life) -> None:
    by_plain_sql("DELETE FROM terminbuch_historyentry WHERE booking_id = %s", life.agreed.pk)


def history_status(life: Life) -> None:
    by_plain_sql(
        "UPDATE terminbuch_historyentry SET what = 'cancelled' WHERE booking_id = %s", life.seats[0].pk
    )
    by_plain_sql("UPDATE terminbuch_delivery SET resource_id = NULL WHERE booking_id = %s", life.seats[0].pk)


def history_time(life: Life) -> None:
    by_plain_sql("UPDATE terminbuch_historyentry SET what = 'seen' WHERE what = 'edited'")


PLANTED: dict[Callable[[Life], None], list[str]] = {
    overlap: ["guard_missing", "overlap"],
    seat_twice: ["rule_missing", "seat_twice"],
    unoccupied: ["unoccupied"],
    half_occupied: ["entry_differs", "unoccupied"],
    without_its_buffer: ["unoccupied"],
    wish_unoccupied: ["wish_unoccupied"],
    wish_without_a_wish: ["no_owner"],
    ghost: ["no_owner"],
    stranger: ["strange_owner"],
    spelling: ["guard_missing", "spelling", "unoccupied"],
    promise_missing: ["promise_missing"],
    promise_of_a_change_that_never_was: ["promise_strange"],
    promise_about_nothing: ["promise_strange"],
    unnoticed: ["promise_unnoticed"],
    reminder_of_what_was: ["reminder_wrong"],
    entry_missing: ["entry_missing"],
    entry_differs: ["entry_differs"],
    entry_left: ["entry_left"],
    history_missing: ["history_missing"],
    history_status: ["history_status"],
    history_time: ["history_time"],
}
IN_TIME = {"promise_stuck", "hold_left"}
"""These need nothing planted, only that time goes by."""


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_what_was_planted_is_found(life: Life, plant: Callable[[Life], None]) -> None:
    if plant is spelling and connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has one spelling for an instant")

    plant(life)

    assert codes() == PLANTED[plant]


def test_every_question_has_a_planted_fault_and_its_words() -> None:
    planted = {code for found_as in PLANTED.values() for code in found_as}

    assert {question.code for question in QUESTIONS} == {*planted, *IN_TIME} - {
        "rule_missing",
        "guard_missing",
    }
    assert {question.code for question in QUESTIONS} <= set(WORDS)


def test_what_waits_too_long_is_found(life: Life) -> None:
    late = SUNDAY_18 + timedelta(days=3)

    assert codes(SUNDAY_18 + HOUR / 2) == []
    assert set(codes(late)) >= IN_TIME


def test_a_change_that_raised_no_revision_is_found_the_next_time(life: Life) -> None:
    before = compare(now=SUNDAY_18)
    occupy(life.salon.cut, life.salon.room, berlin(28, 9), berlin(28, 10))

    after = compare(now=SUNDAY_18, before=before.marks)

    assert [(each.code, each.about) for each in after.found] == [("revision", str(life.salon.room.pk))]


def test_how_much_was_compared_is_counted_by_business(life: Life) -> None:
    next_door = make_salon("barber")
    occupy(next_door.cut, next_door.ben, MONDAY_10, MONDAY_10 + HOUR)

    figures = compare(now=SUNDAY_18).figures

    assert figures[next_door.organisation.pk] == {"occupied": 1}
    assert figures[life.salon.organisation.pk]["bookings"] == 10


def by_plain_sql_alone(statement: str) -> None:
    """What has no count of rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
