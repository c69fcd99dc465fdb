"""What follows from free, busy and unknown, calendar by calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from terminbuch.availability import (
    NOT_ASKED,
    VERDICTS,
    Answer,
    Candidate,
    Outside,
    Policy,
    Question,
    Requirement,
    ResourceFacts,
    Rules,
    Said,
    Schedule,
    Span,
    Verdict,
    Watched,
    Window,
    judge,
    slot_at,
    spans_at,
    without,
)
from tests.availability.days import BERLIN, at, span

NOW = at("2026-01-12T08:00Z")
NINE = span("2026-01-12T09:00Z/10:00Z")
MINUTE = timedelta(minutes=1)
BEN, CLARA, ROOM = 1, 2, 3
REFUSING = Watched(
    7, BEN, True, "refuse", 15 * MINUTE, last_good_at=NOW - MINUTE, read_until=at("2027-01-12T00:00Z")
)
FEED = replace(REFUSING, is_live=False)
OLD = NOW - 15 * MINUTE - timedelta(seconds=1)


def said(word: Said, *, of: Span = NINE, calendar: int = 7, ago: timedelta = timedelta(0)) -> Outside:
    return Outside({calendar: Answer(word, NOW - ago, of)})


def verdict(watched: Watched, outside: Outside) -> Verdict:
    return judge([watched], outside, {BEN: NINE}, now=NOW)[BEN]


@pytest.mark.parametrize("policy", ["refuse", "ask", "accept"])
@pytest.mark.parametrize("word", ["free", "busy"])
def test_an_answer_goes_before_every_policy(policy: Policy, word: Said) -> None:
    assert verdict(replace(REFUSING, policy=policy, last_good_at=None), said(word)) == word


@pytest.mark.parametrize(
    ("policy", "last_good_at", "expected"),
    [
        ("refuse", NOW, "refuse"),
        ("ask", NOW, "ask"),
        ("ask", None, "ask"),
        ("accept", NOW, "flag"),
        ("accept", NOW - 15 * MINUTE, "flag"),
        ("accept", OLD, "refuse"),
        ("accept", None, "refuse"),
    ],
)
@pytest.mark.parametrize("outside", [NOT_ASKED, said("unknown")])
def test_without_an_answer_the_policy_decides(policy, last_good_at, expected, outside) -> None:
    assert verdict(replace(REFUSING, policy=policy, last_good_at=last_good_at), outside) == expected


@pytest.mark.parametrize(
    "outside",
    [
        said("free", of=span("2026-01-12T09:01Z/10:00Z")),
        said("free", of=span("2026-01-12T09:00Z/09:59Z")),
        said("free", calendar=8),
        said("free", ago=MINUTE + timedelta(seconds=1)),
    ],
    ids=["begins later", "ends earlier", "another calendar", "long ago"],
)
def test_an_answer_to_another_question_is_none(outside: Outside) -> None:
    assert verdict(REFUSING, outside) == "refuse"


def test_an_answer_about_more_and_of_a_minute_ago_counts() -> None:
    wide = said("free", of=span("2026-01-12T08:45Z/10:15Z"), ago=MINUTE)

    assert verdict(REFUSING, wide) == "free"


@pytest.mark.parametrize(
    ("feed", "expected"),
    [
        (FEED, "free"),
        (replace(FEED, policy="accept"), "free"),
        (replace(FEED, last_good_at=OLD), "refuse"),
        (replace(FEED, policy="ask", last_good_at=OLD), "ask"),
        (replace(FEED, policy="accept", last_good_at=OLD), "refuse"),
        (replace(FEED, read_until=NINE.end - MINUTE), "refuse"),
        (replace(FEED, read_until=NINE.end), "free"),
        (replace(FEED, read_until=None), "refuse"),
        (replace(FEED, is_pending=True), "refuse"),
    ],
)
def test_a_feed_counts_while_its_copy_is_young_and_reaches_far_enough(feed: Watched, expected: str) -> None:
    assert verdict(feed, NOT_ASKED) == expected


def test_nobody_relies_on_a_copy_that_is_known_to_be_out_of_date() -> None:
    accepting = replace(REFUSING, policy="accept", is_pending=True)

    assert verdict(accepting, NOT_ASKED) == "refuse"


def test_of_several_calendars_the_worst_counts_and_who_has_none_is_free() -> None:
    watched = [
        replace(REFUSING, calendar=7, policy="accept"),
        replace(REFUSING, calendar=8, policy="ask"),
        replace(REFUSING, calendar=9, resource=CLARA),
        replace(REFUSING, calendar=10, resource=99),
    ]

    found = judge(watched, said("busy", calendar=9), {BEN: NINE, CLARA: NINE, ROOM: NINE}, now=NOW)

    assert found == {BEN: "ask", CLARA: "busy", ROOM: "free"}


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["free", "busy", "unknown"]), min_size=1, max_size=4), st.data())
def test_silence_never_makes_a_time_freer_than_an_answer(words: list[Said], data: st.DataObject) -> None:
    watched = [replace(REFUSING, calendar=key) for key, _word in enumerate(words)]
    answers = {key: Answer(word, NOW, NINE) for key, word in enumerate(words)}
    silent = data.draw(st.sampled_from(range(len(words))))
    fewer = {key: answer for key, answer in answers.items() if key != silent or answer.said == "busy"}

    all_of_them, less = (
        judge(watched, Outside(each), {BEN: NINE}, now=NOW)[BEN] for each in (answers, fewer)
    )

    assert VERDICTS.index(less) >= VERDICTS.index(all_of_them)


def question(*requirements: Requirement) -> Question:
    hours = Schedule(BERLIN, {0: (Window(at("2026-01-12T08:00Z").time(), at("2026-01-12T17:00Z").time()),)})
    rules = Rules(
        duration=60 * MINUTE,
        step=30 * MINUTE,
        zone=BERLIN,
        buffer_before=10 * MINUTE,
        buffer_after=5 * MINUTE,
    )
    return Question(
        rules, requirements, {key: ResourceFacts(key, (hours,)) for key in (BEN, CLARA, ROOM)}, now=NOW
    )


def test_a_candidate_is_asked_about_its_part_with_its_own_buffers() -> None:
    people = Requirement((Candidate(BEN), Candidate(CLARA, buffer_after=20 * MINUTE)))
    room = Requirement((Candidate(ROOM),), begins=30 * MINUTE)

    found = spans_at(question(people, room), NINE.start)

    assert found == {
        BEN: span("2026-01-12T08:50Z/10:05Z"),
        CLARA: span("2026-01-12T08:50Z/10:20Z"),
        ROOM: span("2026-01-12T09:30Z/10:05Z"),
    }


def test_who_serves_two_parts_is_asked_about_both() -> None:
    first = Requirement((Candidate(BEN), Candidate(CLARA)), ends=20 * MINUTE)
    last = Requirement((Candidate(BEN),), begins=40 * MINUTE)

    assert spans_at(question(first, last), NINE.start)[BEN] == span("2026-01-12T08:50Z/10:05Z")


def test_who_is_busy_outside_serves_no_more_and_where_all_must_serve_nobody_does() -> None:
    one, both = (Requirement((Candidate(BEN), Candidate(CLARA)), take_all=every) for every in (False, True))
    spans = {BEN: NINE, CLARA: NINE}

    left = slot_at(without(question(one), spans, {BEN}), NINE.start)

    assert left is not None
    assert left.resources == (frozenset({CLARA}),)
    assert slot_at(without(question(one), spans, {BEN, CLARA}), NINE.start) is None
    assert slot_at(without(question(both), spans, {BEN}), NINE.start) is None
    assert without(question(one), spans, set()) == question(one)
