"""What is read of a calendar at Google: complete, or nothing (G001, G003, DB-17, DB-18, I9)."""

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
from tests.builders import MONDAY_9, MONDAY_10, SUNDAY_18, TUESDAY_9, berlin
from tests.calendars.fakes.google import Google

from .asking import BEN, FIRST, LAST, kind, look, read

HOUR = timedelta(hours=1)


def test_the_calendars_of_an_account_are_listed_with_what_may_be_done(google: Google) -> None:
    google.add_calendar("team@group.example", "Team", role="reader")

    found = outbound.wait(kind(google).calendars(), seconds=5)

    zone = "Europe/Berlin"
    assert found == [
        Found(BEN, "Ben", True, True, zone, {"access": "owner", "owner": BEN}),
        Found("team@group.example", "Team", False, False, zone, {"access": "reader"}),
    ]


def test_a_first_reading_is_everything_over_all_pages(google: Google) -> None:
    google.page_size = 2
    events = [google.add(BEN, MONDAY_9 + HOUR * hour, MONDAY_10 + HOUR * hour) for hour in range(5)]

    reading = read(kind(google))

    assert (reading.is_full, reading.asked_at, reading.token) == (True, SUNDAY_18, "sync-5")
    assert [event.remote_id for event in reading.events] == events
    assert reading.events[0] == SeenEvent(
        events[0], '"1"', "foreign0@google.com", "", MONDAY_9, MONDAY_10, (SeenSpan(MONDAY_9, MONDAY_10),)
    )


def test_no_words_of_foreign_events_are_asked_for(google: Google) -> None:
    read(kind(google))

    fields = google.asked[-1].query["fields"]
    assert {word for word in ("summary", "description", "location", "email") if word in fields} == set()


def test_later_readings_are_what_changed(google: Google) -> None:
    asked = kind(google)
    moved, deleted, _same = [google.add(BEN, MONDAY_9, MONDAY_10) for _ in range(3)]
    token = read(asked).token
    google.move(BEN, moved, TUESDAY_9, TUESDAY_9 + HOUR)
    google.delete(BEN, deleted)

    reading = read(asked, token=token)

    assert [(event.remote_id, event.starts_at) for event in reading.events] == [(moved, TUESDAY_9)]
    assert (reading.is_full, reading.gone, reading.unchanged) == (False, frozenset({deleted}), False)
    assert read(asked, token=reading.token).unchanged


@pytest.mark.parametrize(
    ("fields", "shows_as"),
    [
        ({}, "busy"),
        ({"status": "tentative"}, "tentative"),
        ({"eventType": "outOfOffice"}, "out_of_office"),
        ({"eventType": "focusTime"}, "busy"),
        ({"attendees": [{"self": True, "responseStatus": "needsAction"}]}, "busy"),
        ({"attendees": [{"self": False, "responseStatus": "declined"}]}, "busy"),
        ({"attendees": [{"self": True, "responseStatus": "declined"}]}, None),
        ({"transparency": "transparent"}, None),
        ({"eventType": "workingLocation"}, None),
        ({"eventType": "birthday"}, None),
    ],
)
def test_what_an_event_blocks(google: Google, fields: dict[str, Any], shows_as: str | None) -> None:
    google.add(BEN, MONDAY_9, MONDAY_10, **fields)

    spans = [span.shows_as for event in read(kind(google)).events for span in event.spans]

    assert spans == ([shows_as] if shows_as else [])


def test_whole_days_are_those_of_the_owner(google: Google) -> None:
    google.add(BEN, MONDAY_9, MONDAY_10, start={"date": "2026-11-24"}, end={"date": "2026-11-26"})

    [event] = read(kind(google)).events

    assert event.spans == (SeenSpan(berlin(24, 0), berlin(26, 0)),)


def test_what_reaches_beyond_the_window_is_clipped(google: Google) -> None:
    google.add(BEN, FIRST - HOUR, LAST + HOUR)

    [event] = read(kind(google)).events

    assert (event.starts_at, event.spans) == (FIRST - HOUR, (SeenSpan(FIRST, LAST),))


