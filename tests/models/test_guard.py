"""No two live allocations of one resource overlap unless they share a sitting: the database refuses them."""

from __future__ import annotations

import uuid
from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from terminbuch.models import GUARD, Allocation, NoOverlap
from tests.builders import MONDAY_9, MONDAY_10, Salon, make_salon, occupy

GUARD_RULE = NoOverlap(name=GUARD)
MINUTE = timedelta(minutes=1)
HALF = timedelta(minutes=30)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

OVERLAPS = {
    "the same hour": (MONDAY_10, MONDAY_10 + HOUR),
    "half an hour later": (MONDAY_10 + HALF, MONDAY_10 + HALF + HOUR),
    "half an hour earlier": (MONDAY_10 - HALF, MONDAY_10 + HALF),
    "within it": (MONDAY_10 + 15 * MINUTE, MONDAY_10 + HALF),
    "around it": (MONDAY_10 - HOUR, MONDAY_10 + 2 * HOUR),
    "started the day before": (MONDAY_10 - DAY, MONDAY_10 + MINUTE),
    "its last second": (MONDAY_10 + HOUR - timedelta(seconds=1), MONDAY_10 + 2 * HOUR),
    "its first second": (MONDAY_10 - HOUR, MONDAY_10 + timedelta(seconds=1)),
    "the same start, longer": (MONDAY_10, MONDAY_10 + 3 * HOUR),
    "the same end, shorter": (MONDAY_10 + HALF, MONDAY_10 + HOUR),
}
FREE = {
    "right after": (MONDAY_10 + HOUR, MONDAY_10 + 2 * HOUR),
    "right before": (MONDAY_9, MONDAY_10),
    "the day after": (MONDAY_10 + DAY, MONDAY_10 + DAY + HOUR),
}


@pytest.mark.parametrize("span", OVERLAPS.values(), ids=OVERLAPS)
def test_an_overlap_is_refused(salon: Salon, span) -> None:
    occupy(salon.cut, salon.ben, MONDAY_10, MONDAY_10 + HOUR)

    with pytest.raises(IntegrityError, match=GUARD), transaction.atomic():
        occupy(salon.cut, salon.ben, *span)


@pytest.mark.parametrize("span", FREE.values(), ids=FREE)
def test_what_only_touches_is_accepted(salon: Salon, span) -> None:
    occupy(salon.cut, salon.ben, MONDAY_10, MONDAY_10 + HOUR)

    assert occupy(salon.cut, salon.ben, *span).pk


def test_another_resource_is_free_at_the_same_time(salon: Salon) -> None:
    occupy(salon.cut, salon.ben, MONDAY_10, MONDAY_10 + HOUR)

    assert occupy(salon.cut, salon.clara, MONDAY_10, MONDAY_10 + HOUR).pk


def test_seats_of_one_sitting_share_the_time(salon: Salon) -> None:
    sitting = uuid.uuid4()
    occupy(salon.cut, salon.ben, MONDAY_10, MONDAY_10 + HOUR, sitting=sitting, capacity=2)

    second = occupy(salon.cut, salon.ben, MONDAY_10, MONDAY_10 + HOUR, sitting=sitting, seat=2, capacity=2)

    assert second.pk


def test_no_seat_is_given_twice(salon: Salon) -> None:
    sitting = uuid.uuid4()
    occupy(salon.cut, salon.ben, MONDAY_10, MONDAY_10 + HOUR, sitting=sitting, seat=2, capacity=3)

    with pytest.raises(IntegrityError, match=r"allocation_seat_once|allocation\.seat"), transaction.atomic():
        occupy(salon.cut, salon.ben, MONDAY_10, MONDAY_10 + HOUR, sitting=sitting, seat=2, capacity=3)


