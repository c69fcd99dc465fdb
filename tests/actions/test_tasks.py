"""What a person did is ticked off with their name."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from terminbuch.actions.asking import Actor
from terminbuch.actions.booking import accept
from terminbuch.actions.refusals import NotYours
from terminbuch.actions.tasks import finish, reopen
from terminbuch.models import Booking, Case, Disruption, Task
from tests.builders import SUNDAY_18, Salon, change, make_booking
from tests.reading import everything, log_of

HOUR = timedelta(hours=1)


def make_case(booking: Booking | None) -> Case:
    assert booking is not None
    disruption = Disruption.objects.create(organisation=booking.organisation, created_at=SUNDAY_18)
    return Case.objects.create(
        organisation=booking.organisation,
        disruption=disruption,
        booking=booking,
        was_starts_at=booking.starts_at,
        changed_at=SUNDAY_18,
    )


@pytest.fixture
def booking(salon: Salon) -> Booking:
    return make_booking(salon.cut)


@pytest.fixture
def task(salon: Salon, booking: Booking) -> Task:
    return Task.objects.create(
        organisation=salon.organisation, kind=Task.Kind.PHONE, booking=booking, created_at=SUNDAY_18
    )


def test_a_task_is_done_by_somebody(salon: Salon, task: Task, booking: Booking, clara: Actor) -> None:
    done = finish(task.uid, organisation_id=salon.organisation.pk, by=clara, now=SUNDAY_18 + HOUR)

    done.refresh_from_db()
    assert (done.done_at, done.done_by) == (SUNDAY_18 + HOUR, clara.member)
    assert log_of(booking)[-1] == ("task_done", "member", "staff")
    assert booking.history_entries.latest("pk").facts == {"task": "phone"}


def test_doing_it_again_is_harmless(salon: Salon, task: Task, clara: Actor) -> None:
    finish(task.uid, organisation_id=salon.organisation.pk, by=clara, now=SUNDAY_18)
    before = everything(salon.organisation)

    finish(task.uid, organisation_id=salon.organisation.pk, by=clara, now=SUNDAY_18 + HOUR)

    assert everything(salon.organisation) == before


def test_a_task_without_a_booking_is_done_too(salon: Salon, clara: Actor) -> None:
    task = Task.objects.create(organisation=salon.organisation, kind=Task.Kind.PHONE, created_at=SUNDAY_18)

    assert (
        finish(task.uid, organisation_id=salon.organisation.pk, by=clara, now=SUNDAY_18).done_at == SUNDAY_18
    )


def test_a_request_is_decided_not_ticked_off(salon: Salon, clara: Actor) -> None:
    change(salon.cut, needs_approval=True)
    task = make_booking(salon.cut).tasks.get()

    with pytest.raises(NotYours):
        finish(task.uid, organisation_id=salon.organisation.pk, by=clara, now=SUNDAY_18)


def test_another_organisations_task_is_not_found(
    salon: Salon, mallory: Salon, task: Task, clara: Actor
) -> None:
    for uid in (task.uid, uuid.uuid4()):
        with pytest.raises(NotYours):
            finish(uid, organisation_id=mallory.organisation.pk, by=clara, now=SUNDAY_18)

    task.refresh_from_db()
    assert task.done_at is None


def test_what_was_not_done_after_all_is_open_again(
    salon: Salon, task: Task, booking: Booking, clara: Actor
) -> None:
    finish(task.uid, organisation_id=salon.organisation.pk, by=clara, now=SUNDAY_18)

    for _ in range(2):
        reopen(task.uid, organisation_id=salon.organisation.pk, by=clara, now=SUNDAY_18 + HOUR)

    task.refresh_from_db()
    assert (task.done_at, task.done_by) == (None, None)
    assert log_of(booking)[-2:] == [("task_done", "member", "staff"), ("task_reopened", "member", "staff")]


def test_what_went_away_by_itself_stays_away(salon: Salon, task: Task, clara: Actor) -> None:
    change(task, done_at=SUNDAY_18)

    with pytest.raises(NotYours):
        reopen(task.uid, organisation_id=salon.organisation.pk, by=clara, now=SUNDAY_18)


def test_a_decision_is_not_taken_back_by_its_task(salon: Salon, clara: Actor) -> None:
    change(salon.cut, needs_approval=True)
    booking = make_booking(salon.cut)
    accept(booking.pk, by=clara, now=SUNDAY_18)

    with pytest.raises(NotYours):
        reopen(booking.tasks.get().uid, organisation_id=salon.organisation.pk, by=clara, now=SUNDAY_18)


def test_a_call_about_a_case_is_to_be_made_again_while_the_case_waits_for_it(
    salon: Salon, task: Task, clara: Actor
) -> None:
    case = make_case(booking=task.booking)
    change(task, case=case, done_at=SUNDAY_18, done_by=clara.member)

    for state in (Case.State.MOVED, Case.State.CANCELLED, Case.State.SPARED):
        change(case, state=state)
        with pytest.raises(NotYours):
            reopen(task.uid, organisation_id=salon.organisation.pk, by=clara, now=SUNDAY_18)

    change(case, state=Case.State.PHONE)
    again = reopen(task.uid, organisation_id=salon.organisation.pk, by=clara, now=SUNDAY_18)
    assert again.done_at is None


def test_another_organisations_task_is_not_opened_again(
    salon: Salon, mallory: Salon, task: Task, clara: Actor
) -> None:
    finish(task.uid, organisation_id=salon.organisation.pk, by=clara, now=SUNDAY_18)

    for uid in (task.uid, uuid.uuid4()):
        with pytest.raises(NotYours):
            reopen(uid, organisation_id=mallory.organisation.pk, by=clara, now=SUNDAY_18)

    task.refresh_from_db()
    assert task.done_at == SUNDAY_18
