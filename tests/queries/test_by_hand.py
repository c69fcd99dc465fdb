"""What the window shows before anything is saved: who is free, who is not and why, and what is free next."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from terminbuch.actions.asking import LINK_HOLDER
from terminbuch.actions.booking import reschedule
from terminbuch.models import Candidate, Service
from terminbuch.queries import by_hand
from terminbuch.queries.by_hand import HandWish
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    a_move,
    berlin,
    change,
    make_absence,
    make_booking,
    make_resource,
    make_salon,
    make_service,
    needs,
    occupy,
    open_weekly,
)

HOUR = timedelta(hours=1)


@pytest.fixture
def wish(salon: Salon) -> HandWish:
    return HandWish(salon.organisation, salon.cut, salon.location, MONDAY_9, HOUR)


def shown(wish: HandWish) -> list[tuple[str, bool, bool, list[str]]]:
    """Of the first requirement: name, whether qualified and pickable, and what speaks against it."""
    return [
        (
            option.resource.name,
            option.is_qualified,
            option.can_be_picked,
            [
                *(obstacle.kind for obstacle in option.judgement.obstacles),
                *(concern.kind for concern in option.judgement.concerns),
            ],
        )
        for option in by_hand.choices(wish, now=SUNDAY_18)[0].options
    ]


def test_everybody_is_shown_and_who_cannot_serve_says_so(wish: HandWish):
    assert shown(wish) == [
        ("Ben", True, True, []),
        ("Clara", True, True, []),
        ("Raum 1", False, False, []),
    ]


def test_the_reason_stands_with_whoever_is_not_free(salon: Salon, wish: HandWish):
    make_booking(salon.cut, resource_id=salon.ben.pk)
    make_absence(salon, salon.clara, MONDAY_9, MONDAY_10)

    assert shown(wish) == [
        ("Ben", True, False, ["booking"]),
        ("Clara", True, True, ["absent"]),
        ("Raum 1", False, False, []),
    ]


@pytest.mark.parametrize("kind", ["pending", "hold", "offer"])
def test_requests_holds_and_offers_are_in_the_way_as_bookings_are(salon: Salon, wish: HandWish, kind: str):
    if kind == "pending":
        change(salon.cut, needs_approval=True)
        make_booking(salon.cut, resource_id=salon.ben.pk)
    else:
        hold = occupy(salon.cut, salon.ben, MONDAY_9, MONDAY_10).hold
        other = make_booking(salon.cut, at=TUESDAY_9)
        if kind == "offer":
            change(hold, booking=other, customer=other.customer)

    assert shown(wish)[0] == ("Ben", True, False, [kind])


def test_a_wished_time_is_in_the_way(salon: Salon, wish: HandWish):
    booking = make_booking(salon.cut, at=TUESDAY_9, resource_id=salon.ben.pk)
    change(salon.cut, needs_approval=True)
    reschedule(a_move(booking, to=MONDAY_9), by=LINK_HOLDER, now=SUNDAY_18)

    (obstacle,) = by_hand.judge(wish, (salon.ben.pk,), now=SUNDAY_18).obstacles
    assert (obstacle.kind, obstacle.starts_at, obstacle.booking) == ("wish", MONDAY_9, booking)


def test_a_booking_is_never_in_its_own_way(salon: Salon, wish: HandWish):
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)

    assert shown(replace(wish, moving=booking))[0] == ("Ben", True, True, [])


def test_who_serves_now_is_marked(salon: Salon, wish: HandWish):
    booking = make_booking(salon.cut, resource_id=salon.clara.pk)

    options = by_hand.choices(replace(wish, moving=booking), now=SUNDAY_18)[0].options

    assert [option.serves_now for option in options] == [False, True, False]


def test_each_requirement_has_its_own_choice(salon: Salon):
    treatment = make_service(salon.organisation, "treatment")
    needs(treatment, salon.ben, salon.clara)
    needs(treatment, salon.room, everyone=True)
    wish = HandWish(salon.organisation, treatment, salon.location, MONDAY_9, HOUR)

    first, second = by_hand.choices(wish, now=SUNDAY_18)

    assert (first.takes_all, second.takes_all) == (False, True)
    assert [option.resource.name for option in second.options] == ["Raum 1"]


def test_a_block_may_take_any_number_of_resources(salon: Salon):
    wish = HandWish(salon.organisation, None, salon.location, MONDAY_9, HOUR)

    (choice,) = by_hand.choices(wish, now=SUNDAY_18)

    assert choice.takes_many
    assert [option.can_be_picked for option in choice.options] == [True, True, True]


def test_free_again_counts_buffers_and_length(salon: Salon, wish: HandWish):
    change(salon.cut, buffer_after_minutes=10)
    make_booking(salon.cut, resource_id=salon.ben.pk)
    make_booking(salon.cut, at=berlin(23, 11), resource_id=salon.ben.pk)

    (obstacle,) = by_hand.judge(wish, (salon.ben.pk,), now=SUNDAY_18).obstacles

    assert (obstacle.ends_at, obstacle.free_at) == (MONDAY_10, berlin(23, 12, 10))


def test_the_next_free_times_lie_within_opening_hours(salon: Salon, wish: HandWish):
    make_booking(salon.cut, resource_id=salon.ben.pk)
    late = replace(wish, starts_at=berlin(23, 16, 30))

    assert by_hand.next_free(wish, (salon.ben.pk,), now=SUNDAY_18) == [
        MONDAY_10,
        MONDAY_10 + HOUR / 2,
        MONDAY_10 + HOUR,
    ]
    assert by_hand.next_free(late, (salon.ben.pk,), now=SUNDAY_18, count=1) == [TUESDAY_9]


def test_the_next_free_times_leave_absences_out(salon: Salon, wish: HandWish):
    make_absence(salon, None, MONDAY_9, TUESDAY_9 + HOUR)

    assert by_hand.next_free(wish, (salon.ben.pk,), now=SUNDAY_18, count=1) == [TUESDAY_9 + HOUR]


def test_another_business_is_not_seen(salon: Salon, wish: HandWish):
    mallory = make_salon("mallory")
    make_booking(mallory.cut, resource_id=mallory.ben.pk)

    assert shown(wish)[0] == ("Ben", True, True, [])
    assert by_hand.needed(replace(wish, service=None), (mallory.ben.pk,)) is None


def test_the_number_of_queries_does_not_grow_with_the_resources(salon: Salon, wish: HandWish):
    make_booking(salon.cut, resource_id=salon.ben.pk)
    few = queries_for(wish)
    requirement = salon.cut.requirements.get()
    for name in ("Dora", "Emil", "Frida"):
        person = make_resource(salon.organisation, name)
        open_weekly(person, salon.location)
        values = {"organisation": salon.organisation, "requirement": requirement, "resource": person}
        Candidate.objects.create(**values)
        make_booking(salon.cut, resource_id=person.pk)

    assert queries_for(wish) == few


def queries_for(wish: HandWish) -> int:
    fresh = replace(wish, service=Service.objects.of(wish.organisation).get())
    with CaptureQueriesContext(connection) as queries:
        by_hand.choices(fresh, now=SUNDAY_18)
    return len(queries)