@pytest.mark.parametrize(("seat", "capacity"), [(0, 1), (2, 1), (4, 3)])
def test_there_is_no_seat_beyond_the_capacity(salon: Salon, seat: int, capacity: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        occupy(salon.cut, salon.ben, MONDAY_10, MONDAY_10 + HOUR, seat=seat, capacity=capacity)


def test_what_is_no_longer_live_is_in_nobodys_way(salon: Salon) -> None:
    occupy(salon.cut, salon.ben, MONDAY_10, MONDAY_10 + HOUR, live=False)

    occupy(salon.cut, salon.ben, MONDAY_10, MONDAY_10 + HOUR)
    occupy(salon.cut, salon.ben, MONDAY_10, MONDAY_10 + HOUR, live=False)

    assert Allocation.objects.of(salon.organisation).count() == 3


def test_what_was_given_back_does_not_come_alive_over_somebody_else(salon: Salon) -> None:
    past = occupy(salon.cut, salon.ben, MONDAY_10, MONDAY_10 + HOUR, live=False)
    occupy(salon.cut, salon.ben, MONDAY_10, MONDAY_10 + HOUR)

    with pytest.raises(IntegrityError, match=GUARD), transaction.atomic():
        Allocation.objects.of(salon.organisation).filter(pk=past.pk).update(live=True)


@pytest.mark.parametrize(
    "change",
    [
        {"starts_at": MONDAY_9 + HALF},
        {"starts_at": MONDAY_9, "ends_at": MONDAY_10 + HOUR},
        {"ends_at": MONDAY_10 + HALF},
        {"sitting": uuid.uuid4(), "ends_at": MONDAY_10 + MINUTE},
    ],
)
def test_an_update_that_makes_an_overlap_is_refused(salon: Salon, change) -> None:
    occupy(salon.cut, salon.ben, MONDAY_10, MONDAY_10 + HOUR)
    row = occupy(salon.cut, salon.ben, MONDAY_9 - HOUR, MONDAY_9)

    with pytest.raises(IntegrityError, match=GUARD), transaction.atomic():
        Allocation.objects.of(salon.organisation).filter(pk=row.pk).update(
            **{"ends_at": MONDAY_10 + HALF} | change
        )


def test_one_statement_that_moves_two_rows_onto_each_other_is_refused(salon: Salon) -> None:
    occupy(salon.cut, salon.ben, MONDAY_9, MONDAY_10)
    occupy(salon.cut, salon.ben, MONDAY_10, MONDAY_10 + HOUR)

    with pytest.raises(IntegrityError, match=GUARD), transaction.atomic():
        Allocation.objects.of(salon.organisation).update(starts_at=MONDAY_9, ends_at=MONDAY_10)


def test_one_statement_that_writes_two_rows_over_each_other_is_refused(salon: Salon) -> None:
    hold = occupy(salon.cut, salon.clara, MONDAY_9, MONDAY_10).hold
    rows = [
        Allocation(
            organisation=salon.organisation,
            resource=salon.ben,
            hold=hold,
            starts_at=MONDAY_10 + shift,
            ends_at=MONDAY_10 + shift + HOUR,
            sitting=uuid.uuid4(),
        )
        for shift in (HALF, 0 * HOUR)
    ]

    with pytest.raises(IntegrityError, match=GUARD), transaction.atomic():
        Allocation.objects.bulk_create(rows)

    assert Allocation.objects.of(salon.organisation).filter(resource=salon.ben).count() == 0


def test_conflicts_that_are_to_be_ignored_still_make_no_overlap(salon: Salon) -> None:
    occupy(salon.cut, salon.ben, MONDAY_10, MONDAY_10 + HOUR)
    row = Allocation(
        organisation=salon.organisation,
        resource=salon.ben,
        hold=occupy(salon.cut, salon.clara, MONDAY_9, MONDAY_10).hold,
        starts_at=MONDAY_10,
        ends_at=MONDAY_10 + HOUR,
        sitting=uuid.uuid4(),
    )

    # SQLite's trigger speaks up where PostgreSQL passes over the row.
    with suppress(IntegrityError), transaction.atomic():
        Allocation.objects.bulk_create([row], ignore_conflicts=True)

    assert Allocation.objects.of(salon.organisation).filter(resource=salon.ben).count() == 1


@pytest.mark.parametrize("length", [timedelta(), -HOUR])
def test_a_span_ends_after_it_starts(salon: Salon, length: timedelta) -> None:
    hold = occupy(salon.cut, salon.clara, MONDAY_9, MONDAY_10).hold

    with pytest.raises(DatabaseError), transaction.atomic():
        Allocation.objects.create(
            organisation=salon.organisation,
            resource=salon.ben,
            hold=hold,
            starts_at=MONDAY_10,
            ends_at=MONDAY_10 + length,
            sitting=uuid.uuid4(),
        )


def test_an_allocation_is_of_a_booking_or_of_a_hold(salon: Salon) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Allocation.objects.create(
            organisation=salon.organisation,
            resource=salon.ben,
            starts_at=MONDAY_10,
            ends_at=MONDAY_10 + HOUR,
            sitting=uuid.uuid4(),
        )


def is_refused_by_a_form(row: Allocation) -> bool:
    try:
        GUARD_RULE.validate(Allocation, row)
    except ValidationError:
        return True
    return False


def test_a_form_hears_of_the_overlap_before_the_database_does(salon: Salon) -> None:
    taken = occupy(salon.cut, salon.ben, MONDAY_10, MONDAY_10 + HOUR)
    second = Allocation(
        organisation=salon.organisation,
        resource=salon.ben,
        hold=taken.hold,
        starts_at=MONDAY_10 + HALF,
        ends_at=MONDAY_10 + 2 * HOUR,
        sitting=uuid.uuid4(),
    )

    assert is_refused_by_a_form(second)


@pytest.mark.parametrize(
    "change", [{"live": False}, {"starts_at": MONDAY_10 + HOUR}, {"is_seat": True}, {"is_same": True}]
)
def test_a_form_hears_nothing_where_nothing_overlaps(salon: Salon, change) -> None:
    taken = occupy(salon.cut, salon.ben, MONDAY_10, MONDAY_10 + HOUR, capacity=2)
    row = Allocation(
        pk=taken.pk if change.get("is_same") else None,
        organisation=salon.organisation,
        resource=salon.ben,
        starts_at=change.get("starts_at", MONDAY_10 + HALF),
        ends_at=MONDAY_10 + 2 * HOUR,
        sitting=taken.sitting if change.get("is_seat") else uuid.uuid4(),
        live=change.get("live", True),
    )

    assert not is_refused_by_a_form(row)


def test_another_organisations_times_are_in_nobodys_way(salon: Salon) -> None:
    other = make_salon("mallory")
    occupy(other.cut, other.ben, MONDAY_10, MONDAY_10 + HOUR)

    assert occupy(salon.cut, salon.ben, MONDAY_10, MONDAY_10 + HOUR).pk
