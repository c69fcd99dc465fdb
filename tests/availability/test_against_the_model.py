"""The bits against the minute-by-minute model, and the list against the single start."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings

from terminbuch.availability import (
    Answers,
    Running,
    Taken,
    assign,
    explain,
    known,
    looks_at,
    slot_at,
    slots,
    starts,
)

from .minute_model import Model, minutes
from .random_questions import Asked, questions

MINUTE = timedelta(minutes=1)
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


@settings(max_examples=100, suppress_health_check=SLOW)
@given(questions())
def test_slots_are_those_of_the_minute_by_minute_model(asked: Asked):
    found = slots(asked.question, first=asked.span.start, until=asked.span.end)

    expected = Model(asked.question, asked.span.start, asked.span.end).slots()
    assert {slot.start: slot.resources for slot in found} == expected


@settings(max_examples=200, suppress_health_check=SLOW)
@given(questions())
def test_list_and_single_start_agree_at_every_minute_of_three_days(asked: Asked):
    listed = slots(asked.question, first=asked.span.start, until=asked.span.end)

    answers = Answers(asked.question)
    singles = [answers.slot_at(minute) for minute in minutes(asked.span.start, asked.span.end)]

    assert [slot for slot in singles if slot] == listed


@settings(max_examples=50, suppress_health_check=SLOW)
@given(questions())
def test_a_start_is_explained_exactly_when_it_is_not_on_offer(asked: Asked):
    answers = Answers(asked.question)
    for minute in minutes(asked.span.start, asked.span.start + timedelta(days=3)):
        if minute.minute % 5 == 0:
            assert (explain(asked.question, minute) is None) == (answers.slot_at(minute) is not None), minute


@settings(max_examples=50, suppress_health_check=SLOW)
@given(questions(capacity=1))
def test_what_is_kept_of_the_resources_changes_no_answer(asked: Asked):
    question, first, until = asked.question, asked.span.start, asked.span.end
    span = looks_at(question.rules, question.requirements, first=first, until=until)
    kept = {key: known(facts, span) for key, facts in question.resources.items()}
    holds = {
        key: replace(facts, schedules=(), taken=tuple(row for row in facts.taken if row.kind == "hold"))
        for key, facts in question.resources.items()
    }

    answered = slots(replace(question, resources=holds, kept=kept), first=first, until=until)

    assert answered == slots(question, first=first, until=until)


@settings(max_examples=50, suppress_health_check=SLOW)
@given(questions())
def test_the_light_list_of_starts_is_the_list_of_slots(asked: Asked):
    first, until = asked.span.start, asked.span.end

    light = starts(asked.question, first=first, until=until)

    assert light == [slot.start for slot in slots(asked.question, first=first, until=until)]


@settings(max_examples=50, suppress_health_check=SLOW)
@given(questions(capacity=1))
def test_every_slot_can_be_assigned_and_is_gone_afterwards(asked: Asked):
    question, first, until = asked.question, asked.span.start, asked.span.end
    for slot in slots(question, first=first, until=until)[:5]:
        picks = assign(question, slot, {})

        assert picks is not None
        assert len({pick.resource for pick in picks}) == len(picks)
        assert all(pick.resource in slot.resources[pick.requirement] for pick in picks)
        spans = {pick.resource: pick.span for pick in picks}
        assert not any(
            spans[key].overlaps(row.span) for key in spans for row in question.resources[key].taken
        )
        booked = {
            key: replace(facts, taken=(*facts.taken, Taken(spans[key], "booking"))) if key in spans else facts
            for key, facts in question.resources.items()
        }
        after = slot_at(replace(question, resources=booked), slot.start)
        assert after is None or not any(keys & spans.keys() for keys in after.resources)


def test_the_random_questions_have_answers():
    """The comparisons above would be empty if random rules left nothing free, or filled no sitting."""
    found: list[int] = []
    joined: list[Running] = []

    @settings(max_examples=150, suppress_health_check=SLOW, database=None, derandomize=True)
    @given(questions())
    def ask(asked: Asked):
        listed = slots(asked.question, first=asked.span.start, until=asked.span.end)
        found.append(len(listed))
        joined.extend(slot.sitting for slot in listed if slot.sitting)

    ask()
    assert sum(1 for count in found if count) >= len(found) // 5
    assert joined