def test_what_cannot_be_read_is_told_and_hides_nothing_else(google: Google) -> None:
    odd = google.add(BEN, MONDAY_9, MONDAY_10)
    google.add(BEN, MONDAY_9, MONDAY_10)
    asked = kind(google)
    google.calendars[BEN].events[odd]["start"] = {"dateTime": "2026-11-23T08:00:00+01:00", "timeZone": "X"}
    google.calendars[BEN].events[odd]["end"] = {"timeZone": "X", "date": "2026-13-40"}
    google._is_asked = lambda event, query: True  # type: ignore[method-assign]

    reading = read(asked)

    assert (len(reading.events), reading.skipped) == (1, (f"event {odd}",))
    with pytest.raises(Unreadable):
        look(asked)


def test_a_lost_token_is_told(google: Google) -> None:
    google.fault("410", on="/events")

    with pytest.raises(TokenLost):
        read(kind(google), token="sync-0")


def test_a_token_that_google_does_not_know_is_a_lost_one(google: Google) -> None:
    google.fault("400", on="/events")

    with pytest.raises(TokenLost):
        read(kind(google), token="sync-0")


def test_an_empty_page_is_not_the_end(google: Google) -> None:
    event = google.add(BEN, MONDAY_9, MONDAY_10)
    google.begins_empty = True

    assert [seen.remote_id for seen in read(kind(google)).events] == [event]


def test_pages_that_go_in_a_circle_are_no_list(google: Google) -> None:
    for _ in range(2):
        google.add(BEN, MONDAY_9, MONDAY_10)
    google.page_size, google.has_circles = 1, True

    with pytest.raises(Unreadable, match="circle"):
        read(kind(google))


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        ("401", SignedOut),
        ("403_rate", TooMany),
        ("429", TooMany),
        ("404", NotThere),
        ("500", Broken),
        ("log_in_page", Unreadable),
        ("cut_off", Unreachable),
        ("lost_answer", Unreachable),
    ],
)
def test_a_fault_is_never_free(google: Google, fault: str, trouble: type[Trouble]) -> None:
    google.add(BEN, MONDAY_9, MONDAY_10)
    google.fault(fault, on="/events", times=2)

    with pytest.raises(trouble):
        read(kind(google))
    google.faults.clear()
    google.fault(fault, on="/events", times=2)
    with pytest.raises(trouble):
        look(kind(google))


def test_half_a_list_of_pages_is_no_list(google: Google) -> None:
    google.add(BEN, MONDAY_9, MONDAY_10)
    google.add(BEN, MONDAY_9, MONDAY_10)
    google.page_size, google.has_half_lists = 1, True

    with pytest.raises(Broken):
        read(kind(google))


def test_who_drips_is_not_waited_for(google: Google) -> None:
    google.fault("drip", on="/events")

    with pytest.raises(Unreachable):
        outbound.wait(kind(google).look(BEN, starts_at=FIRST, ends_at=LAST), seconds=0.2)


def test_when_to_ask_again_is_understood(google: Google) -> None:
    google.fault("429", on="/events")

    with pytest.raises(TooMany) as told:
        read(kind(google))

    assert told.value.again_at is not None


def test_a_calendar_that_shows_no_more_is_asked_when_it_is_busy(google: Google) -> None:
    google.add(BEN, MONDAY_9, MONDAY_10)
    google.only_free_busy[BEN] = ""

    reading = read(kind(google))

    assert (reading.is_full, reading.token) == (True, "")
    assert [event.spans for event in reading.events] == [(SeenSpan(MONDAY_9, MONDAY_10),)]
    assert look(kind(google)) == list(reading.events)


@pytest.mark.parametrize(("reason", "trouble"), [("notFound", NotThere), ("forbidden", NotAllowed)])
def test_an_error_beside_no_busy_time_is_not_free(
    google: Google, reason: str, trouble: type[Trouble]
) -> None:
    google.only_free_busy[BEN] = reason

    with pytest.raises(trouble):
        look(kind(google))
