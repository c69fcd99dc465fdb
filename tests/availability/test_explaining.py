"""The first rule that refuses a start, in the order W7, W8, limit per day, W3, W2, W11, W5, W4, W6."""

from __future__ import annotations

from datetime import date

import pytest

from terminbuch.availability import (
    Candidate,
    Question,
    Requirement,
    ResourceFacts,
    Sitting,
    Taken,
    explain,
    known,
)

from .days import ask, at, busy, hours, minutes, one, rules, span

MORNING = hours("09:00-12:00")
NOW = "2026-01-12T00:00Z"


def full_sitting() -> list[Taken]:
    return [
        Taken(span("2026-01-12T09:00Z/10:00Z"), "booking", Sitting("a", at("2026-01-12T09:00Z"), seats=2))
    ]


def booked() -> Taken:
    core = span("2026-01-12T09:00Z/10:00Z")
    return Taken(span("2026-01-12T08:45Z/10:15Z"), "booking", core=core)


EXPLAINED = [
    (
        one(MORNING, rules=rules(60, notice=600), now=NOW),
        "2026-01-12T09:00Z",
        "W7: too soon: the notice allows starts from 2026-01-12T10:00:00Z on.",
    ),
    (
        one(MORNING, rules=rules(60, horizon_days=2), now=NOW),
        "2026-01-15T09:00Z",
        "W8: too far ahead: the last date that can be booked is 2026-01-14.",
    ),
    (
        one(MORNING, rules=rules(60, max_per_day=2), now=NOW, booked_on={date(2026, 1, 12): 2}),
        "2026-01-12T09:00Z",
        "max_per_day: 2026-01-12 has all the bookings of this service that it may have (2).",
    ),
    (
        one(MORNING, rules=rules(60), now=NOW),
        "2026-01-12T10:30Z",
        "W3: not open throughout: closed at 2026-01-12T11:00:00Z.",
    ),
    (
        one(MORNING, rules=rules(60), now=NOW),
        "2026-01-12T03:00Z",
        "W3: not open throughout: closed at 2026-01-12T03:00:00Z.",
    ),
    (
        one(MORNING, rules=rules(60), now=NOW),
        "2026-01-12T08:15Z",
        "W2: not on the grid, which runs in steps of 60 minutes from the start of the posted hours.",
    ),
    (
        one(MORNING, rules=rules(60), now=NOW),
        "2026-01-12T08:00:01Z",
        "W2: not on the grid, which runs in steps of 60 minutes from the start of the posted hours.",
    ),
    (
        ask(
            ResourceFacts(1, (MORNING,)),
            rules=rules(60),
            now=NOW,
            requirements=(Requirement((Candidate(1),)), Requirement((Candidate(1),))),
        ),
        "2026-01-12T08:00Z",
        "W11: the requirements cannot be met at once by different resources that are open.",
    ),
    (
        ask(rules=rules(60), now=NOW, requirements=(Requirement(()),)),
        "2026-01-12T08:00Z",
        "W11: the requirements cannot be met at once by different resources that are open.",
    ),
    (
        one(MORNING, booked(), rules=rules(60), now=NOW),
        "2026-01-12T09:00Z",
        "W5: taken by a booking from 2026-01-12T09:00:00Z to 2026-01-12T10:00:00Z.",
    ),
    (
        one(MORNING, busy("2026-01-12T09:30Z/09:40Z", "absence"), rules=rules(60), now=NOW),
        "2026-01-12T09:00Z",
        "W5: taken by an absence from 2026-01-12T09:30:00Z to 2026-01-12T09:40:00Z.",
    ),
    (
        one(MORNING, busy("2026-01-12T09:30Z/09:40Z", "external"), rules=rules(60), now=NOW),
        "2026-01-12T09:00Z",
        "W5: taken by an event in an outside calendar from 2026-01-12T09:30:00Z to 2026-01-12T09:40:00Z.",
    ),
    (
        one(MORNING, booked(), rules=rules(60), now=NOW),
        "2026-01-12T08:00Z",
        "W4: no room for the buffers beside a booking from 2026-01-12T09:00:00Z to 2026-01-12T10:00:00Z.",
    ),
    (
        one(MORNING, busy("2026-01-12T09:00Z/10:00Z", "hold"), rules=rules(60, buffer_after=1), now=NOW),
        "2026-01-12T08:00Z",
        "W4: no room for the buffers beside a hold from 2026-01-12T09:00:00Z to 2026-01-12T10:00:00Z.",
    ),
    (
        one(MORNING, *full_sitting(), rules=rules(60, capacity=2), now=NOW),
        "2026-01-12T09:00Z",
        "W6: the sitting is full: 2 of 2 seats are taken.",
    ),
    (
        one(MORNING, *full_sitting(), rules=rules(60), now=NOW),
        "2026-01-12T09:00Z",
        "W6: the sitting is full: 1 of 1 seats are taken.",
    ),
    (
        ask(
            ResourceFacts(1, (MORNING,), (*full_sitting(), busy("2026-01-12T09:30Z/09:40Z", "absence"))),
            ResourceFacts(2, (MORNING,)),
            rules=rules(60, capacity=3),
            now=NOW,
        ),
        "2026-01-12T09:00Z",
        "W6: the sitting at this start cannot take one more seat, and there is only one.",
    ),
]


