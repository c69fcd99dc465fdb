"""What waits for a person, once it has waited too long."""

from __future__ import annotations

from datetime import timedelta

from terminbuch.actions import absences
from terminbuch.actions.absences.asking import AbsenceRequest
from terminbuch.actions.asking import COMMAND
from terminbuch.models import Case, Task
from tests.builders import MONDAY_9, SUNDAY_18, Salon, make_booking
from tests.queries.health.looked import said

DAY = timedelta(days=1)


def test_a_task_that_waited_longer_than_a_day_is_named(salon: Salon) -> None:
    for kind, done_at in ((Task.Kind.PHONE, None), (Task.Kind.DECIDE, SUNDAY_18)):
        Task.objects.create(organisation=salon.organisation, kind=kind, created_at=SUNDAY_18, done_at=done_at)

    assert said("tasks", SUNDAY_18 + DAY) == ("good", "no task has been waiting for more than a day")
    assert said("tasks", SUNDAY_18 + DAY + timedelta(seconds=1)) == (
        "warn",
        "1 task has been waiting for more than a day",
    )


def test_a_booking_that_cannot_stay_is_named_until_it_is_over(salon: Salon) -> None:
    make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    absences.record(
        AbsenceRequest(
            organisation_id=salon.organisation.pk,
            resource_id=salon.ben.pk,
            location_id=None,
            starts_at=MONDAY_9,
            ends_at=MONDAY_9 + DAY,
            kind="illness",
        ),
        by=COMMAND,
        now=SUNDAY_18,
    )

    assert Case.objects.of(salon.organisation).get().state == Case.State.PLANNED
    assert said("cases") == ("warn", "1 booking cannot stay as it is, and nobody has been told yet")
    assert said("cases", MONDAY_9) == ("good", "no booking waits for a solution")
