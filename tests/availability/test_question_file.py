"""``terminbuch slots FILE.json``: the answers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .question_files import BOOKING, HOLD, SCHEDULE, Command, changed, question, short

NINE_TEN_ELEVEN = ["08:00", "09:00", "10:00"]


def booking(**given: Any) -> dict[str, Any]:
    return {"source": "booking", "start": "2026-01-12T09:00:00Z", "end": "2026-01-12T10:00:00Z"} | given


def hold(**given: Any) -> dict[str, Any]:
    return booking(source="hold", hold_expires="2026-01-10T00:05:00Z") | given


def external(**given: Any) -> dict[str, Any]:
    return booking(source="external") | given


def test_a_question_is_answered_with_the_starts_in_utc(slots_command: Command):
    said = slots_command(question())

    assert said.status == 0
    assert json.loads(said.out) == [
        "2026-01-12T10:30:00Z",
        "2026-01-12T13:00:00Z",
        "2026-01-12T13:30:00Z",
        "2026-01-12T14:00:00Z",
        "2026-01-12T14:30:00Z",
        "2026-01-12T15:00:00Z",
    ]


def test_only_what_must_be_given_has_to_be(slots_command: Command):
    least = short()
    del least["busy"]

    assert slots_command.starts(least) == NINE_TEN_ELEVEN


def test_null_means_what_a_missing_field_means(slots_command: Command):
    nothing = {"step": None, "buffer_before": None, "buffer_after": None, "capacity": None}
    limits = {"min_notice": None, "horizon_days": None, "until_date": None}
    content = short(service={"duration": 60, **nothing}, limits=limits, busy=None, reschedule_of=None)

    assert slots_command.starts(content) == NINE_TEN_ELEVEN


@pytest.mark.parametrize(
    ("entry", "blocks"),
    [
        (booking(), True),
        (booking(state="confirmed"), True),
        (booking(state="pending"), True),
        (booking(state="cancelled"), False),
        (hold(), True),
        (hold(hold_expires="2026-01-10T00:00:01Z"), True),
        (hold(hold_expires="2026-01-10T00:00:00Z"), False),  # run out at its deadline
        (hold(hold_expires="2026-01-09T23:59:59Z"), False),
        (external(), True),
        (external(shows_as="busy"), True),
        (external(shows_as="tentative"), True),
        (external(shows_as="out-of-office"), True),
        (external(shows_as="free"), False),
        (external(shows_as="declined"), False),
        (external(shows_as="cancelled"), False),
        (external(source="absence"), True),
    ],
)
def test_what_blocks_and_what_does_not(slots_command: Command, entry: dict[str, Any], blocks: bool):
    assert slots_command.starts(short(entry)) == (["08:00", "10:00"] if blocks else NINE_TEN_ELEVEN)


def test_the_booking_that_is_being_moved_does_not_block(slots_command: Command):
    mine, other = (
        booking(id="b1", buffer_after=60),
        booking(id="b2", start="2026-01-12T08:00:00Z", end="2026-01-12T09:00:00Z"),
    )

    assert slots_command.starts(short(mine, other, reschedule_of="b1")) == ["09:00", "10:00"]
    assert slots_command.starts(short(mine, other, reschedule_of="b2")) == ["08:00"]


def test_only_a_booking_can_be_the_one_that_is_moved(slots_command: Command):
    assert slots_command.starts(short(external(id="b1"), reschedule_of="b1")) == ["08:00", "10:00"]
    assert slots_command.starts(short(booking(), reschedule_of=None)) == ["08:00", "10:00"]


def test_a_bookings_buffers_are_given_apart_from_its_span(slots_command: Command):
    assert slots_command.starts(short(booking(buffer_before=1))) == ["10:00"]
    assert slots_command.starts(short(booking(buffer_after=1))) == ["08:00"]


def test_outside_events_and_holds_have_no_buffers_of_their_own(slots_command: Command):
    for entry in (
        external(buffer_after=30),
        external(source="absence", buffer_before=30),
        hold(buffer_after=30),
    ):
        assert slots_command.starts(short(entry)) == ["08:00", "10:00"]


def test_an_event_of_whole_days_lasts_from_midnight_to_midnight_in_its_own_zone(slots_command: Command):
    event = {"source": "external", "all_day_from": "2026-01-12", "all_day_to": "2026-01-13"}

    assert slots_command.starts(short(event)) == []
    assert slots_command.starts(short(event | {"zone": "America/New_York"})) == []
    # In Honolulu the 12th begins at ten in the morning, UTC.
    assert slots_command.starts(short(event | {"zone": "Pacific/Honolulu"})) == ["08:00", "09:00"]
    assert (
        slots_command.starts(short(event | {"all_day_from": "2026-01-11", "all_day_to": "2026-01-12"}))
        == NINE_TEN_ELEVEN
    )


def test_seats_of_the_same_service_share_a_sitting(slots_command: Command):
    service = {"duration": 60, "capacity": 3}
    two_seats = booking(same_service=True, seats=2)

    assert slots_command.starts(short(two_seats, service=service)) == NINE_TEN_ELEVEN
    assert slots_command.starts(short(two_seats, hold(same_service=True), service=service)) == [
        "08:00",
        "10:00",
    ]
    assert slots_command.starts(short(booking(seats=2), service=service)) == ["08:00", "10:00"]


def test_a_hold_of_the_same_service_starts_after_its_buffer(slots_command: Command):
    service = {"duration": 60, "buffer_before": 15, "capacity": 2}
    held = hold(same_service=True, start="2026-01-12T08:45:00Z")

    assert slots_command.starts(short(held, service=service)) == ["09:00"]


def test_the_visitors_zone_decides_which_dates_are_asked(slots_command: Command):
    night = {"zone": "Europe/Berlin", "hours": [{"days": ["mon"], "start": "00:00", "end": "24:00"}]}
    content = short(schedule=night, service={"duration": 360})
    new_york = {"from": "2026-01-12", "to": "2026-01-12", "zone": "America/New_York"}

    assert slots_command.starts(content) == ["23:00", "05:00", "11:00", "17:00"]
    assert slots_command.starts(content | {"query": new_york}) == ["05:00", "11:00", "17:00"]


@pytest.mark.parametrize(
    ("how", "starts"),
    [
        ({}, ["08:00", "09:00", "10:00"]),
        ({"any_of": True}, ["08:00", "09:00", "10:00"]),
        ({"all_of": True}, ["09:00"]),
    ],
)
def test_a_pool_is_asked_for_any_or_for_all(slots_command: Command, how: dict[str, bool], starts: list[str]):
    schedule = short()["schedule"]
    early = booking(start="2026-01-12T08:00:00Z", end="2026-01-12T09:00:00Z")
    late = booking(start="2026-01-12T10:00:00Z", end="2026-01-12T11:00:00Z")
    pool = short(
        resources=[{"schedule": schedule, "busy": [early]}, {"schedule": schedule, "busy": [late]}], **how
    )
    del pool["schedule"], pool["busy"]

    assert slots_command.starts(pool) == starts


def test_each_resource_of_a_pool_keeps_its_own_zone_and_horizon(slots_command: Command):
    """On the 12th at 23:30 UTC the date is the 13th in Berlin and the 12th in Lisbon."""
    hours = [{"days": ["mon", "tue", "wed", "thu"], "start": "12:00", "end": "13:00"}]
    pool = short(
        resources=[
            {"schedule": {"zone": zone, "hours": hours}} for zone in ("Europe/Berlin", "Europe/Lisbon")
        ],
        limits={"horizon_days": 1},
        now="2026-01-12T23:30:00Z",
        query={"from": "2026-01-13", "to": "2026-01-15"},
    )
    del pool["schedule"], pool["busy"]

    said = slots_command(pool)

    assert json.loads(said.out) == ["2026-01-13T11:00:00Z", "2026-01-13T12:00:00Z", "2026-01-14T11:00:00Z"]


def test_in_a_pool_a_running_sitting_is_joined_where_it_runs(slots_command: Command):
    schedule = short()["schedule"]
    full = booking(same_service=True, seats=2)
    pool = short(
        resources=[{"schedule": schedule, "busy": [full]}, {"schedule": schedule}],
        service={"duration": 60, "capacity": 2},
    )
    del pool["schedule"], pool["busy"]

    assert slots_command.starts(pool) == ["08:00", "10:00"]
    assert slots_command.starts(changed(pool, "service", "capacity", value=3)) == NINE_TEN_ELEVEN
    assert slots_command.starts(changed(pool, "service", "capacity", value=1)) == NINE_TEN_ELEVEN


def test_a_list_of_questions_gives_a_list_of_answers_in_order(slots_command: Command):
    said = slots_command([short(booking()), short(), short(query={"from": "2026-01-13", "to": "2026-01-13"})])

    assert json.loads(said.out) == [
        ["2026-01-12T08:00:00Z", "2026-01-12T10:00:00Z"],
        ["2026-01-12T08:00:00Z", "2026-01-12T09:00:00Z", "2026-01-12T10:00:00Z"],
        [],
    ]
    assert json.loads(slots_command([]).out) == []


def test_a_dash_reads_standard_input(slots_command: Command):
    said = slots_command.run("-", stdin=json.dumps(short(booking())).encode())

    assert json.loads(said.out) == ["2026-01-12T08:00:00Z", "2026-01-12T10:00:00Z"]


@pytest.mark.parametrize(
    ("start", "sentence"),
    [
        (
            "2026-01-12T09:00:00+01:00",
            "W4: no room for the buffers beside a booking from 2026-01-12T09:00:00Z to 2026-01-12T10:00:00Z.",
        ),
        ("2026-01-12T09:00:00Z", "W5: taken by a booking from 2026-01-12T09:00:00Z to 2026-01-12T10:00:00Z."),
        ("2026-01-10T01:59:59Z", "W7: too soon: the notice allows starts from 2026-01-10T02:00:00Z on."),
        ("2026-03-12T09:00:00Z", "W8: too far ahead: the last date that can be booked is 2026-03-11."),
        ("2026-01-16T09:00:00Z", "W3: not open throughout: closed at 2026-01-16T09:00:00Z."),
        (
            "2026-01-12T13:10:00Z",
            "W2: not on the grid, which runs in steps of 30 minutes from the start of the posted hours.",
        ),
        ("2026-01-12T13:30:00Z", "2026-01-12T13:30:00Z is on offer."),
    ],
)
def test_a_start_is_explained_in_a_sentence(slots_command: Command, start: str, sentence: str):
    said = slots_command(question(), "--explain", start)

    assert (said.status, said.out) == (0, f"{sentence}\n")


def test_a_list_of_questions_is_explained_line_by_line(slots_command: Command):
    said = slots_command([short(booking()), short()], "--explain", "2026-01-12T09:00:00Z")

    assert said.out.splitlines() == [
        "W5: taken by a booking from 2026-01-12T09:00:00Z to 2026-01-12T10:00:00Z.",
        "2026-01-12T09:00:00Z is on offer.",
    ]


def test_repeating_counts_the_slots_and_measures_one_call(slots_command: Command):
    measured = json.loads(slots_command(question(), "--repeat", "3").out)

    assert measured.keys() == {"slots", "seconds_per_call"}
    assert measured["slots"] == 6
    assert 0 < measured["seconds_per_call"] < 1


def test_a_list_is_measured_question_by_question(slots_command: Command):
    measured = json.loads(slots_command([short(), short(booking())], "--repeat", "1").out)

    assert [one["slots"] for one in measured] == [3, 2]


def test_resources_with_the_same_hours_share_them(slots_command: Command):
    resources = [{"schedule": SCHEDULE, "busy": [BOOKING]}, {"schedule": SCHEDULE, "busy": [HOLD]}]
    pool = question(resources=resources)
    del pool["schedule"], pool["busy"]

    assert len(json.loads(slots_command(pool).out)) == 30


def test_the_command_needs_no_django():
    program = "import sys; import terminbuch.availability.question_file; sys.exit('django' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", program], check=False)

    assert done.returncode == 0


def test_the_example_of_the_documentation_is_the_question_asked_here():
    page = Path(__file__).parents[2] / "docs" / "availability.md"

    example = page.read_text().split("```json\n")[1].split("```")[0]

    assert json.loads(example) == question()
