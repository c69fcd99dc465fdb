"""Work that comes again is done when it is due, by one worker."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from terminbuch.actions.attempts import count
from terminbuch.actions.holding import extend, hold
from terminbuch.actions.keys import delivery_key
from terminbuch.actions.upkeep import run_chores
from terminbuch.models import AcceptedRequest, AttemptCount, Booking, Chore, Hold
from tests.builders import (
    MONDAY_9,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    a_hold,
    berlin,
    change,
    make_booking,
)
from tests.reading import occupied, promised

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def test_a_hold_that_has_run_out_is_swept(salon: Salon) -> None:
    hold(a_hold(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk), now=SUNDAY_18)

    run_chores(SUNDAY_18 + 10 * MINUTE)

    assert not Hold.objects.of(salon.organisation).exists()
    assert occupied(salon.ben) == []


def test_a_hold_that_lasts_is_left(salon: Salon) -> None:
    first = hold(a_hold(salon.cut, at=MONDAY_9), now=SUNDAY_18)
    extend(first.token, organisation_id=salon.organisation.pk, now=SUNDAY_18)

    run_chores(SUNDAY_18 + 20 * MINUTE - SECOND)

    assert Hold.objects.of(salon.organisation).get() == first.hold


def test_a_request_that_nobody_decided_lapses(salon: Salon) -> None:
    change(salon.cut, needs_approval=True)
    requests = [make_booking(salon.cut, at=berlin(26, hour)) for hour in (9, 10, 11)]

    run_chores(SUNDAY_18 + 48 * HOUR)

    assert {booking.status for booking in Booking.objects.of(salon.organisation)} == {"expired"}
    assert all(promised(booking)[2][0] == "request_expired" for booking in requests)


def test_the_requests_of_every_organisation_lapse(salon: Salon, mallory: Salon) -> None:
    for one in (salon, mallory):
        change(one.cut, needs_approval=True)
        make_booking(one.cut, at=berlin(26, 9))

    run_chores(SUNDAY_18 + 48 * HOUR)

    assert {booking.status for booking in Booking.objects.everywhere()} == {"expired"}


def test_old_tries_are_forgotten(db: None) -> None:
    count("cancel", "anna", limit=5, now=SUNDAY_18)
    count("cancel", "berta", limit=5, now=SUNDAY_18 + HOUR)

    run_chores(SUNDAY_18 + 70 * MINUTE)

    assert AttemptCount.objects.count() == 1


def test_accepted_requests_are_forgotten_after_a_month(salon: Salon) -> None:
    make_booking(salon.cut, now=SUNDAY_18)
    make_booking(salon.cut, at=TUESDAY_9, now=SUNDAY_18 + SECOND)

    run_chores(SUNDAY_18 + timedelta(days=30))

    assert AcceptedRequest.objects.of(salon.organisation).count() == 1


def test_a_chore_is_done_once_until_it_is_due_again(salon: Salon) -> None:
    run_chores(SUNDAY_18)
    hold(a_hold(salon.cut, at=MONDAY_9), now=SUNDAY_18 - HOUR)

    run_chores(SUNDAY_18 + 59 * SECOND)
    assert Hold.objects.of(salon.organisation).count() == 1
    run_chores(SUNDAY_18 + MINUTE)

    assert not Hold.objects.of(salon.organisation).exists()


def test_a_worker_with_nothing_to_do_only_reads(salon: Salon) -> None:
    run_chores(SUNDAY_18)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        run_chores(SUNDAY_18 + SECOND)

    assert [query["sql"].split()[0] for query in asked] == ["SELECT"]


def test_each_chore_has_a_row(db: None) -> None:
    run_chores(SUNDAY_18)

    due = {chore.name: chore.due_at - SUNDAY_18 for chore in Chore.objects.all()}
    assert due == {
        "lapse requests": 30 * SECOND,
        "stop waiting for answers": 30 * SECOND,
        "sweep holds": MINUTE,
        "look after health": MINUTE,
        "promise day sheets": MINUTE,
        "sweep sign-ups": HOUR,
        "forget attempts": HOUR,
        "forget sessions": HOUR,
        "forget requests": 24 * HOUR,
    }


def test_a_request_that_cannot_be_ended_keeps_no_other_from_ending(
    salon: Salon, caplog: pytest.LogCaptureFixture
) -> None:
    """What the first one would promise has been promised already, as no deed would do it."""
    change(salon.cut, needs_approval=True)
    broken, good = (make_booking(salon.cut, at=berlin(26, hour)) for hour in (9, 10))
    promise = broken.deliveries.get(recipient="anna@example.org")
    change(
        promise,
        key=delivery_key(Booking(uid=broken.uid, version=2), recipient="customer", kind="request_expired"),
    )

    run_chores(SUNDAY_18 + 48 * HOUR)

    states = dict(Booking.objects.of(salon.organisation).values_list("pk", "status"))
    assert states == {broken.pk: "pending", good.pk: "expired"}
    assert f"request of booking {broken.pk}" in caplog.text
