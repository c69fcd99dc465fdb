"""``terminbuch slots FILE.json``: a file that does not fit is refused, and the field is named."""

from __future__ import annotations

import json
from typing import Any

import pytest

from .question_files import BOOKING, HOLD, WHOLE_DAY, Command, changed, question, short

CASES: list[tuple[tuple[Any, ...], Any, str]] = [
    (("schedule", "zone"), "Factory", "schedule.zone: must be the IANA name of a time zone"),
    (("schedule", "zone"), "localtime", "schedule.zone"),
    (("schedule", "zone"), "posixrules", "schedule.zone"),
    (("schedule", "zone"), "right/UTC", "schedule.zone"),
    (("schedule", "zone"), "posix/UTC", "schedule.zone"),
    (("schedule", "zone"), "/usr/share/zoneinfo/UTC", "schedule.zone"),
    (("schedule", "zone"), "../UTC", "schedule.zone"),
    (("schedule", "zone"), "Europe/Berlin\0", "schedule.zone"),
    (("schedule", "zone"), "europe/berlin", "schedule.zone"),
    (("schedule", "zone"), 1, "schedule.zone: must be a text"),
    (("schedule", "zone"), None, "schedule.zone: is missing"),
    (("schedule",), None, "schedule: is missing"),
    (("schedule",), [], "schedule: must be an object"),
    (("schedule", "holidays"), [], "schedule.holidays: is not a field of a question file"),
    (("schedule", "hours"), {}, "schedule.hours: must be a list"),
    (("schedule", "hours", 0), "09:00", "schedule.hours[0]: must be an object"),
    (("schedule", "hours", 0, "days"), None, "schedule.hours[0].days: is missing"),
    (("schedule", "hours", 0, "days"), "mon", "schedule.hours[0].days: must be a list"),
    (("schedule", "hours", 0, "days"), ["monday"], "schedule.hours[0].days: must be a list of mon, tue"),
    (("schedule", "hours", 0, "days"), [0], "schedule.hours[0].days"),
    (("schedule", "hours", 0, "days"), [["mon"]], "schedule.hours[0].days"),
    (
        ("schedule", "hours", 0, "start"),
        "24:00",
        "schedule.hours[0].start: must be a wall clock time as 09:30",
    ),
    (("schedule", "hours", 0, "start"), "9:00", "schedule.hours[0].start"),
    (("schedule", "hours", 0, "start"), "09:00:00", "schedule.hours[0].start"),
    (("schedule", "hours", 0, "start"), "٠٩:٠٠", "schedule.hours[0].start"),
    (("schedule", "hours", 0, "start"), 900, "schedule.hours[0].start: must be a text"),
    (("schedule", "hours", 0, "end"), "25:00", "schedule.hours[0].end"),
    (("schedule", "hours", 0, "end"), None, "schedule.hours[0].end: is missing"),
    (
        ("schedule", "overrides", 0, "date"),
        "2026-02-30",
        "schedule.overrides[0].date: must be a date as 2026-01-12",
    ),
    (("schedule", "overrides", 0, "date"), "20260116", "schedule.overrides[0].date"),
    (("schedule", "overrides", 0, "hours"), None, "schedule.overrides[0].hours: is missing"),
    (
        ("schedule", "overrides", 0, "hours"),
        [{"start": "09:00"}],
        "schedule.overrides[0].hours[0].end: is missing",
    ),
    (
        ("schedule", "overrides"),
        [{"date": "2026-01-16", "hours": []}, {"date": "2026-01-16", "hours": []}],
        "schedule.overrides[1].date: stands twice",
    ),
    (("service",), None, "service: is missing"),
    (("service", "duration"), None, "service.duration: is missing"),
    (("service", "duration"), 0, "service.duration: must be a whole number from 1 to 44640"),
    (("service", "duration"), -60, "service.duration"),
    (("service", "duration"), 60.0, "service.duration"),
    (("service", "duration"), "60", "service.duration"),
    (("service", "duration"), True, "service.duration"),
    (("service", "duration"), 10**30, "service.duration"),
    (("service", "step"), 0, "service.step: must be a whole number from 1"),
    (("service", "buffer_before"), -1, "service.buffer_before: must be a whole number from 0"),
    (("service", "buffer_after"), 44641, "service.buffer_after"),
    (("service", "capacity"), 0, "service.capacity"),
    (("service", "price"), 10, "service.price: is not a field"),
    (("limits",), [], "limits: must be an object"),
    (("limits", "min_notice"), -1, "limits.min_notice"),
    (("limits", "horizon_days"), 1.5, "limits.horizon_days"),
    (("limits", "until_date"), "tomorrow", "limits.until_date"),
    (("now",), None, "now: is missing"),
    (("now",), "2026-01-10", "now: must be a moment as 2026-01-12T09:00:00Z"),
    (("now",), "2026-01-10T00:00:00", "now"),
    (("now",), "2026-01-10 00:00:00Z", "now"),
    (("now",), "2026-01-10T25:00:00Z", "now"),
    (("now",), "0001-01-01T00:00:00+05:00", "now: must lie in the years 1 to 9999"),
    (("now",), "9999-12-31T23:30:00-05:00", "now: must lie in the years 1 to 9999"),
    (("busy",), {}, "busy: must be a list"),
    (("busy", 0, "source"), "guess", "busy[0].source: must be one of booking, external, hold, absence"),
    (("busy", 0, "source"), None, "busy[0].source: is missing"),
    (("busy", 0, "state"), "declined", "busy[0].state: must be one of confirmed, pending, cancelled"),
    (("busy", 0, "start"), None, "busy[0].start: is missing"),
    (("busy", 0, "start"), 1768208400, "busy[0].start: must be a text"),
    (("busy", 0, "end"), "2026-01-12T09:00:00Z", "busy[0].end: must lie after the start"),
    (("busy", 0, "end"), "2026-01-12T08:00:00Z", "busy[0].end: must lie after the start"),
    (("busy", 0, "buffer_before"), -1, "busy[0].buffer_before"),
    (("busy", 0, "same_service"), 1, "busy[0].same_service: must be true or false"),
    (("busy", 0, "seats"), 0, "busy[0].seats"),
    (("busy", 0, "id"), 1.5, "busy[0].id: must be a text or a whole number"),
    (("busy", 0, "id"), False, "busy[0].id"),
    (("busy", 0, "colour"), "red", "busy[0].colour: is not a field"),
    (("busy", 0, "all_day_from"), "2026-01-12", "busy[0].all_day_from: only outside events and absences"),
    (("busy", 1, "all_day_from"), None, "busy[1].start: is missing"),
    (("busy", 1, "all_day_to"), None, "busy[1].all_day_to: is missing"),
    (("busy", 1, "all_day_to"), "2026-01-19", "busy[1].all_day_to: must lie after all_day_from"),
    (("busy", 1, "start"), "2026-01-19T09:00:00Z", "busy[1].start: does not go together with all_day_from"),
    (("busy", 1, "zone"), "Mars/Olympus", "busy[1].zone"),
    (("busy", 1, "shows_as"), "maybe", "busy[1].shows_as: must be one of busy, tentative"),
    (("busy", 2, "hold_expires"), None, "busy[2].hold_expires: is missing"),
    (("reschedule_of",), [], "reschedule_of: must be a text or a whole number"),
    (("query",), None, "query: is missing"),
    (("query", "from"), None, "query.from: is missing"),
    (("query", "to"), "2026-01-11", "query.to: must not lie before from"),
    (("query", "to"), "2036-06-01", "query.to: must lie less than 3660 days after from"),
    (("query", "to"), "9999-12-31", "query.to"),
    (("query", "zone"), "Moon", "query.zone"),
    (("any_of",), False, "any_of: must be true, or else all_of"),
    (("all_of",), "yes", "all_of: must be true or false"),
    (("resources",), [], "schedule: does not go together with resources"),
    (("answer",), 42, "answer: is not a field of a question file"),
    (("line\nbreak",), 42, "'line\\nbreak': is not a field of a question file"),
]


