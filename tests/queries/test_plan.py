"""The plan for all whom an absence hits: who keeps the time, who is offered what, who is phoned."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from terminbuch.actions import assistant
from terminbuch.actions.absences import record
from terminbuch.actions.asking import COMMAND
from terminbuch.actions.cases import open_cases
from terminbuch.models import Booking, Case, Disruption, Resource
from terminbuch.queries.plan import Plan, Proposal, planned
from tests.actions.assistant.morning import TUESDAY, an_absence
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    berlin,
    change,
    make_booking,
    make_resource,
    make_service,
    needs,
    occupy,
    open_weekly,
)
from tests.queries.asked import number_of_queries

HOUR = timedelta(hours=1)


def ill(who: Resource, *, now: datetime = SUNDAY_18, **fields: Any) -> Disruption:
    return record(an_absence(who, **fields), by=COMMAND, now=now)


def plan_for(*bookings: Booking, disruption: Disruption, now: datetime = SUNDAY_18) -> list[Proposal]:
    made = planned(disruption, now=now)
    cases = {case.booking_id: case.pk for case in Case.objects.of(disruption.organisation_id)}
    return [made.proposals[cases[booking.pk]] for booking in bookings]


def names(proposal: Proposal) -> list[str]:
    people = {row.uid: row.name for row in Resource.objects.everywhere()}
    return [people[pick.resource] for pick in proposal.picks]


def starts(proposal: Proposal) -> list[datetime]:
    return [time.starts_at for time in proposal.times]


def test_who_is_free_takes_over(salon: Salon) -> None:
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)

    [proposal] = plan_for(booking, disruption=ill(salon.ben))

    assert (proposal.kind, names(proposal)) == ("keep", ["Clara"])


def test_who_has_somebody_else_is_offered_the_nearest_times(salon: Salon) -> None:
    booking = make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    make_booking(salon.cut, at=MONDAY_9, who="Berta", resource_id=salon.clara.pk)

    [proposal] = plan_for(booking, disruption=ill(salon.ben))

    assert proposal.kind == "offer"
    assert starts(proposal) == [MONDAY_10, MONDAY_10 + HOUR, MONDAY_10 + 2 * HOUR]


def test_the_best_plan_is_for_all_and_not_for_the_first(salon: Salon) -> None:
    """Clara alone can serve the second; Dora could serve the first as well as Clara."""
    dora = make_resource(salon.organisation, "Dora", position=3)
    open_weekly(dora, salon.location)
    both, one = make_service(salon.organisation, "both"), make_service(salon.organisation, "one")
    needs(both, salon.ben, salon.clara, dora, chosen=True)
    needs(one, salon.ben, salon.clara, chosen=True)
    first = make_booking(both, at=MONDAY_9, resource_id=salon.ben.pk)
    second = make_booking(one, at=MONDAY_10, resource_id=salon.ben.pk)
    occupy(one, dora, MONDAY_10, MONDAY_10 + HOUR)
    change(first, ends_at=MONDAY_10)

    found = plan_for(first, second, disruption=ill(salon.ben))

    assert [proposal.kind for proposal in found] == ["keep", "keep"]


def test_nobody_gets_the_same_time_twice(salon: Salon) -> None:
    shave = make_service(salon.organisation, "shave")
    needs(shave, salon.ben)
    bookings = [make_booking(shave, at=berlin(23, hour), who=f"Guest{hour}") for hour in range(9, 17)]

    found = plan_for(*bookings, disruption=ill(salon.ben))

    every = [start for proposal in found for start in starts(proposal)]
    assert len(every) == len(set(every)) == 24
    assert min(every) == TUESDAY_9


def test_nobody_overtakes(salon: Salon) -> None:
    """Whoever comes later today comes later tomorrow."""
    shave = make_service(salon.organisation, "shave")
    needs(shave, salon.ben)
    bookings = [make_booking(shave, at=berlin(23, hour), who=f"Guest{hour}") for hour in (14, 12, 13, 11)]

    found = plan_for(*bookings, disruption=ill(salon.ben))

    assert [starts(proposal)[0] for proposal in found] == [berlin(24, hour) for hour in (12, 10, 11, 9)]


def test_the_own_time_counts_as_taken_until_there_is_an_answer(salon: Salon) -> None:
    """The room is needed before and after as well, and it is the booking's own."""
    shave = make_service(salon.organisation, "shave", step_minutes=30)
    needs(shave, salon.ben)
    needs(shave, salon.room)
    booking = make_booking(shave, at=berlin(23, 14))

    [proposal] = plan_for(booking, disruption=ill(salon.ben, until=berlin(23, 14, 30)))

    assert starts(proposal) == [berlin(23, 15), berlin(23, 16), berlin(24, 9)]


