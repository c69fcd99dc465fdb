"""What is said before a rule is changed; that it comes true is shown with the deeds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from terminbuch.actions.asking import COMMAND, LINK_HOLDER
from terminbuch.actions.booking import accept, create_by_hand, reschedule
from terminbuch.models import Absence, Booking, Resource
from terminbuch.queries.preview import AbsenceChange, Change, Preview, Skill, preview
from tests.builders import (
    MONDAY_9,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    a_move,
    berlin,
    by_hand,
    change,
    make_booking,
    make_location,
    make_service,
    needs,
    open_weekly,
)
from tests.queries.asked import number_of_queries
from tests.queries.preview.posted import exception, hours, skills, times, week

HOUR = timedelta(hours=1)
THURSDAY_9 = berlin(26, 9)
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
A_DAY_WITH_BEN = 15  # an hour on the half hour, from nine to five
WEEKS = 4  # thirty days from a Sunday evening: the fifth week has Monday and Tuesday


def said(asked: Change) -> tuple[list[str], int, list[str]]:
    """Who is outside, how many slots fewer, which services nobody is left for."""
    seen = preview(asked, now=SUNDAY_18)
    return (
        [booking.name for booking in seen.outside],
        seen.slots_fewer,
        [service.slug for service in seen.services_without_anyone],
    )


@pytest.fixture
def alone(salon: Salon) -> Salon:
    """Only Ben cuts."""
    salon.cut.requirements.get().candidates.get(resource=salon.clara).delete()
    return salon


def test_the_same_hours_change_nothing(alone: Salon) -> None:
    make_booking(alone.cut)

    assert said(hours(alone, week())) == ([], 0, [])


def test_whoever_would_lie_outside_is_named_and_the_slots_are_counted(alone: Salon) -> None:
    for who, start in {"Late": berlin(23, 16), "Noon": berlin(23, 12), "Tuesday": berlin(24, 16)}.items():
        make_booking(alone.cut, who=who, at=start)

    fewer = 2 * (WEEKS + 1) - 1  # 15:30 and 16:00 on five Mondays, where 16:00 and so 15:30 is booked once
    assert said(hours(alone, week(monday="09:00-16:00"))) == (["Late"], fewer - 1, [])


def test_longer_hours_give_more_slots(alone: Salon) -> None:
    assert said(hours(alone, week(monday="09:00-18:00"))) == ([], -2 * (WEEKS + 1), [])


def test_where_another_one_serves_as_well_nothing_is_lost(salon: Salon) -> None:
    make_booking(salon.cut, resource_id=salon.ben.pk)

    assert said(hours(salon, week(monday="", tuesday=""))) == (["Anna"], 0, [])


def test_a_service_that_nobody_is_left_for_is_named(alone: Salon) -> None:
    internal = make_service(alone.organisation, "internal", is_online=False)
    needs(internal, alone.ben)
    needs(make_service(alone.organisation, "gone", is_active=False), alone.ben)
    make_booking(alone.cut)
    closed = hours(alone, ((),) * 7)

    seen = preview(closed, now=SUNDAY_18)

    assert said(closed)[::2] == (["Anna"], ["cut", "internal"])
    assert (seen.slots_before, seen.slots_after) == (A_DAY_WITH_BEN * 22 - 2, 0)


def test_who_is_booked_out_is_still_there(alone: Salon) -> None:
    """Nobody is left where nobody could serve; how much is booked, notice and horizon are no matter."""
    change(alone.cut, max_per_day=0)
    asked = times(alone.cut, notice_minutes=60 * 24 * 40)

    assert said(asked) == ([], 0, [])


def test_what_was_outside_already_is_not_hit_again(alone: Salon) -> None:
    booked = make_booking(alone.cut, at=berlin(23, 16))
    open_weekly(alone.ben, alone.location, days=range(5, 6))
    alone.ben.schedules.get().weekly_hours.filter(weekday=0).delete()

    assert said(hours(alone, week(monday="", tuesday=""))) == ([], A_DAY_WITH_BEN * (WEEKS + 1 + WEEKS), [])
    assert booked.is_live


def test_buffers_may_lie_outside(alone: Salon) -> None:
    change(alone.cut, buffer_before_minutes=30, buffer_after_minutes=30)
    make_booking(alone.cut, at=berlin(23, 12))

    assert said(hours(alone, week(monday="12:00-13:00")))[0] == []


@pytest.mark.parametrize(
    "over",
    [{"status": Booking.Status.CANCELLED}, {"starts_at": SUNDAY_18, "ends_at": SUNDAY_18 + HOUR}],
    ids=["cancelled", "has begun"],
)
def test_what_is_over_is_not_hit(alone: Salon, over: dict[str, object]) -> None:
    change(make_booking(alone.cut), **over)

    assert said(hours(alone, week(monday="")))[0] == []


def test_a_request_is_hit_and_so_is_the_wish_of_a_move(alone: Salon) -> None:
    change(alone.cut, needs_approval=True)
    request = make_booking(alone.cut, at=TUESDAY_9)
    assert said(hours(alone, week(tuesday="")))[0] == ["Anna"]

    accept(request.pk, by=COMMAND, now=SUNDAY_18)
    reschedule(a_move(request, to=THURSDAY_9), by=LINK_HOLDER, now=SUNDAY_18)

    assert said(hours(alone, week(thursday="")))[0] == ["Anna"]
    assert said(hours(alone, week(wednesday="")))[0] == []


def test_nobody_waits_for_a_blocked_time(alone: Salon) -> None:
    create_by_hand(by_hand(alone, service_id=None, customer=None), by=COMMAND, now=SUNDAY_18)

    assert said(hours(alone, week(monday="")))[0] == []


def test_hours_elsewhere_hit_nobody_here(alone: Salon) -> None:
    elsewhere = make_location(alone.organisation, "wedding")
    make_booking(alone.cut)
    asked = hours(alone, ((),) * 7)

    moved_out = type(asked)(asked.organisation_id, asked.resource_id, elsewhere.pk, week=asked.week)
    moved_in = type(asked)(asked.organisation_id, asked.resource_id, elsewhere.pk, week=week())

    assert said(moved_out) == ([], 0, [])
    assert said(moved_in)[1] == -(A_DAY_WITH_BEN * 22 - 2)


def test_a_date_is_closed_opened_and_given_back_to_the_week(alone: Salon) -> None:
    make_booking(alone.cut)

    assert said(exception(alone, MONDAY, "")) == (["Anna"], A_DAY_WITH_BEN - 2, [])
    assert said(exception(alone, MONDAY, "09:00-10:00")) == ([], A_DAY_WITH_BEN - 2, [])
    assert said(exception(alone, date(2026, 11, 28), "09:00-10:00")) == ([], -1, [])
    alone.ben.schedules.get().exceptions.create(organisation=alone.organisation, on_date=TUESDAY)
    assert said(exception(alone, TUESDAY, None)) == ([], -A_DAY_WITH_BEN, [])


def absence(salon: Salon, **fields: object) -> AbsenceChange:
    """Ben is away on Monday."""
    values = {
        "resource_id": salon.ben.pk, "location_id": None,
        "starts_at": berlin(23, 0), "ends_at": berlin(24, 0),
    }  # fmt: skip
    return AbsenceChange(salon.organisation.pk, **values | fields)  # type: ignore[arg-type]


def test_an_absence_hits_the_bookings_of_its_span(alone: Salon) -> None:
    make_booking(alone.cut)
    make_booking(alone.cut, at=TUESDAY_9)

    assert said(absence(alone)) == (["Anna"], A_DAY_WITH_BEN - 2, [])
    assert said(absence(alone, ends_at=None)) == (["Anna", "Anna"], A_DAY_WITH_BEN * 22 - 4, ["cut"])


def test_a_closure_hits_everybody_there(salon: Salon) -> None:
    make_booking(salon.cut, who="Anna", resource_id=salon.ben.pk)
    make_booking(salon.cut, who="Berta", resource_id=salon.clara.pk)
    closed = absence(salon, resource_id=None, location_id=salon.location.pk)

    assert said(closed) == (["Anna", "Berta"], A_DAY_WITH_BEN - 2, [])


def test_an_absence_is_lengthened_shortened_and_withdrawn(alone: Salon) -> None:
    make_booking(alone.cut, who="Anna", at=berlin(24, 9))
    make_booking(alone.cut, who="Berta", at=berlin(25, 9))
    away = Absence.objects.create(
        organisation=alone.organisation, resource=alone.ben, starts_at=berlin(23, 0), ends_at=berlin(25, 0)
    )
    longer = absence(alone, ends_at=berlin(26, 0), instead_of=away)
    shorter = absence(alone, instead_of=away)
    withdrawn = absence(alone, starts_at=None, ends_at=None, instead_of=away)

    assert said(longer) == (["Berta"], A_DAY_WITH_BEN - 2, [])
    assert said(shorter) == ([], -(A_DAY_WITH_BEN - 2), [])
    assert said(withdrawn) == ([], -(2 * A_DAY_WITH_BEN - 2), [])


def test_other_times_of_a_service_leave_bookings_as_they_are(alone: Salon) -> None:
    make_booking(alone.cut)

    two_hours, longer_than_the_day = (times(alone.cut, duration_minutes=minutes) for minutes in (120, 481))

    assert said(two_hours) == ([], 22 * 2, [])
    assert said(longer_than_the_day)[::2] == ([], ["cut"])


def test_with_fewer_seats_those_who_came_last_have_none(alone: Salon) -> None:
    change(alone.cut, capacity=3)
    for number, who in enumerate(("Anna", "Berta", "Dora")):
        make_booking(alone.cut, who=who, now=SUNDAY_18 + number * timedelta(seconds=1))

    assert said(times(alone.cut, capacity=2))[0] == ["Dora"]
    assert said(times(alone.cut, capacity=1))[0] == ["Berta", "Dora"]


def test_who_is_no_longer_able_leaves_bookings_behind(salon: Salon) -> None:
    make_booking(salon.cut, who="Anna", resource_id=salon.ben.pk)
    make_booking(salon.cut, who="Berta", resource_id=salon.clara.pk)
    clara = Skill(salon.clara.pk)

    assert said(skills(salon.cut, clara)) == (["Anna"], 0, [])
    assert said(skills(salon.cut)) == (["Anna", "Berta"], A_DAY_WITH_BEN * 22 - 2, ["cut"])
    assert said(skills(salon.cut, clara, Skill(salon.ben.pk, duration_minutes=30)))[1] == -22


def test_who_is_not_active_adds_nothing(alone: Salon) -> None:
    Resource.objects.of(alone.organisation).filter(pk=alone.clara.pk).update(is_active=False)

    assert said(skills(alone.cut, Skill(alone.clara.pk)))[2] == ["cut"]


@pytest.mark.parametrize(
    "asked", [{"duration_minutes": 0}, {"capacity": 0}, {"notice_minutes": -1}, {"horizon_days": 99999}]
)
def test_times_out_of_bounds_are_refused(salon: Salon, asked: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=next(iter(asked))):
        times(salon.cut, **asked)


def test_odd_skills_are_refused(salon: Salon) -> None:
    with pytest.raises(ValueError, match="twice"):
        skills(salon.cut, Skill(salon.ben.pk), Skill(salon.ben.pk, 30))
    with pytest.raises(ValueError, match="buffer_after_minutes"):
        Skill(salon.ben.pk, buffer_after_minutes=-5)


def test_the_neighbours_see_nothing_of_it(alone: Salon, mallory: Salon) -> None:
    make_booking(mallory.cut, who="Mallory")
    make_booking(alone.cut)

    assert said(hours(alone, week(monday="")))[0] == ["Anna"]


def test_it_costs_as_much_with_many_bookings_as_with_few(alone: Salon) -> None:
    asked = hours(alone, week(monday=""))
    make_booking(alone.cut)
    with_one = number_of_queries(lambda: preview(asked, now=SUNDAY_18))
    for hour in (11, 13, 15):
        make_booking(alone.cut, at=berlin(23, hour))

    assert number_of_queries(lambda: preview(asked, now=SUNDAY_18)) == with_one


def test_a_preview_changes_nothing_and_is_a_value(alone: Salon) -> None:
    make_booking(alone.cut, at=MONDAY_9)
    asked = hours(alone, week(monday=""))

    assert preview(asked, now=SUNDAY_18) == preview(asked, now=SUNDAY_18)
    assert isinstance(preview(asked, now=SUNDAY_18), Preview)
