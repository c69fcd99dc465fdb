"""What is kept of resources' time answers as the tables do, whatever has happened meanwhile (I4)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from terminbuch import availability
from terminbuch.actions.asking import LINK_HOLDER, Actor
from terminbuch.actions.booking import cancel, reschedule
from terminbuch.actions.holding import hold, release
from terminbuch.models import Absence, Resource
from terminbuch.queries import facts, kept
from terminbuch.queries.offers import Outlook
from terminbuch.queries.services import service_by_slug
from terminbuch.queries.wish import Wish
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    a_hold,
    a_move,
    change,
    make_booking,
    make_location,
    make_member,
    make_salon,
    open_weekly,
    staff,
)
from tests.made_once import made_once

DAY = timedelta(days=1)
TEN_MINUTES = timedelta(minutes=10)
Said = list[tuple[datetime, tuple[frozenset[int], ...]]]


@pytest.fixture
def salon(db: None) -> Salon:
    return made_once(make_salon)


@pytest.fixture
def clara(salon: Salon) -> Actor:
    return staff(make_member(salon.organisation))


def wish(salon: Salon, **more: Any) -> Wish:
    service = service_by_slug(salon.organisation, "cut")
    assert service is not None
    return Wish(service, salon.location, **more)


def offered(asked: Wish, now: datetime = SUNDAY_18, *, first: datetime = MONDAY_9) -> Said:
    """The slots of two days and who serves; by what is kept, and the same by the tables."""
    window = availability.Span(first, first + 2 * DAY)
    by_what_is_kept = [(slot.start, slot.resources) for slot in Outlook(asked, now).slots(window)]
    question = facts.question(asked, first=window.start, until=window.end, now=now)
    by_the_tables = [
        (slot.start, slot.resources)
        for slot in availability.slots(question, first=window.start, until=window.end)
    ]
    assert by_what_is_kept == by_the_tables
    return by_what_is_kept


def tables_read(asked: Wish, now: datetime = SUNDAY_18) -> list[str]:
    """The tables that two windows are answered from, beside those that came with the service."""
    with CaptureQueriesContext(connection) as seen:
        outlook = Outlook(asked, now)
        outlook.slots(availability.Span(MONDAY_9, TUESDAY_9))
        outlook.slots(availability.Span(TUESDAY_9, TUESDAY_9 + 7 * DAY))
    return [re.search(r'FROM "?terminbuch_(\w+)', query["sql"])[1] for query in seen]  # type: ignore[index]


def starts_with(said: Said, resource: Resource) -> set[datetime]:
    return {start for start, serving in said if resource.pk in serving[0]}


def test_the_second_question_reads_revisions_and_holds_alone(salon: Salon) -> None:
    make_booking(salon.cut)
    asked = wish(salon)
    offered(asked)

    assert tables_read(asked) == ["allocation", "resource"]
    assert tables_read(wish(salon, resource=salon.ben)) == ["allocation", "resource"]


def test_only_who_has_changed_is_loaded_anew(salon: Salon) -> None:
    asked = wish(salon)
    offered(asked)
    make_booking(salon.cut, resource_id=salon.ben.pk)

    with CaptureQueriesContext(connection) as seen:
        Outlook(asked, SUNDAY_18).slots(availability.Span(MONDAY_9, TUESDAY_9))

    of_schedules = next(query["sql"] for query in seen if 'FROM "terminbuch_schedule"' in query["sql"])
    assert f"IN ({salon.ben.pk})" in of_schedules


def test_a_booking_a_move_and_a_cancellation_are_seen_at_once(salon: Salon) -> None:
    asked = wish(salon)
    everything = offered(asked)

    booking = make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    assert MONDAY_9 not in starts_with(offered(asked), salon.ben)

    reschedule(a_move(booking, to=TUESDAY_9), by=LINK_HOLDER, now=SUNDAY_18)
    moved = starts_with(offered(asked), salon.ben)
    assert (MONDAY_9 in moved, TUESDAY_9 in moved) == (True, False)

    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)
    assert offered(asked) == everything


def test_a_hold_is_seen_until_it_is_given_back(salon: Salon) -> None:
    asked = wish(salon)
    everything = offered(asked)

    held = hold(a_hold(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk), now=SUNDAY_18)
    assert MONDAY_9 not in starts_with(offered(asked), salon.ben)
    assert MONDAY_9 in starts_with(offered(wish(salon, hold=held.hold)), salon.ben)

    release(held.token, organisation_id=salon.organisation.pk, now=SUNDAY_18)
    assert offered(asked) == everything


def test_a_hold_ends_at_its_deadline_though_nothing_changes(salon: Salon) -> None:
    asked = wish(salon)
    everything = offered(asked)
    hold(a_hold(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk), now=SUNDAY_18)

    just_before = offered(asked, SUNDAY_18 + TEN_MINUTES - timedelta(seconds=1))

    assert MONDAY_9 not in starts_with(just_before, salon.ben)
    assert offered(asked, SUNDAY_18 + TEN_MINUTES) == everything


def test_a_booking_that_changes_hands_while_time_is_loaded_is_seen_with_one_of_both(
    salon: Salon, clara: Actor
) -> None:
    booking = make_booking(salon.cut, at=MONDAY_9, resource_id=salon.clara.pk)
    asked = wish(salon)
    offered(asked)
    change(salon.clara, revision=F("revision") + 1)  # so that Clara's time is loaded, and Ben's is not
    to_ben = [a_move(booking, to=MONDAY_9, resource_id=salon.ben.pk)]

    def move_meanwhile(execute: Any, sql: str, *more: Any) -> Any:
        if 'FROM "terminbuch_schedule"' in sql and to_ben:
            reschedule(to_ben.pop(), by=clara, now=SUNDAY_18)
        return execute(sql, *more)

    with connection.execute_wrapper(move_meanwhile):
        found = offered(asked)

    assert to_ben == []
    assert (MONDAY_9 in starts_with(found, salon.ben), MONDAY_9 in starts_with(found, salon.clara)) == (
        False,
        True,
    )


def test_an_absence_is_seen_as_soon_as_the_revision_is_raised(salon: Salon) -> None:
    asked = wish(salon)
    offered(asked)

    Absence.objects.create(
        organisation=salon.organisation, resource=salon.ben, starts_at=MONDAY_9, ends_at=MONDAY_10
    )
    change(salon.ben, revision=F("revision") + 1)

    assert MONDAY_9 not in starts_with(offered(asked), salon.ben)


def test_time_at_one_place_is_not_taken_for_time_at_another(salon: Salon) -> None:
    offered(wish(salon))
    elsewhere = make_location(salon.organisation, "nord")
    open_weekly(salon.clara, elsewhere, days=range(1, 2))

    found = offered(Wish(wish(salon).service, elsewhere))

    assert starts_with(found, salon.ben) == set()
    assert min(starts_with(found, salon.clara)) == TUESDAY_9


def test_a_new_day_begins_anew(salon: Salon) -> None:
    asked = wish(salon)
    offered(asked)

    assert "schedule" in tables_read(asked, SUNDAY_18 + DAY)
    offered(asked, SUNDAY_18 + DAY, first=TUESDAY_9)


def test_far_months_are_read_from_the_tables(salon: Salon) -> None:
    change(salon.cut, horizon_days=None)
    asked = wish(salon)

    far = offered(asked, first=MONDAY_9 + 20 * 7 * DAY)

    assert far


def test_for_a_move_the_own_time_does_not_count(salon: Salon) -> None:
    booking = make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    offered(wish(salon))

    for_the_move = Outlook(wish(salon, moving=booking), SUNDAY_18)

    found = for_the_move.slots(availability.Span(MONDAY_9, TUESDAY_9))
    assert found[0].start == MONDAY_9 + timedelta(minutes=30)
    assert salon.ben.pk in found[0].resources[0]


def test_a_course_is_read_from_the_tables(salon: Salon) -> None:
    change(salon.cut, capacity=3)
    make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    asked = wish(salon)
    offered(asked)

    make_booking(salon.cut, at=MONDAY_9, who="Berta")

    assert dict(offered(asked))[MONDAY_9] == (frozenset({salon.ben.pk}),)


def test_no_more_is_kept_than_a_process_can_bear(salon: Salon, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 1)
    asked = wish(salon)
    offered(asked)

    assert "schedule" in tables_read(asked)
