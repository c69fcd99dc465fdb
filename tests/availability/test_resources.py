"""W11: every requirement is met at once, and one booking takes each resource once."""

from __future__ import annotations

from datetime import date

import pytest

from terminbuch.availability import Candidate, Picked, Requirement, ResourceFacts, assign, slot_at, slots

from .days import ask, at, busy, clock_starts, hours, minutes, rules, span

MONDAY = "2026-01-12"
MORNING = hours("09:00-12:00")
NINE, TEN = at("2026-01-12T08:00Z"), at("2026-01-12T09:00Z")


def person(key: int, *taken: str, **given: object) -> ResourceFacts:
    return ResourceFacts(key, (MORNING,), tuple(busy(one) for one in taken), **given)  # type: ignore[arg-type]


def any_of(*keys: int) -> Requirement:
    return Requirement(tuple(Candidate(key) for key in keys))


def all_of(*keys: int) -> Requirement:
    return Requirement(tuple(Candidate(key) for key in keys), take_all=True)


def test_any_of_is_on_offer_while_one_is_free():
    question = ask(
        person(1, "2026-01-12T08:00Z/10:00Z"), person(2, "2026-01-12T09:00Z/11:00Z"), rules=rules(60)
    )

    assert clock_starts(question, MONDAY) == ["09:00", "11:00"]
    assert [slot.resources for slot in slots(question, first=NINE, until=at("2026-01-12T12:00Z"))] == [
        (frozenset({2}),),
        (frozenset({1}),),
    ]


def test_all_of_is_on_offer_only_when_everyone_is_free():
    facts = (person(1, "2026-01-12T08:00Z/09:00Z"), person(2, "2026-01-12T10:00Z/11:00Z"))

    assert clock_starts(ask(*facts, rules=rules(60), requirements=(all_of(1, 2),)), MONDAY) == ["10:00"]


def test_every_requirement_must_be_met():
    stylist, room = person(1, "2026-01-12T08:00Z/09:00Z"), person(2, "2026-01-12T10:00Z/11:00Z")

    assert clock_starts(ask(stylist, room, rules=rules(60), requirements=(any_of(1), any_of(2))), MONDAY) == [
        "10:00"
    ]


def test_one_person_cannot_meet_two_requirements():
    facts = (person(1), person(2, "2026-01-12T09:00Z/10:00Z"))

    question = ask(*facts, rules=rules(60), requirements=(any_of(1, 2), any_of(1, 2)))

    assert clock_starts(question, MONDAY) == ["09:00", "11:00"]


def test_where_candidates_are_shared_a_matching_decides():
    """The fair pick for the first would be 1, but only 1 can do the second."""
    question = ask(person(1), person(2), rules=rules(60), requirements=(any_of(1, 2), any_of(1)))
    slot = slot_at(question, NINE)
    assert slot is not None

    picks = assign(question, slot, {}) or ()

    assert [(pick.requirement, pick.resource) for pick in picks] == [(0, 2), (1, 1)]


def test_somebody_needed_with_all_others_is_not_there_for_a_second_requirement():
    question = ask(person(1), person(2), rules=rules(60), requirements=(all_of(1, 2), any_of(2)))

    assert clock_starts(question, MONDAY) == []


def test_a_part_needs_its_resource_only_for_its_minutes():
    room = Requirement((Candidate(2),), begins=minutes(20), ends=minutes(40))
    facts = (person(1), person(2, "2026-01-12T08:00Z/08:20Z", "2026-01-12T08:40Z/09:30Z"))

    question = ask(*facts, rules=rules(60), requirements=(any_of(1), room))

    assert clock_starts(question, MONDAY) == ["09:00", "11:00"]


def test_buffers_go_with_the_parts_at_the_beginning_and_at_the_end():
    whole, middle = any_of(1), Requirement((Candidate(2),), begins=minutes(20), ends=minutes(40))
    first = Requirement((Candidate(3),), ends=minutes(10))
    last = Requirement((Candidate(4),), begins=minutes(50))
    question = ask(
        *(person(key) for key in (1, 2, 3, 4)),
        rules=rules(60, buffer_before=5, buffer_after=7),
        requirements=(whole, middle, first, last),
    )
    slot = slot_at(question, TEN)
    assert slot is not None

    assert [pick.span for pick in assign(question, slot, {}) or ()] == [
        span("2026-01-12T08:55Z/10:07Z"),
        span("2026-01-12T09:20Z/09:40Z"),
        span("2026-01-12T08:55Z/09:10Z"),
        span("2026-01-12T09:50Z/10:07Z"),
    ]


