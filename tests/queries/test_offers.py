"""What a page may offer: every free start, nobody else's, and never a stale one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from terminbuch import availability
from terminbuch.actions.asking import LINK_HOLDER
from terminbuch.actions.booking import cancel, reschedule
from terminbuch.actions.holding import hold
from terminbuch.models import Location, Service
from terminbuch.queries import facts
from terminbuch.queries.offers import earliest, nearest, offer
from terminbuch.queries.wish import Wish
from tests.builders import (
    BERLIN,
    MONDAY_9,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    a_hold,
    a_move,
    berlin,
    change,
    fill,
    make_booking,
    make_service,
    needs,
    raise_revision,
)
from tests.queries.asked import number_of_queries

MINUTE = timedelta(minutes=1)
HALF_HOUR = timedelta(minutes=30)
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def wish_of(salon: Salon, service: Service | None = None, **fields: Any) -> Wish:
    """What a request reads anew: the rows as they are now."""
    service = Service.objects.of(salon.organisation).get(pk=(service or salon.cut).pk)
    location = Location.objects.of(salon.organisation).get(pk=salon.location.pk)
    return Wish(service, location, **fields)


def starts(
    wish: Wish,
    first: date = MONDAY,
    last: date | None = None,
    *,
    zone: ZoneInfo = BERLIN,
    now: datetime = SUNDAY_18,
) -> list[datetime]:
    return [slot.start for slot in offer(wish, first=first, last=last or first, zone=zone, now=now).slots]


def every_half_hour(day: int, *hours: int) -> list[datetime]:
    """Starts from the first hour to the last one, both inclusive."""
    first, last = berlin(day, hours[0]), berlin(day, hours[1])
    return [first + n * HALF_HOUR for n in range((last - first) // HALF_HOUR + 1)]


def test_a_free_day_is_offered_whole(salon: Salon) -> None:
    assert starts(wish_of(salon)) == every_half_hour(23, 9, 16)


def test_a_taken_time_is_not_offered_with_that_person_but_with_another(salon: Salon) -> None:
    make_booking(salon.cut, at=berlin(23, 11), resource_id=salon.ben.pk)

    with_ben = starts(wish_of(salon, resource=salon.ben))
    assert with_ben == every_half_hour(23, 9, 10) + every_half_hour(23, 12, 16)
    assert (
        starts(wish_of(salon, resource=salon.clara)) == starts(wish_of(salon)) == every_half_hour(23, 9, 16)
    )


def test_slots_are_grouped_by_the_visitors_days(salon: Salon) -> None:
    found = offer(wish_of(salon), first=MONDAY, last=TUESDAY, zone=ZoneInfo("Asia/Tokyo"), now=SUNDAY_18)

    # Nine to four in Berlin is five in the afternoon to midnight in Tokyo.
    assert {day: len(slots) for day, slots in found.by_day.items()} == {MONDAY: 14, TUESDAY: 15}


def test_a_day_of_the_visitor_is_cut_where_the_visitors_clock_says(salon: Salon) -> None:
    found = starts(wish_of(salon), MONDAY, zone=ZoneInfo("America/Los_Angeles"))

    # Midnight in Los Angeles is nine in the morning in Berlin.
    assert found == every_half_hour(23, 9, 16)


def test_what_is_booked_held_or_requested_is_gone_at_once_and_back_at_once(salon: Salon) -> None:
    change(salon.clara, is_active=False)
    assert len(starts(wish_of(salon))) == 15

    booking = make_booking(salon.cut, at=MONDAY_9)
    assert starts(wish_of(salon)) == every_half_hour(23, 10, 16)
    hold(a_hold(salon.cut, at=berlin(23, 16)), now=SUNDAY_18)
    assert starts(wish_of(salon)) == every_half_hour(23, 10, 15)
    assert starts(wish_of(salon), now=SUNDAY_18 + 10 * MINUTE) == every_half_hour(23, 10, 16)
    reschedule(a_move(booking, to=TUESDAY_9), by=LINK_HOLDER, now=SUNDAY_18)
    assert starts(wish_of(salon)) == every_half_hour(23, 9, 15)
    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)
    assert starts(wish_of(salon), TUESDAY) == every_half_hour(24, 9, 16)


def test_the_own_hold_does_not_count_as_taken(salon: Salon) -> None:
    held = hold(a_hold(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk), now=SUNDAY_18).hold

    assert starts(wish_of(salon, resource=salon.ben)) == every_half_hour(23, 10, 16)
    assert starts(wish_of(salon, resource=salon.ben, hold=held)) == every_half_hour(23, 9, 16)


def test_for_a_move_the_own_time_is_free_but_no_slot_itself(salon: Salon) -> None:
    booking = make_booking(salon.cut, at=berlin(23, 11), resource_id=salon.ben.pk)

    found = starts(wish_of(salon, resource=salon.ben, moving=booking))

    assert found == [start for start in every_half_hour(23, 9, 16) if start != berlin(23, 11)]


def test_for_a_move_to_somebody_else_the_own_time_is_a_slot(salon: Salon) -> None:
    booking = make_booking(salon.cut, at=berlin(23, 11), resource_id=salon.ben.pk)

    assert berlin(23, 11) in starts(wish_of(salon, resource=salon.clara, moving=booking))


def test_for_a_move_that_needs_approval_the_own_time_stays_taken(salon: Salon) -> None:
    booking = make_booking(salon.cut, at=berlin(23, 11), resource_id=salon.ben.pk)
    change(salon.cut, needs_approval=True)

    found = starts(wish_of(salon, resource=salon.ben, moving=booking))

    assert found == every_half_hour(23, 9, 10) + every_half_hour(23, 12, 16)


def test_another_organisations_bookings_are_in_nobodys_way(salon: Salon, mallory: Salon) -> None:
    for at in every_half_hour(23, 9, 16)[::2]:
        make_booking(mallory.cut, at=at, resource_id=mallory.ben.pk, now=SUNDAY_18)

    assert starts(wish_of(salon, resource=salon.ben)) == every_half_hour(23, 9, 16)


@pytest.mark.parametrize(
    "limits", [{}, {"max_per_day": 500}, {"capacity": 4}], ids=["plain", "limit", "seats"]
)
def test_the_number_of_queries_does_not_depend_on_what_is_booked(
    salon: Salon, limits: dict[str, int]
) -> None:
    change(salon.cut, **limits)
    needs(salon.cut, salon.room)

    def ask() -> int:
        """As a process asks that has nothing in mind."""
        for resource in (salon.ben, salon.clara, salon.room):
            raise_revision(resource)
        wish = wish_of(salon)
        return number_of_queries(lambda: starts(wish, MONDAY, date(2027, 1, 20)))

    fill(salon.cut, salon.ben, 1)
    one = ask()
    fill(salon.cut, salon.ben, 2, first=TUESDAY_9)
    three = ask()
    fill(salon.cut, salon.clara, 300)

    assert ask() == three == one
    assert one <= 15


def test_who_asks_again_asks_less(salon: Salon) -> None:
    fill(salon.cut, salon.ben, 50)

    def ask() -> int:
        return number_of_queries(lambda: starts(wish_of(salon)))

    assert ask() > ask()


def test_moving_costs_as_much_for_one_as_for_many(salon: Salon) -> None:
    booking = make_booking(salon.cut, at=berlin(23, 16), resource_id=salon.ben.pk)

    def ask() -> int:
        return number_of_queries(lambda: starts(wish_of(salon, resource=salon.ben, moving=booking)))

    few = ask()
    fill(salon.cut, salon.ben, 30, first=TUESDAY_9)

    assert ask() == few


def test_the_earliest_are_the_first_from_now_on(salon: Salon) -> None:
    make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)

    found = earliest(wish_of(salon, resource=salon.ben), now=SUNDAY_18, count=3)

    assert [slot.start for slot in found] == [berlin(23, 10), berlin(23, 10, 30), berlin(23, 11)]


def test_the_earliest_after_a_day(salon: Salon) -> None:
    found = earliest(wish_of(salon), now=SUNDAY_18, after=berlin(27, 16, 30))

    assert [slot.start for slot in found] == [berlin(30, 9), berlin(30, 9, 30)]


def test_the_earliest_is_looked_for_as_far_as_the_horizon_reaches_and_no_further(salon: Salon) -> None:
    change(salon.cut, horizon_days=60)
    fill(salon.cut, salon.ben, 59 * 8)

    wish = wish_of(salon, resource=salon.ben)

    found = earliest(wish, now=SUNDAY_18, count=2)
    assert [slot.start for slot in found] == [
        MONDAY_9 + timedelta(days=59),
        MONDAY_9 + timedelta(days=59, minutes=30),
    ]


@pytest.mark.parametrize("days_booked", [59, 60])
def test_little_is_asked_where_little_is_left(salon: Salon, days_booked: int) -> None:
    """Two months lie within the horizon; the year after it is not looked through."""
    change(salon.cut, horizon_days=60, step_minutes=480)
    fill(salon.cut, salon.ben, days_booked * 8)
    wish = wish_of(salon, resource=salon.ben)

    assert number_of_queries(lambda: earliest(wish, now=SUNDAY_18, count=2)) <= 30


ELEVEN = berlin(23, 11)


def alternatives(wish: Wish, *, around: datetime = ELEVEN, count: int = 4) -> list[tuple[datetime, str]]:
    found = nearest(wish, around=around, now=SUNDAY_18, count=count)
    return [(each.start, each.resource.name if each.resource else "") for each in found]


def test_near_a_taken_time_are_later_with_the_same_the_same_with_another_earlier_and_another_day(
    salon: Salon,
) -> None:
    make_booking(salon.cut, at=berlin(23, 11), resource_id=salon.ben.pk)

    assert alternatives(wish_of(salon, resource=salon.ben)) == [
        (berlin(23, 12), "Ben"),
        (berlin(23, 11), "Clara"),
        (berlin(23, 10), "Ben"),
        (TUESDAY_9, "Ben"),
    ]


def test_near_a_taken_time_with_anybody(salon: Salon) -> None:
    for who in ("Anna", "Berta"):
        make_booking(salon.cut, at=berlin(23, 11), who=who)

    assert [start for start, _ in alternatives(wish_of(salon))] == [
        berlin(23, 12),
        berlin(23, 10),
        TUESDAY_9,
        berlin(23, 9, 30),
    ]


def test_no_alternative_is_the_taken_time_itself_and_none_comes_twice(salon: Salon) -> None:
    make_booking(salon.cut, at=berlin(23, 11), resource_id=salon.ben.pk)

    found = alternatives(wish_of(salon, resource=salon.ben), count=30)

    assert (berlin(23, 11), "Ben") not in found
    assert len(set(found)) == len(found) == 30


def test_where_the_week_is_full_the_earliest_are_named(salon: Salon) -> None:
    change(salon.clara, is_active=False)
    fill(salon.cut, salon.ben, 14 * 8)

    assert alternatives(wish_of(salon))[0] == (MONDAY_9 + timedelta(days=14), "Ben")


def test_near_a_time_in_the_past_or_beyond_all_years_is_what_is_to_come(salon: Salon) -> None:
    for around in (berlin(1, 9), datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)):
        assert alternatives(wish_of(salon), around=around)[-1][0] > SUNDAY_18


def test_where_nobody_is_chosen_nobody_is_named(salon: Salon) -> None:
    shave = make_service(salon.organisation, "shave")
    needs(shave, salon.ben)

    assert {name for _, name in alternatives(wish_of(salon, shave))} == {""}


def test_the_list_and_the_single_start_come_from_one_rule(salon: Salon) -> None:
    """The offer may keep what it knows; what it says is what freshly loaded facts say."""
    for n, start in enumerate(every_half_hour(23, 9, 16)[::3]):
        make_booking(salon.cut, at=start, resource_id=[salon.ben.pk, salon.clara.pk][n % 2])
    wish = wish_of(salon)
    window = availability.dates(MONDAY, TUESDAY, BERLIN)
    fresh = facts.question(wish, first=window.start, until=window.end, now=SUNDAY_18)

    for _ in range(2):
        kept = offer(wish, first=MONDAY, last=TUESDAY, zone=BERLIN, now=SUNDAY_18)
        assert list(kept.slots) == availability.slots(fresh, first=window.start, until=window.end)


def test_what_is_kept_is_kept_per_place(salon: Salon) -> None:
    assert len(starts(wish_of(salon))) == 15
    elsewhere = replace(
        wish_of(salon),
        location=Location.objects.create(organisation=salon.organisation, slug="ost", name="Ost"),
    )

    assert starts(elsewhere) == []
    assert MONDAY_9 in starts(wish_of(salon))