@pytest.mark.parametrize(
    ("path", "value", "message"), CASES, ids=[f"{case[2][:40]} {number}" for number, case in enumerate(CASES)]
)
def test_a_field_that_does_not_fit_is_named(
    slots_command: Command, path: tuple[Any, ...], value: Any, message: str
):
    said = slots_command(changed(question(), *path, value=value))

    assert (said.status, said.out) == (2, "")
    assert said.error.startswith(message)
    assert said.error.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is not JSON"),
        (b"{", "is not JSON"),
        (b"\xff\xfe", "must be UTF-8"),
        (b'{"now": NaN}', "NaN is no number"),
        (b'{"now": 1, "now": 2}', "'now' stands twice in one object"),
        (b"[" * 200_000, "is nested too deeply"),
        (b"9" * 5000, "is not JSON"),
    ],
)
def test_a_file_that_is_no_json_is_refused_by_its_name(slots_command: Command, content: bytes, message: str):
    said = slots_command(content)

    assert (said.status, said.out) == (2, "")
    assert "question.json: " in said.error
    assert message in said.error
    assert said.error.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "message"), [(1, "question: must be an object"), (None, "question"), ("now", "question")]
)
def test_something_else_than_a_question_is_refused(slots_command: Command, content: Any, message: str):
    said = slots_command(content)

    assert said.status == 2
    assert said.error.startswith(message)


def test_one_bad_question_refuses_the_list_and_is_numbered(slots_command: Command):
    said = slots_command([question(), changed(question(), "service", "duration", value=0)])

    assert (said.status, said.out) == (2, "")
    assert said.error.startswith("[1].service.duration: ")
    assert slots_command([question(), 7]).error == "[1]: must be an object\n"


def test_a_resource_of_a_pool_is_named(slots_command: Command):
    pool = short(
        resources=[{"schedule": short()["schedule"], "busy": [BOOKING]}, {"busy": [HOLD, WHOLE_DAY]}]
    )
    del pool["schedule"], pool["busy"]

    assert slots_command(pool).error == "resources[1].schedule: is missing\n"
    assert slots_command(pool | {"resources": []}).error == "resources: must not be empty\n"
    assert slots_command(pool | {"busy": []}).error == "busy: does not go together with resources\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "arguments: the following arguments are required: FILE.json"),
        (["missing.json"], "missing.json: cannot be read"),
        (["-", "--explain", "tomorrow"], "--explain: must be a moment as 2026-01-12T09:00:00Z"),
        (["-", "--repeat", "0"], "--repeat: must be a whole number from 1"),
        (["-", "--repeat", "often"], "arguments: argument --repeat"),
        (
            ["-", "--repeat", "1", "--explain", "2026-01-12T09:00:00Z"],
            "arguments: argument --explain: not allowed",
        ),
    ],
)
def test_arguments_that_do_not_fit_are_refused(slots_command: Command, arguments: list[str], message: str):
    said = slots_command.run(*arguments, stdin=json.dumps(question()).encode())

    assert (said.status, said.out) == (2, "")
    assert said.error.startswith(message)
    assert said.error.count("\n") == 1
