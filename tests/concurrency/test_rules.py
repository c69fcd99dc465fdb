"""Rules change while somebody books: the booking goes by the new ones, or the change sees the booking."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from terminbuch.actions.asking import VISITOR, Actor
from terminbuch.actions.booking import book
from terminbuch.actions.refusals import NotYours
from terminbuch.actions.rules import Saving, change_service_times, set_candidates, set_weekly_hours
from terminbuch.models import Booking, Case
from terminbuch.queries.preview import RuleChange, Skill, digest
from tests.builders import MONDAY_9, SUNDAY_18, Salon, a_request
from tests.concurrency.stage import ALLOCATIONS, Act
from tests.queries.preview.posted import hours, skills, times, week
from tests.reading import occupied

HISTORY = 'INSERT INTO "terminbuch_historyentry"'


def saving(asked: RuleChange) -> Saving:
    return Saving(digest(asked.stored()), hands_over=True)


def with_ben(salon: Salon) -> partial[Booking]:
    request = a_request(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    return partial(book, request, by=VISITOR, now=SUNDAY_18)


def test_who_can_serve_changes_first(salon: Salon, clara: Actor):
    asked = skills(salon.cut, Skill(salon.clara.pk))
    change = partial(set_candidates, asked, saving(asked), by=clara, now=SUNDAY_18)
    first = Act(change, stop_before=HISTORY).begins()
    second = Act(with_ben(salon)).waits()

    first.ends()

    with pytest.raises(NotYours):
        second.ends()
    assert occupied(salon.ben) == []


def test_the_length_changes_first(salon: Salon, clara: Actor):
    asked = times(salon.cut, duration_minutes=30)
    change = partial(change_service_times, asked, saving(asked), by=clara, now=SUNDAY_18)
    first = Act(change, stop_before=HISTORY).begins()
    second = Act(with_ben(salon)).waits()

    first.ends()

    booking = second.ends()
    assert booking.duration == timedelta(minutes=30)


@pytest.mark.parametrize("what", ["skills", "hours"])
def test_the_booking_was_first_and_has_a_case(salon: Salon, clara: Actor, what: str):
    booking = Act(with_ben(salon), stop_before=ALLOCATIONS).begins()
    without_ben, closed = skills(salon.cut, Skill(salon.clara.pk)), hours(salon, week(monday=""))
    changes = {
        "skills": partial(set_candidates, without_ben, saving(without_ben), by=clara, now=SUNDAY_18),
        "hours": partial(set_weekly_hours, closed, saving(closed), by=clara, now=SUNDAY_18),
    }
    second = Act(changes[what]).waits()

    made = booking.ends()
    second.ends()

    assert [case.booking for case in Case.objects.of(salon.organisation)] == [made]
