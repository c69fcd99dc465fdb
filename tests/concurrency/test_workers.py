"""Several workers: each promise is taken by one, each chore done by one."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from threading import Barrier

from django.db import connection

from terminbuch.actions.deliveries import take_due
from terminbuch.actions.upkeep import run_chores
from terminbuch.models import Delivery, HistoryEntry
from tests.builders import SUNDAY_18, Salon, berlin, change, make_booking
from tests.concurrency.stage import Act

LEASE = timedelta(minutes=1)


def test_what_one_worker_is_about_to_take_another_leaves(salon: Salon) -> None:
    make_booking(salon.cut)
    first = Act(lambda: take_due(SUNDAY_18, lease=LEASE), stop_before='UPDATE "terminbuch_delivery"').begins()
    second = Act(lambda: take_due(SUNDAY_18, lease=LEASE)).begins()
    if connection.vendor == "postgresql":
        second.ends()  # it does not even wait

    taken = [first.ends(), second.ends()]

    assert sorted(delivery.recipient for delivery in taken if delivery) == [
        "anna@example.org",
        "ben@salon.example",
    ]


def test_a_later_mail_to_the_same_reader_is_not_taken_while_the_earlier_one_is(salon: Salon) -> None:
    change(salon.ben, email="anna@example.org")
    make_booking(salon.cut)
    first = Act(lambda: take_due(SUNDAY_18, lease=LEASE), stop_before='UPDATE "terminbuch_delivery"').begins()
    second = Act(lambda: take_due(SUNDAY_18, lease=LEASE)).begins()

    taken = first.ends()

    assert taken is not None
    assert taken.kind == "booking_confirmed"
    assert second.ends() is None


def test_many_workers_take_each_promise_once(salon: Salon) -> None:
    for hour in range(9, 15):
        make_booking(salon.cut, at=berlin(23, hour), who=f"Anna{hour}")

    def work() -> list[int]:
        taken = []
        while (delivery := take_due(SUNDAY_18, lease=LEASE)) is not None:
            taken.append(delivery.pk)
        return taken

    taken = [pk for act in [Act(work).begins() for _ in range(4)] for pk in act.ends()]

    assert sorted(taken) == sorted(Delivery.objects.of(salon.organisation).values_list("pk", flat=True))


def test_of_two_workers_that_see_the_same_chore_due_one_does_it(salon: Salon) -> None:
    run_chores(SUNDAY_18)
    work = partial(run_chores, SUNDAY_18 + timedelta(minutes=1))
    first = Act(work, stop_before='UPDATE "terminbuch_chore"').begins()
    second = Act(work).begins()
    if connection.vendor == "postgresql":
        second.ends()

    for act in (first, second):
        act.ends()

    swept = [
        sql for act in (first, second) for sql in act.statements if '"terminbuch_hold"."deadline" <=' in sql
    ]
    assert len(swept) == 1


def test_many_workers_end_each_request_once(salon: Salon) -> None:
    change(salon.cut, needs_approval=True)
    for hour in (9, 10, 11):
        make_booking(salon.cut, at=berlin(26, hour))
    start = Barrier(4)

    def work() -> None:
        start.wait(10)
        run_chores(SUNDAY_18 + timedelta(hours=48))

    for act in [Act(work).starts() for _ in range(4)]:
        act.ends()

    entries = HistoryEntry.objects.of(salon.organisation).filter(what="request_expired")
    assert entries.count() == 3
