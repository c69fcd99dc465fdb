"""What an outside calendar blocks is neither offered nor given away (W5); what it left unsaid is not free."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from terminbuch import availability
from terminbuch.actions.asking import VISITOR
from terminbuch.actions.booking import book
from terminbuch.actions.refusals import SlotTaken
from terminbuch.models import OutsideCalendar, Resource
from terminbuch.queries import facts
from terminbuch.queries.busy_times import blocking_calendars, busy_between
from terminbuch.queries.by_hand import HandWish, judge
from terminbuch.queries.offers import Outlook
from terminbuch.queries.services import service_by_slug
from terminbuch.queries.wish import Wish
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    a_request,
    berlin,
    change,
    make_booking,
    make_busy_time,
    make_calendar,
    make_salon,
    raise_revision,
)
from tests.queries.asked import number_of_queries

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WhenUnknown = OutsideCalendar.WhenUnknown


@pytest.fixture
def salon(db: None) -> Salon:
    return make_salon()


def starts_with(salon: Salon, resource: Resource, *, first: datetime = MONDAY_9) -> list[datetime]:
    """The starts of one day; by what is kept, and the same by the tables."""
    service = service_by_slug(salon.organisation, "cut")
    assert service is not None
    asked, window = Wish(service, salon.location, resource=resource), availability.Span(first, first + DAY)
    kept = [slot.start for slot in Outlook(asked, SUNDAY_18).slots(window)]
    question = facts.question(asked, first=window.start, until=window.end, now=SUNDAY_18)
    assert kept == availability.starts(question, first=window.start, until=window.end)
    return kept


def half_hours(first: datetime, last: datetime) -> list[datetime]:
    return [first + number * HOUR / 2 for number in range((last - first) // (HOUR / 2) + 1)]


def with_raised(calendar: OutsideCalendar, **fields: Any) -> OutsideCalendar:
    change(calendar, **fields)
    raise_revision(calendar.resource)
    return calendar


def test_a_busy_time_takes_every_slot_it_touches_and_nobody_elses(salon: Salon) -> None:
    make_busy_time(make_calendar(salon.ben), MONDAY_10, MONDAY_10 + HOUR)

    assert starts_with(salon, salon.ben) == [MONDAY_9, *half_hours(berlin(23, 11), berlin(23, 16))]
    assert starts_with(salon, salon.clara) == half_hours(MONDAY_9, berlin(23, 16))


def test_it_is_not_given_away_either(salon: Salon) -> None:
    make_busy_time(make_calendar(salon.ben), MONDAY_9 + HOUR / 2, MONDAY_10)

    with pytest.raises(SlotTaken):
        book(a_request(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk), by=VISITOR, now=SUNDAY_18)

    either = book(a_request(salon.cut, at=MONDAY_9), by=VISITOR, now=SUNDAY_18)
    assert either.allocations.get().resource == salon.clara


def test_a_slots_buffers_count_against_it(salon: Salon) -> None:
    make_busy_time(make_calendar(salon.ben), MONDAY_10, MONDAY_10 + HOUR)
    change(salon.cut, buffer_before_minutes=10, buffer_after_minutes=10)

    assert starts_with(salon, salon.ben) == half_hours(berlin(23, 11, 30), berlin(23, 16))


def test_what_does_not_block_is_free(salon: Salon) -> None:
    ignored = make_busy_time(make_calendar(salon.ben), MONDAY_9, TUESDAY_9)
    change(ignored, blocks=False)
    make_busy_time(make_calendar(salon.ben, "Verein", blocks=False), MONDAY_9, TUESDAY_9)

    assert starts_with(salon, salon.ben) == half_hours(MONDAY_9, berlin(23, 16))


def test_nothing_is_offered_while_a_calendar_is_withheld_or_was_never_read(salon: Salon) -> None:
    calendar = make_calendar(salon.ben, is_withheld=True)
    assert starts_with(salon, salon.ben) == []

    with_raised(calendar, is_withheld=False)
    assert starts_with(salon, salon.ben) == half_hours(MONDAY_9, berlin(23, 16))

    with_raised(calendar, read_from=None, read_until=None, when_unknown=WhenUnknown.ASK)
    assert starts_with(salon, salon.ben) == []


@pytest.mark.parametrize(("policy", "last"), [("refuse", 12), ("accept", 12), ("ask", 16)])
def test_beyond_the_copy_only_requests_are_taken(salon: Salon, policy: str, last: int) -> None:
    make_calendar(salon.ben, read_until=berlin(23, 13), when_unknown=policy)

    assert starts_with(salon, salon.ben) == half_hours(MONDAY_9, berlin(23, last))


def test_its_own_entry_wherever_it_stands_is_not_in_the_way_of_a_booking(salon: Salon) -> None:
    booking = make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    make_busy_time(make_calendar(salon.ben), TUESDAY_9, TUESDAY_9 + 8 * HOUR, booking=booking)
    service = service_by_slug(salon.organisation, "cut")
    assert service is not None

    def starts(**fields: Any) -> list[datetime]:
        asked = Wish(service, salon.location, resource=salon.ben, **fields)
        question = facts.question(asked, first=TUESDAY_9, until=TUESDAY_9 + DAY, now=SUNDAY_18)
        return availability.starts(question, first=TUESDAY_9, until=TUESDAY_9 + DAY)

    assert starts() == []
    assert starts(moving=booking) == half_hours(TUESDAY_9, berlin(24, 16))


def test_the_questions_are_as_many_however_many_calendars_there_are(salon: Salon) -> None:
    service = service_by_slug(salon.organisation, "cut")
    assert service is not None
    asked = Wish(service, salon.location)

    def ask() -> int:
        return number_of_queries(
            lambda: facts.question(asked, first=MONDAY_9, until=TUESDAY_9, now=SUNDAY_18)
        )

    none = ask()
    for name in "abc":
        make_busy_time(make_calendar(salon.ben, name), MONDAY_9, MONDAY_10)
    assert ask() == none


def test_whoever_asks_for_the_calendars_gets_those_that_block_by_their_resource(salon: Salon) -> None:
    mallory = make_salon("mallory")
    make_busy_time(make_calendar(mallory.ben), MONDAY_9, MONDAY_10)
    own, other = make_calendar(salon.ben), make_calendar(salon.ben, "Verein", blocks=False)
    late = make_busy_time(own, MONDAY_10, TUESDAY_9)
    early = make_busy_time(own, MONDAY_9, MONDAY_10)
    make_busy_time(other, MONDAY_9, MONDAY_10)
    make_busy_time(own, TUESDAY_9, TUESDAY_9 + HOUR)
    monday = availability.Span(MONDAY_9, TUESDAY_9)

    assert blocking_calendars(salon.organisation.pk, {salon.ben.pk, mallory.ben.pk}) == [own]
    assert busy_between(salon.organisation.pk, {salon.ben.pk, mallory.ben.pk}, monday) == [early, late]
    assert busy_between(salon.organisation.pk, {salon.clara.pk}, monday) == []


def test_staff_may_book_over_it(salon: Salon) -> None:
    make_busy_time(make_calendar(salon.ben), MONDAY_9, MONDAY_10)
    wish = HandWish(salon.organisation, salon.cut, salon.location, MONDAY_9, HOUR)

    assert judge(wish, [salon.ben.pk], now=SUNDAY_18).obstacles == ()
