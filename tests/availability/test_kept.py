"""What is kept of a resource between questions: its open and taken time, never its holds."""

from __future__ import annotations

import pytest

from terminbuch.availability import ResourceFacts, known, looks_at, slot_at, starts

from .days import ask, at, busy, clock_starts, hours, rules, span

MONDAY = "2026-01-12"
MORNING = hours("09:00-12:00")
WEEK = span("2026-01-10T00:00Z/2026-01-20T00:00Z")


def facts(*taken: str, hold: str = "") -> ResourceFacts:
    holds = (busy(hold, "hold"),) if hold else ()
    return ResourceFacts(1, (MORNING,), (*(busy(one) for one in taken), *holds))


def test_a_kept_resource_answers_without_its_rows_and_hours():
    kept = {1: known(facts("2026-01-12T09:00Z/10:00Z"), WEEK)}

    assert clock_starts(ask(ResourceFacts(1, ()), rules=rules(60), kept=kept), MONDAY) == ["09:00", "11:00"]


def test_a_hold_is_not_kept_but_laid_over():
    kept = {1: known(facts(hold="2026-01-12T09:00Z/10:00Z"), WEEK)}
    over, still_there = (
        ResourceFacts(1, ()),
        ResourceFacts(1, (), (busy("2026-01-12T09:00Z/10:00Z", "hold"),)),
    )

    assert clock_starts(ask(over, rules=rules(60), kept=kept), MONDAY) == ["09:00", "10:00", "11:00"]
    assert clock_starts(ask(still_there, rules=rules(60), kept=kept), MONDAY) == ["09:00", "11:00"]


def test_what_is_kept_serves_services_of_any_length_step_and_buffer():
    kept = {1: known(facts("2026-01-12T09:00Z/10:00Z"), WEEK)}
    bare = ResourceFacts(1, ())

    assert clock_starts(ask(bare, rules=rules(30), kept=kept), MONDAY) == ["09:00", "09:30", "11:00", "11:30"]
    assert clock_starts(ask(bare, rules=rules(30, step=20), kept=kept), MONDAY) == [
        "09:00",
        "09:20",
        "11:00",
        "11:20",
    ]
    assert clock_starts(ask(bare, rules=rules(60, buffer_before=1), kept=kept), MONDAY) == ["09:00"]


def test_a_question_beyond_what_is_kept_is_refused():
    question = ask(ResourceFacts(1, ()), rules=rules(60), kept={1: known(facts(), WEEK)})

    with pytest.raises(ValueError, match="does not reach over the dates"):
        starts(question, first=at("2026-01-12T00:00Z"), until=at("2026-01-21T00:00Z"))


def test_sittings_are_told_apart_by_row_so_nothing_is_kept_of_them():
    with pytest.raises(ValueError, match="not with a capacity above one"):
        ask(facts(), rules=rules(60, capacity=2), kept={1: known(facts(), WEEK)})


def test_what_a_question_looks_at_is_enough_to_keep():
    rule = rules(60, buffer_before=50, buffer_after=30)
    question = ask(facts(), rules=rule)
    first, until = at("2026-01-12T00:10Z"), at("2026-01-12T23:50Z")

    seen = looks_at(rule, question.requirements, first=first, until=until)

    assert seen == span("2026-01-11T23:10Z/2026-01-13T01:29Z")
    kept = ask(ResourceFacts(1, ()), rules=rule, kept={1: known(facts(), seen)})
    assert starts(kept, first=first, until=until) == starts(question, first=first, until=until)
    assert slot_at(kept, at("2026-01-12T08:00Z")) is not None