def test_a_move_keeps_the_bookings_own_length_and_buffers(salon: Salon) -> None:
    shave = make_service(salon.organisation, "shave", buffer_after_minutes=30)
    needs(shave, salon.ben)
    booking = make_booking(shave, at=berlin(23, 14))
    change(shave, duration_minutes=20, buffer_after_minutes=0)

    [proposal] = plan_for(booking, disruption=ill(salon.ben))

    assert [(time.starts_at, time.ends_at) for time in proposal.times] == [
        (berlin(24, hour, minute), berlin(24, hour + 1, minute))
        for hour, minute in ((9, 0), (10, 30), (12, 0))
    ]


def test_notice_and_horizon_do_not_bind_staff(salon: Salon) -> None:
    shave = make_service(salon.organisation, "shave")
    needs(shave, salon.ben)
    booking = make_booking(shave, at=berlin(23, 14))
    change(shave, notice_minutes=7 * 24 * 60, horizon_days=0)

    [proposal] = plan_for(booking, disruption=ill(salon.ben))

    assert starts(proposal)[0] == TUESDAY_9


def test_todays_hours_and_skills_count(salon: Salon) -> None:
    booking = make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    salon.clara.schedules.get().weekly_hours.filter(weekday=0).delete()
    salon.clara.skills.all().delete()

    [proposal] = plan_for(booking, disruption=ill(salon.ben))

    assert (proposal.kind, starts(proposal)[0]) == ("offer", TUESDAY_9)


def test_what_somebody_keeps_in_the_shop_is_not_offered(salon: Salon) -> None:
    shave = make_service(salon.organisation, "shave")
    needs(shave, salon.ben)
    booking = make_booking(shave, at=berlin(23, 16))
    occupy(shave, salon.ben, TUESDAY_9, TUESDAY_9 + HOUR)

    [proposal] = plan_for(booking, disruption=ill(salon.ben))

    assert starts(proposal)[0] == TUESDAY_9 + HOUR


def test_nothing_within_two_hours_is_offered_and_nothing_past(salon: Salon) -> None:
    booking = make_booking(salon.cut, at=berlin(23, 12), resource_id=salon.ben.pk)
    make_booking(salon.cut, at=berlin(23, 12), who="Berta", resource_id=salon.clara.pk)
    now = berlin(23, 10, 30)

    [proposal] = plan_for(booking, disruption=ill(salon.ben, now=now), now=now)

    assert starts(proposal)[0] == berlin(23, 13)


def test_where_several_are_needed_at_once_and_one_is_away_nobody_takes_over(salon: Salon) -> None:
    duet = make_service(salon.organisation, "duet")
    needs(duet, salon.ben, salon.clara, everyone=True)
    booking = make_booking(duet, at=berlin(23, 14))

    [proposal] = plan_for(booking, disruption=ill(salon.ben))

    assert (proposal.kind, starts(proposal)[0]) == ("offer", TUESDAY_9)
    assert {len(time.picks) for time in proposal.times} == {2}