def test_a_candidates_own_buffers_and_duration_go_before_the_services():
    slow = Candidate(1, buffer_before=minutes(0), buffer_after=minutes(15), duration=minutes(90))
    question = ask(
        person(1),
        person(2),
        rules=rules(60, buffer_before=5, buffer_after=5),
        requirements=(Requirement((slow, Candidate(2))),),
    )
    slot = slot_at(question, TEN)
    assert slot is not None

    assert assign(question, slot, {0: 1}) == (Picked(0, 1, span("2026-01-12T09:00Z/10:45Z")),)
    assert assign(question, slot, {0: 2}) == (Picked(0, 2, span("2026-01-12T08:55Z/10:05Z")),)


def test_a_slower_candidate_no_longer_fits_before_closing_time():
    slow = Candidate(1, duration=minutes(90))
    question = ask(person(1), person(2), rules=rules(60), requirements=(Requirement((slow, Candidate(2))),))
    slot = slot_at(question, at("2026-01-12T10:00Z"))
    assert slot is not None

    assert slot.resources == (frozenset({2}),)


@pytest.mark.parametrize(
    ("ben", "clara", "picked"),
    [
        ({}, {}, 1),
        ({"bookings_per_day": {date(2026, 1, 12): 1}}, {}, 2),
        ({"bookings_per_day": {date(2026, 1, 13): 5}}, {"bookings_per_day": {date(2026, 1, 12): 1}}, 1),
        ({"last_booked_at": at("2026-01-02T00:00Z")}, {"last_booked_at": at("2026-01-01T00:00Z")}, 2),
        ({"last_booked_at": at("2026-01-01T00:00Z")}, {}, 2),
        (
            {"bookings_per_day": {date(2026, 1, 12): 1}},
            {"bookings_per_day": {date(2026, 1, 12): 2}, "last_booked_at": at("2025-01-01T00:00Z")},
            1,
        ),
    ],
)
def test_a_pick_is_fair(ben: dict[str, object], clara: dict[str, object], picked: int):
    question = ask(person(1, **ben), person(2, **clara), rules=rules(60))
    slot = slot_at(question, NINE)
    assert slot is not None

    assert [pick.resource for pick in assign(question, slot, {}) or ()] == [picked]


def test_the_customers_choice_goes_before_fairness():
    question = ask(person(1), person(2, bookings_per_day={date(2026, 1, 12): 9}), rules=rules(60))
    slot = slot_at(question, NINE)
    assert slot is not None

    assert [pick.resource for pick in assign(question, slot, {0: 2}) or ()] == [2]


def test_a_chosen_resource_that_is_taken_is_not_replaced():
    question = ask(person(1, "2026-01-12T08:00Z/08:30Z"), person(2), rules=rules(60))
    slot = slot_at(question, NINE)
    assert slot is not None

    assert assign(question, slot, {0: 1}) is None
    assert assign(question, slot, {1: 2}) is None


def test_a_choice_that_leaves_nobody_for_the_rest_is_not_met():
    question = ask(person(1), person(2), rules=rules(60), requirements=(any_of(1, 2), any_of(1)))
    slot = slot_at(question, NINE)
    assert slot is not None

    assert assign(question, slot, {0: 1}) is None


def test_all_who_must_serve_are_picked():
    question = ask(person(1), person(2), rules=rules(60), requirements=(all_of(1, 2),))
    slot = slot_at(question, NINE)
    assert slot is not None

    assert [(pick.requirement, pick.resource) for pick in assign(question, slot, {0: 2}) or ()] == [
        (0, 1),
        (0, 2),
    ]


def test_a_service_that_needs_nobody_is_never_on_offer():
    assert clock_starts(ask(person(1), rules=rules(60), requirements=()), MONDAY) == []
    assert clock_starts(ask(person(1), rules=rules(60), requirements=(any_of(),)), MONDAY) == []
    assert clock_starts(ask(person(1), rules=rules(60), requirements=(any_of(1), all_of())), MONDAY) == []


def test_ten_requirements_with_the_same_hundred_candidates_are_matched():
    everyone = [person(key) for key in range(100)]
    question = ask(*everyone, rules=rules(180), requirements=tuple(any_of(*range(100)) for _ in range(10)))
    slot = slot_at(question, NINE)
    assert slot is not None

    assert [pick.resource for pick in assign(question, slot, {}) or ()] == list(range(10))