@pytest.mark.parametrize(
    ("question", "start", "sentence"), EXPLAINED, ids=[case[2][:40] for case in EXPLAINED]
)
def test_a_refused_start_is_explained(question: Question, start: str, sentence: str):
    assert str(explain(question, at(start))) == sentence


def test_a_start_on_offer_has_nothing_to_explain():
    assert explain(one(MORNING, booked(), rules=rules(45, step=15), now=NOW), at("2026-01-12T08:00Z")) is None


def test_what_is_in_the_way_is_handed_over():
    row = booked()

    found = explain(one(MORNING, row, rules=rules(60), now=NOW), at("2026-01-12T09:00Z"))

    assert found is not None
    assert (found.rule, found.resource, found.taken) == ("W5", 1, row)


def test_whoever_is_missing_is_named_and_not_who_could_be_replaced():
    parts = (Requirement((Candidate(1), Candidate(2))), Requirement((Candidate(3),)))
    taken = busy("2026-01-12T08:00Z/09:00Z")
    facts = [ResourceFacts(key, (MORNING,), (taken,) if key in (1, 3) else ()) for key in (1, 2, 3)]

    found = explain(ask(*facts, rules=rules(60), now=NOW, requirements=parts), at("2026-01-12T08:00Z"))

    assert found is not None
    assert (found.rule, found.resource) == ("W5", 3)


def test_the_earlier_rule_is_named_when_several_refuse():
    """Too soon, too late, closed, off the grid, taken: the first counts, and then the next."""
    busy_all_day = busy("2026-01-12T00:00Z/20:00Z")
    start = at("2026-01-12T08:07Z")

    def rule(**given: object) -> str:
        found = explain(one(MORNING, busy_all_day, rules=rules(60, **given), now=NOW), start)  # type: ignore[arg-type]
        return found.rule if found else ""

    assert rule(notice=5000, until_date=date(2026, 1, 11)) == "W7"
    assert rule(until_date=date(2026, 1, 11), max_per_day=0) == "W8"
    assert rule(max_per_day=0) == "max_per_day"
    assert rule() == "W2"


def test_parts_that_begin_later_are_explained_by_their_own_minutes():
    parts = (Requirement((Candidate(1),)), Requirement((Candidate(2),), begins=minutes(30)))
    room = ResourceFacts(2, (hours("09:00-09:45"),))

    found = explain(
        ask(ResourceFacts(1, (MORNING,)), room, rules=rules(60), now=NOW, requirements=parts),
        at("2026-01-12T08:00Z"),
    )

    assert str(found) == "W3: not open throughout: closed at 2026-01-12T08:45:00Z."


def test_a_question_with_kept_masks_is_not_explained():
    facts = ResourceFacts(1, (MORNING,))
    kept = {1: known(facts, span("2026-01-12T00:00Z/20:00Z"))}

    with pytest.raises(ValueError, match="an explanation needs the rows"):
        explain(ask(facts, rules=rules(60), now=NOW, kept=kept), at("2026-01-12T08:00Z"))