def test_seats_of_a_course_are_offered_as_many_as_there_are(salon: Salon) -> None:
    course = make_service(salon.organisation, "course", capacity=2, step_minutes=240)
    needs(course, salon.ben)
    seats = [make_booking(course, at=MONDAY_9, who=who) for who in ("Anna", "Berta")]
    make_booking(course, at=TUESDAY_9, who="Cora")

    found = plan_for(*seats, disruption=ill(salon.ben))

    assert [starts(proposal)[0] for proposal in found] == [TUESDAY_9, berlin(24, 13)]


def test_what_was_changed_by_a_rule_is_planned_too(salon: Salon) -> None:
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    salon.ben.skills.all().delete()
    disruption = Disruption.objects.create(
        organisation=salon.organisation, resource=salon.ben, what="skills", created_at=SUNDAY_18
    )
    open_cases(disruption, [booking], by=COMMAND, now=SUNDAY_18)

    [proposal] = plan_for(booking, disruption=disruption)

    assert (proposal.kind, names(proposal)) == ("keep", ["Clara"])


def test_far_bookings_are_planned_although_nothing_is_kept_so_far_ahead(salon: Salon) -> None:
    far = berlin(23, 9) + timedelta(days=42)
    change(salon.cut, horizon_days=None)
    booking = make_booking(salon.cut, at=far + timedelta(days=84), resource_id=salon.ben.pk)

    [proposal] = plan_for(booking, disruption=ill(salon.ben, until=None))

    assert (proposal.kind, names(proposal)) == ("keep", ["Clara"])


def test_a_blocked_time_of_a_customer_is_phoned(salon: Salon) -> None:
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    change(booking, service=None)

    [proposal] = plan_for(booking, disruption=ill(salon.ben))

    assert (proposal.kind, proposal.why) == ("phone", "no_service")


def test_who_is_there_already_is_phoned_not_mailed(salon: Salon) -> None:
    shave = make_service(salon.organisation, "shave")
    needs(shave, salon.ben)
    booking = make_booking(shave, at=MONDAY_9)
    now = MONDAY_9 + HOUR / 4

    [proposal] = plan_for(booking, disruption=ill(salon.ben, now=now), now=now)

    assert (proposal.kind, proposal.why) == ("phone", "too_soon")


def test_two_boards_do_not_mean_the_same_time_for_two(salon: Salon) -> None:
    dora = make_resource(salon.organisation, "Dora", position=3)
    open_weekly(dora, salon.location)
    wash = make_service(salon.organisation, "wash")
    needs(wash, salon.ben, dora, salon.clara, chosen=True)
    first, second = (make_booking(wash, resource_id=who.pk) for who in (salon.ben, dora))
    one = ill(salon.ben, until=TUESDAY)
    assistant.plan(one.uid, organisation_id=one.organisation_id, by=COMMAND, now=SUNDAY_18)
    other = ill(dora)

    [proposal] = plan_for(second, disruption=other)

    taken = Proposal.of_json(Case.objects.of(salon.organisation).get(booking=first).proposal)
    assert (names(taken), proposal.kind) == (["Clara"], "offer")


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_do_not_grow_with_the_bookings(salon: Salon, count: int) -> None:
    for hour in range(9, 9 + count):
        make_booking(salon.cut, at=berlin(23, hour), resource_id=salon.ben.pk)
    disruption = ill(salon.ben)
    made: list[Plan] = []

    asked = number_of_queries(lambda: made.append(planned(disruption, now=SUNDAY_18)))

    assert (asked, len(made[0].proposals), made[0].is_best) == (15, count, True)


def test_what_a_proposal_says_can_be_kept_and_read_again(salon: Salon) -> None:
    booking = make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    make_booking(salon.cut, at=MONDAY_9, who="Berta", resource_id=salon.clara.pk)

    [proposal] = plan_for(booking, disruption=ill(salon.ben))

    assert Proposal.of_json(proposal.as_json()) == proposal
