"""What is read of a calendar at Microsoft: complete, or nothing (DB-13, DB-14, DB-15, DB-17, DB-18, I9)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from terminbuch.calendars import outbound
from terminbuch.calendars.troubles import (
    Broken,
    NotAllowed,
    NotThere,
    SignedOut,
    TokenLost,
    TooMany,
    Trouble,
    Unreachable,
    Unreadable,
)
from terminbuch.ical.seen import Found, SeenEvent, SeenSpan
from tests.builders import MONDAY_9, MONDAY_10, SUNDAY_18, TUESDAY_9, TUESDAY_10, berlin
from tests.calendars.fakes.graph import Graph

from .asking import BEN, FIRST, LAST, kind, look, read

HOUR = timedelta(hours=1)


def test_the_calendars_of_an_account_are_listed_with_what_may_be_done(graph: Graph) -> None:
    graph.page_size = 1
    graph.add_calendar("team", "Team", canEdit=False, owner={"address": "team@salon.example"})

    found = outbound.wait(kind(graph).calendars(), seconds=5)

    assert found == [
        Found("ben", "Kalender", True, True, facts={"owner": "ben@salon.example"}),
        Found("team", "Team", False, False, facts={"owner": "team@salon.example"}),
    ]


def test_a_first_reading_is_everything_over_all_pages(graph: Graph) -> None:
    graph.page_size = 2
    events = [graph.add(BEN, MONDAY_9 + HOUR * hour, MONDAY_10 + HOUR * hour) for hour in range(5)]

    reading = read(kind(graph))

    assert (reading.is_full, reading.asked_at, reading.skipped) == (True, SUNDAY_18, ())
    assert [event.remote_id for event in reading.events] == events
    assert reading.events[0] == SeenEvent(
        events[0], 'W/"1"', "uid-0", "", MONDAY_9, MONDAY_10, (SeenSpan(MONDAY_9, MONDAY_10),)
    )


def test_later_readings_are_what_changed(graph: Graph) -> None:
    asked = kind(graph)
    moved, deleted, _same = [graph.add(BEN, MONDAY_9, MONDAY_10) for _ in range(3)]
    token = read(asked).token
    graph.move(BEN, moved, TUESDAY_9, TUESDAY_10)
    graph.delete(BEN, deleted)

    reading = read(asked, token=token)

    assert [(event.remote_id, event.starts_at) for event in reading.events] == [(moved, TUESDAY_9)]
    assert (reading.is_full, reading.gone, reading.unchanged) == (False, frozenset({deleted}), False)
    assert read(asked, token=reading.token).unchanged


def test_every_date_of_a_series_blocks(graph: Graph) -> None:
    graph.add_series(BEN, [MONDAY_9, TUESDAY_9])
    graph.add_series(BEN, [MONDAY_9, TUESDAY_9], showAs="free")

    spans = [event.spans for event in read(kind(graph)).events]

    assert spans == [(SeenSpan(MONDAY_9, MONDAY_10),), (SeenSpan(TUESDAY_9, TUESDAY_10),), (), ()]
    assert [event.spans for event in look(kind(graph))] == spans


def test_a_date_whose_series_did_not_come_is_judged_by_it_all_the_same(graph: Graph) -> None:
    asked = kind(graph)
    series = graph.add_series(BEN, [MONDAY_9], showAs="oof")
    token = read(asked).token
    graph.move(BEN, f"{series}-0", TUESDAY_9, TUESDAY_10)

    [event] = read(asked, token=token).events

    assert event.spans == (SeenSpan(TUESDAY_9, TUESDAY_10, "out_of_office"),)


def test_when_a_series_changed_all_of_its_dates_are_read_again(graph: Graph) -> None:
    asked = kind(graph)
    series = graph.add_series(BEN, [MONDAY_9, TUESDAY_9])
    token = read(asked).token
    graph.change(BEN, series, showAs="free")

    with pytest.raises(TokenLost):
        read(asked, token=token)


def test_a_date_that_nobody_can_judge_is_told(graph: Graph) -> None:
    asked = kind(graph)
    series = graph.add_series(BEN, [MONDAY_9])
    token = read(asked).token
    graph.move(BEN, f"{series}-0", TUESDAY_9, TUESDAY_10)
    graph.delete(BEN, series)

    reading = read(asked, token=token)

    assert (reading.events, reading.skipped) == ((), (f"event {series}-0",))


@pytest.mark.parametrize(
    ("fields", "shows_as"),
    [
        ({}, "busy"),
        ({"showAs": "tentative"}, "tentative"),
        ({"showAs": "oof"}, "out_of_office"),
        ({"showAs": "unknown"}, "busy"),
        ({"responseStatus": {"response": "notResponded"}}, "busy"),
        ({"responseStatus": {"response": "declined"}}, None),
        ({"showAs": "free"}, None),
        ({"showAs": "workingElsewhere"}, None),
        ({"isCancelled": True}, None),
    ],
)
def test_what_an_event_blocks(graph: Graph, fields: dict[str, Any], shows_as: str | None) -> None:
    graph.add(BEN, MONDAY_9, MONDAY_10, **fields)

    spans = [span.shows_as for event in read(kind(graph)).events for span in event.spans]

    assert spans == ([shows_as] if shows_as else [])


def test_whole_days_are_those_of_the_owner(graph: Graph) -> None:
    midnight = {"dateTime": "2026-11-24T00:00:00.0000000", "timeZone": "UTC"}
    later = {"dateTime": "2026-11-26T00:00:00.0000000", "timeZone": "UTC"}
    graph.add(BEN, MONDAY_9, MONDAY_10, isAllDay=True, start=midnight, end=later)

    [event] = read(kind(graph)).events

    assert event.spans == (SeenSpan(berlin(24, 0), berlin(26, 0)),)


def test_what_reaches_beyond_the_window_is_clipped(graph: Graph) -> None:
    graph.add(BEN, FIRST - HOUR, LAST + HOUR)

    [event] = read(kind(graph)).events

    assert (event.starts_at, event.spans) == (FIRST - HOUR, (SeenSpan(FIRST, LAST),))


@pytest.mark.parametrize("fault", ["410", "400"])
def test_a_lost_token_is_told(graph: Graph, fault: str) -> None:
    asked = kind(graph)
    token = read(asked).token
    graph.fault(fault, on="/delta")

    with pytest.raises(TokenLost):
        read(asked, token=token)


def test_a_token_that_leads_elsewhere_is_not_followed(graph: Graph) -> None:
    with pytest.raises(Unreadable, match="somebody else"):
        read(kind(graph), token="https://evil.example/v1.0/me")


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        ("401", SignedOut),
        ("403_right", NotAllowed),
        ("429", TooMany),
        ("503", TooMany),
        ("404", NotThere),
        ("500", Broken),
        ("log_in_page", Unreadable),
        ("cut_off", Unreachable),
        ("lost_answer", Unreachable),
    ],
)
def test_a_fault_is_never_free(graph: Graph, fault: str, trouble: type[Trouble]) -> None:
    graph.add(BEN, MONDAY_9, MONDAY_10)
    graph.fault(fault, on="/calendarView", times=2)

    with pytest.raises(trouble):
        read(kind(graph))
    graph.faults.clear()
    graph.fault(fault, on="/calendarView", times=2)
    with pytest.raises(trouble):
        look(kind(graph))


def test_half_a_list_is_no_list(graph: Graph) -> None:
    graph.add(BEN, MONDAY_9, MONDAY_10)
    graph.has_half_lists = True

    with pytest.raises(Unreadable, match="half"):
        read(kind(graph))


def test_pages_that_go_in_a_circle_are_no_list(graph: Graph) -> None:
    for _ in range(2):
        graph.add(BEN, MONDAY_9, MONDAY_10)
    graph.page_size, graph.has_circles = 1, True

    with pytest.raises(Unreadable, match="circle"):
        read(kind(graph))


def test_who_drips_is_not_waited_for(graph: Graph) -> None:
    graph.fault("drip", on="/calendarView")

    with pytest.raises(Unreachable):
        outbound.wait(kind(graph).look(BEN, starts_at=FIRST, ends_at=LAST), seconds=0.2)
