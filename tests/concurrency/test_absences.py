"""Somebody is booked in the moment in which the absence is entered: the booking has a case, or is refused."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection

from terminbuch.actions.absences import record
from terminbuch.actions.absences.asking import AbsenceRequest
from terminbuch.actions.asking import VISITOR, Actor, HandRequest
from terminbuch.actions.booking import book, create_by_hand
from terminbuch.actions.keys import new_key
from terminbuch.actions.refusals import Refusal, SlotTaken
from terminbuch.models import Booking, Case, Resource
from tests.actions.assistant.morning import an_absence
from tests.builders import MONDAY_9, SUNDAY_18, Salon, a_request, berlin, make_resource, needs
from tests.concurrency.crowd import all_at_once
from tests.concurrency.stage import ALLOCATIONS, Act
from tests.concurrency.tables import rows

ABSENCE = 'INSERT INTO "terminbuch_absence"'
# Bookings that stand on Monday with somebody who is away, and that nobody looks after.
FORGOTTEN = """
SELECT count(*) FROM terminbuch_allocation AS row JOIN terminbuch_absence AS absence
ON absence.resource_id = row.resource_id
AND row.starts_at < absence.ends_at AND row.ends_at > absence.starts_at
WHERE row.live
AND NOT EXISTS (SELECT 1 FROM terminbuch_case AS looked WHERE looked.booking_id = row.booking_id)
"""


def with_ben(salon: Salon, **fields: Any) -> Callable[[], Booking]:
    said: dict[str, Any] = {"at": MONDAY_9, "resource_id": salon.ben.pk} | fields
    request = a_request(salon.cut, **said)
    return partial(book, request, by=VISITOR, now=SUNDAY_18)


def test_who_was_booked_a_moment_before_has_a_case(salon: Salon, clara: Actor) -> None:
    booking = Act(with_ben(salon), stop_before=ALLOCATIONS).begins()
    absence = Act(lambda: record(an_absence(salon.ben), by=clara, now=SUNDAY_18)).waits()

    booked, disruption = booking.ends(), absence.ends()

    assert [case.booking_id for case in disruption.cases.all()] == [booked.pk]


def test_who_comes_a_moment_later_is_refused(salon: Salon, clara: Actor) -> None:
    absence = Act(
        lambda: record(an_absence(salon.ben), by=clara, now=SUNDAY_18), stop_before=ABSENCE
    ).begins()
    booking = Act(with_ben(salon)).waits()

    disruption = absence.ends()

    with pytest.raises(SlotTaken):
        booking.ends()
    assert list(disruption.cases.all()) == []


def test_a_closed_house_waits_for_whoever_is_entered_by_hand(salon: Salon, clara: Actor) -> None:
    """Emil has no hours there, but staff may take him all the same."""
    emil = make_resource(salon.organisation, "Emil", position=3)
    needs(salon.cut, emil)
    request = by_hand(salon, salon.ben, emil)
    booking = Act(lambda: create_by_hand(request, by=clara, now=SUNDAY_18), stop_before=ALLOCATIONS).begins()
    closed = AbsenceRequest(
        salon.organisation.pk, None, salon.location.pk, berlin(23, 0), berlin(24, 0), "closure"
    )
    closure = Act(lambda: record(closed, by=clara, now=SUNDAY_18)).waits()

    booked, disruption = booking.ends(), closure.ends()

    assert [case.booking_id for case in disruption.cases.all()] == [booked.pk]


def by_hand(salon: Salon, *people: Resource) -> HandRequest:
    return HandRequest(
        organisation_id=salon.organisation.pk,
        service_id=salon.cut.pk,
        location_id=salon.location.pk,
        picks=tuple(person.pk for person in people),
        starts_at=MONDAY_9,
        duration_minutes=60,
        buffer_before_minutes=0,
        buffer_after_minutes=0,
        customer=None,
        staff_note="",
        key=new_key(),
        overrides=True,
    )


def test_in_a_crowd_nobody_is_forgotten(salon: Salon, clara: Actor) -> None:
    needs(salon.cut, salon.room)
    starts = [berlin(23, hour) for hour in range(9, 17)] + [berlin(24, hour) for hour in range(9, 13)]
    wishes = [with_ben(salon, at=at, who=f"Guest{number}") for number, at in enumerate(starts)]
    random.Random(3).shuffle(wishes)
    away = partial(record, an_absence(salon.ben), by=clara, now=SUNDAY_18 + timedelta(seconds=1))

    deeds: list[Callable[[], Any]] = [*wishes[:6], away, *wishes[6:]]

    answers = all_at_once([alone(deed) for deed in deeds])

    refused = [answer for answer in answers if isinstance(answer, Refusal)]
    booked = Booking.objects.of(salon.organisation).count()
    assert booked + len(refused) == len(starts)
    assert {type(refusal) for refusal in refused} <= {SlotTaken}
    assert rows(FORGOTTEN) == [(0,)]
    assert Case.objects.of(salon.organisation).count() == booked - 4


def alone(deed: Callable[[], Any]) -> Callable[[], Any]:
    """In a thread of its own: what came of it, a refusal too."""

    def done() -> Any:
        try:
            return deed()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    return done
