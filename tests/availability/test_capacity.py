"""W6: seats of one service at one start share the sitting; any other overlap blocks it."""

from __future__ import annotations

from typing import Any

from terminbuch.availability import Candidate, Requirement, ResourceFacts, Sitting, Taken, assign, slot_at

from .days import ask, at, busy, clock_starts, hours, one, rules, span

MONDAY = "2026-01-12"
MORNING = hours("09:00-12:00")
AT_TEN = at("2026-01-12T09:00Z")


def seat(
    text: str = "2026-01-12T09:00Z/10:00Z", *, name: str = "a", kind: Any = "booking", **given: int
) -> Taken:
    return Taken(span(text), kind, Sitting(name, at(text.split("/", maxsplit=1)[0]), **given))


def test_a_sitting_stays_on_offer_while_seats_last():
    question = one(MORNING, seat(seat=1), seat(seat=2), rules=rules(60, capacity=3))

    assert clock_starts(question, MONDAY) == ["09:00", "10:00", "11:00"]


def test_a_full_sitting_is_not_on_offer():
    question = one(MORNING, seat(seat=1), seat(seat=2), seat(seat=3), rules=rules(60, capacity=3))

    assert clock_starts(question, MONDAY) == ["09:00", "11:00"]


def test_one_booking_may_take_several_seats_and_a_hold_takes_seats_too():
    question = one(MORNING, seat(seats=2), seat(kind="hold", seat=3), rules=rules(60, capacity=3))

    assert clock_starts(question, MONDAY) == ["09:00", "11:00"]


def test_a_sitting_blocks_starts_that_overlap_it():
    question = one(MORNING, seat(), rules=rules(60, step=30, capacity=3))

    assert clock_starts(question, MONDAY) == ["09:00", "10:00", "11:00"]


def test_anything_else_that_overlaps_blocks_the_sitting():
    question = one(MORNING, seat(), busy("2026-01-12T09:30Z/09:40Z", "absence"), rules=rules(60, capacity=3))

    assert clock_starts(question, MONDAY) == ["09:00", "11:00"]


def test_with_a_capacity_of_one_a_booking_of_the_same_service_is_like_any_other():
    pool = ask(ResourceFacts(1, (MORNING,), (seat(),)), ResourceFacts(2, (MORNING,)), rules=rules(60))

    assert clock_starts(pool, MONDAY) == ["09:00", "10:00", "11:00"]
    assert clock_starts(one(MORNING, seat(), rules=rules(60)), MONDAY) == ["09:00", "11:00"]


def test_while_seats_last_only_the_sittings_own_resource_serves_it():
    question = ask(
        ResourceFacts(1, (MORNING,)), ResourceFacts(2, (MORNING,), (seat(),)), rules=rules(60, capacity=2)
    )

    slot = slot_at(question, AT_TEN)

    assert slot is not None
    assert slot.resources == (frozenset({2}),)


def test_a_full_sitting_never_gets_a_second_one_beside_it():
    seats = (seat(seat=1), seat(seat=2))
    question = ask(
        ResourceFacts(1, (MORNING,)), ResourceFacts(2, (MORNING,), seats), rules=rules(60, capacity=2)
    )

    assert clock_starts(question, MONDAY) == ["09:00", "11:00"]


def test_a_sitting_on_somebody_who_is_no_candidate_any_more_stands_alone():
    left = ResourceFacts(2, (MORNING,), (seat(),))
    only_the_first = (Requirement((Candidate(1),)),)
    question = ask(
        ResourceFacts(1, (MORNING,)), left, rules=rules(60, capacity=2), requirements=only_the_first
    )

    assert clock_starts(question, MONDAY) == ["09:00", "11:00"]


def test_a_seat_that_is_longer_than_the_sitting_needs_the_rest_free_as_well():
    """The service was lengthened from 60 to 90 minutes after the sitting had begun to fill."""
    longer = rules(90, step=60, capacity=3)
    free = one(hours("09:00-13:00"), seat(), rules=longer)
    blocked = one(hours("09:00-13:00"), seat(), busy("2026-01-12T10:15Z/10:30Z"), rules=longer)

    assert "10:00" in clock_starts(free, MONDAY)
    assert "10:00" not in clock_starts(blocked, MONDAY)


def test_another_sitting_of_the_same_service_is_an_overlap_like_any_other():
    early = seat("2026-01-12T08:30Z/09:30Z", name="b")
    question = one(MORNING, early, seat(), rules=rules(60, step=30, capacity=3))

    assert clock_starts(question, MONDAY) == ["11:00"]


def test_a_sitting_counts_by_its_start_and_not_by_its_buffers():
    row = Taken(span("2026-01-12T08:50Z/10:00Z"), "booking", Sitting("a", AT_TEN))
    question = one(MORNING, row, rules=rules(60, capacity=2, buffer_before=10))

    # At nine the slot would end after the buffer has begun; at eleven its own buffer meets the sitting.
    assert clock_starts(question, MONDAY) == ["10:00"]


def test_a_joining_booking_gets_the_sitting_and_its_lowest_free_seat():
    question = one(MORNING, seat(seat=1), seat(seat=3), rules=rules(60, capacity=4))
    slot = slot_at(question, AT_TEN)
    assert slot is not None

    (pick,) = assign(question, slot, {}) or ()

    assert (pick.resource, pick.sitting, pick.seat) == (1, "a", 2)


def test_a_sitting_over_two_resources_counts_each_seat_once():
    both = (Requirement((Candidate(1), Candidate(2)), take_all=True),)
    facts = [ResourceFacts(key, (MORNING,), (seat(seat=1), seat(seat=2))) for key in (1, 2)]

    assert clock_starts(ask(*facts, rules=rules(60, capacity=3), requirements=both), MONDAY) == [
        *("09:00", "10:00", "11:00"),
    ]
    assert clock_starts(ask(*facts, rules=rules(60, capacity=2), requirements=both), MONDAY) == [
        "09:00",
        "11:00",
    ]
