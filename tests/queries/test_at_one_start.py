"""Who books is told the same by two statements as visitors are by a dozen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from terminbuch import availability
from terminbuch.actions.holding import hold
from terminbuch.models import Candidate, Hold, ScheduleException, Service
from terminbuch.queries import at_one_start, facts
from terminbuch.queries.wish import Wish, candidates
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    a_hold,
    change,
    make_absence,
    make_booking,
    make_busy_time,
    make_calendar,
    make_location,
    make_resource,
    make_salon,
    make_service,
    needs,
    occupy,
    open_weekly,
)

HOUR = timedelta(hours=1)


def wish_of(service: Service, salon: Salon) -> tuple[Wish, at_one_start.Offered]:
    found = at_one_start.offered(salon.organisation.pk, service_id=service.pk, location_id=salon.location.pk)
    assert found is not None
    return Wish(found.service, found.location), found


def at_once(wish: Wish, offered: at_one_start.Offered, start: datetime) -> availability.Question:
    chosen = wish.resource.pk if wish.resource else None
    return at_one_start.seen(
        wish, start, offered.requirements(chosen), everybody=offered.everybody, now=SUNDAY_18
    ).question


def one_by_one(wish: Wish, start: datetime) -> availability.Question:
    fresh = replace(wish, service=Service.objects.of(wish.service.organisation_id).get(pk=wish.service.pk))
    until = start + timedelta(minutes=1)
    return facts.question(fresh, first=start, until=until, now=SUNDAY_18, requirements=candidates(fresh))


def in_one_order(question: availability.Question) -> availability.Question:
    """What takes time, by its start: the rule does not ask in which order it was read."""
    return replace(
        question,
        resources={
            key: replace(each, taken=tuple(sorted(each.taken, key=lambda row: (row.span.start, repr(row)))))
            for key, each in question.resources.items()
        },
    )


def assert_same(wish: Wish, offered: at_one_start.Offered, start: datetime = MONDAY_9) -> None:
    assert in_one_order(at_once(wish, offered, start)) == in_one_order(one_by_one(wish, start))


def hours(salon: Salon) -> None:
    elsewhere = make_location(salon.organisation, "elsewhere", zone_name="Atlantic/Azores")
    open_weekly(salon.ben, elsewhere, opens=time(22), closes=time(2))
    evening = open_weekly(salon.ben, salon.location, opens=time(18), closes=time(20))
    ScheduleException.objects.create(
        organisation=salon.organisation, schedule=evening, on_date=date(2026, 11, 23)
    )
    for opens in (time(14), time(8, 30)):
        ScheduleException.objects.create(
            organisation=salon.organisation, schedule=evening, on_date=date(2026, 11, 24),
            opens=opens, closes=time(15),
        )  # fmt: skip


def absences(salon: Salon) -> None:
    make_absence(salon, salon.ben, MONDAY_9, MONDAY_10)
    make_absence(salon, None, TUESDAY_9, TUESDAY_9 + HOUR)
    change(make_absence(salon, salon.clara, MONDAY_9, MONDAY_10), ends_at=None)
    change(make_absence(salon, salon.clara, MONDAY_9, MONDAY_10), withdrawn_at=SUNDAY_18)


def bookings(salon: Salon) -> None:
    make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    make_booking(salon.cut, at=TUESDAY_9)
    occupy(salon.cut, salon.clara, MONDAY_10 + HOUR, MONDAY_10 + 2 * HOUR)


def run_out_holds(salon: Salon) -> None:
    row = occupy(salon.cut, salon.clara, MONDAY_9, MONDAY_10)
    Hold.objects.of(salon.organisation).filter(allocations=row).update(deadline=SUNDAY_18)


def calendars(salon: Salon) -> None:
    calendar = make_calendar(salon.ben)
    make_busy_time(calendar, MONDAY_9, MONDAY_10)
    make_calendar(salon.clara, blocks=False, receives=True)


def last_turns(salon: Salon) -> None:
    change(salon.ben, last_booked_at=SUNDAY_18 - HOUR)
    change(salon.clara, last_booked_at=SUNDAY_18 - 2 * HOUR, is_active=False)


def daily_limit(salon: Salon) -> None:
    change(salon.cut, max_per_day=3)
    make_booking(salon.cut, at=MONDAY_9)


def own_lengths(salon: Salon) -> None:
    Candidate.objects.of(salon.organisation).filter(resource=salon.ben).update(
        duration_minutes=90, buffer_before_minutes=0, buffer_after_minutes=10
    )


def others(salon: Salon) -> None:
    """Of another business, at the same times."""
    bookings(make_salon("other"))


KINDS = (
    hours, absences, bookings, run_out_holds, calendars, last_turns, daily_limit, own_lengths, others,
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("start", [MONDAY_9, TUESDAY_9 + HOUR])
def test_all_that_matters_is_seen_at_once(
    salon: Salon, kind: Callable[[Salon], None], start: datetime
) -> None:
    kind(salon)

    assert_same(*wish_of(salon.cut, salon), start)


def test_so_is_all_of_it_together(salon: Salon) -> None:
    for kind in (own_lengths, bookings, run_out_holds, hours, calendars, last_turns, absences):
        kind(salon)
    change(salon.cut, max_per_day=3)

    assert_same(*wish_of(salon.cut, salon))


def test_whom_the_customer_chose_is_asked_alone(salon: Salon) -> None:
    bookings(salon)
    wish, offered = wish_of(salon.cut, salon)

    assert_same(replace(wish, resource=salon.clara), offered)
    assert offered.may_choose(salon.clara.pk)
    assert not offered.may_choose(salon.room.pk)


def test_the_seats_of_a_sitting_are_told_apart(salon: Salon) -> None:
    course = make_service(salon.organisation, "course", capacity=3)
    needs(course, salon.ben, salon.clara, chosen=True)
    needs(course, salon.room)
    make_booking(course, at=MONDAY_9, resource_id=salon.ben.pk)
    hold(a_hold(course, at=MONDAY_9, resource_id=salon.ben.pk), now=SUNDAY_18)
    wish, offered = wish_of(course, salon)

    assert_same(wish, offered)
    assert_same(replace(wish, resource=salon.clara), offered)


def test_the_visitors_own_hold_is_not_in_the_way(salon: Salon) -> None:
    held = hold(a_hold(salon.cut, at=MONDAY_9), now=SUNDAY_18)
    hold(a_hold(salon.cut, at=MONDAY_10), now=SUNDAY_18)
    wish, offered = wish_of(salon.cut, salon)

    assert_same(replace(wish, hold=held.hold), offered)


def test_everyone_is_needed_and_somebody_has_left(salon: Salon) -> None:
    duet = make_service(salon.organisation, "duet")
    needs(duet, salon.ben, salon.clara, everyone=True)
    needs(duet, salon.room)
    assert_same(*wish_of(duet, salon))

    change(salon.clara, is_active=False)

    assert_same(*wish_of(duet, salon))


def test_a_service_without_anybody_can_be_asked_about(salon: Salon) -> None:
    idle = make_service(salon.organisation, "idle")
    needs(idle)

    assert_same(*wish_of(idle, salon))
    assert_same(*wish_of(make_service(salon.organisation, "nothing"), salon))


def test_holds_that_have_run_out_are_named(salon: Salon) -> None:
    row = occupy(salon.cut, salon.clara, MONDAY_9, MONDAY_10)
    Hold.objects.of(salon.organisation).filter(allocations=row).update(deadline=SUNDAY_18)
    occupy(salon.cut, salon.ben, MONDAY_9, MONDAY_10)
    wish, offered = wish_of(salon.cut, salon)

    found = at_one_start.seen(
        wish, MONDAY_9, offered.requirements(None), everybody=offered.everybody, now=SUNDAY_18
    )

    assert found.run_out == {row.hold_id}


def test_who_has_calendars_is_named(salon: Salon) -> None:
    calendars(salon)
    wish, offered = wish_of(salon.cut, salon)

    found = at_one_start.seen(
        wish, MONDAY_9, offered.requirements(None), everybody=offered.everybody, now=SUNDAY_18
    )

    assert found.watched == {salon.ben.pk}
    assert found.receiving == {salon.clara.pk}


def test_what_is_offered_is_what_stands_there_now(salon: Salon) -> None:
    wish_of(salon.cut, salon)
    dora = make_resource(salon.organisation, "Dora")
    Candidate.objects.create(
        organisation=salon.organisation,
        requirement=salon.cut.requirements.get(),
        resource=dora,
    )
    change(salon.cut, duration_minutes=45, name_en="New")

    wish, offered = wish_of(salon.cut, salon)

    assert (wish.service.name_en, wish.service.duration_minutes) == ("New", 45)
    assert offered.everybody == {salon.ben.pk, salon.clara.pk, dora.pk}
    assert_same(wish, offered)


def test_another_business_has_no_such_service(salon: Salon) -> None:
    other = make_salon("other")

    for organisation, service, location in (
        (other.organisation, salon.cut, salon.location),
        (other.organisation, salon.cut, other.location),
        (salon.organisation, salon.cut, other.location),
    ):
        assert at_one_start.offered(organisation.pk, service_id=service.pk, location_id=location.pk) is None
