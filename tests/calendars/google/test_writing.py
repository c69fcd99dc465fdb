"""An entry at Google: a repeat makes no second event, and nobody's change is overwritten unseen."""

from __future__ import annotations

import pytest

from terminbuch.calendars import outbound
from terminbuch.calendars.google.kind import Google as Kind
from terminbuch.calendars.troubles import ChangedThere, IdBurnt, NotAllowed, Unreachable, Unreadable
from terminbuch.ical.seen import Entry, Known, SeenSpan
from tests.builders import MONDAY_9, MONDAY_10, TUESDAY_9, TUESDAY_10
from tests.calendars.fakes.google import Google

from .asking import BEN, BOOKING, an_entry, kind, look, read

ID = "1s7gu3of1s7gu3of1s7gu3of1s"


def put(asked: Kind, entry: Entry, known: Known | None = None) -> Known:
    return outbound.wait(asked.put(BEN, entry, known), seconds=5)


def erase(asked: Kind, known: Known) -> None:
    outbound.wait(asked.erase(BEN, known), seconds=5)


def test_an_entry_stands_under_its_own_id_without_guests(google: Google) -> None:
    known = put(kind(google), an_entry())

    assert known == Known(ID, '"1"', 0)
    assert google.standing(BEN) == [
        {
            "id": ID, "etag": '"1"', "iCalUID": f"{ID}@google.com", "status": "confirmed",
            "transparency": "opaque", "summary": "Termin", "description": "", "location": "",
            "start": {"dateTime": "2026-11-23T08:00:00Z", "timeZone": "UTC"},
            "end": {"dateTime": "2026-11-23T09:00:00Z", "timeZone": "UTC"},
            "extendedProperties": {"private": {"terminbuch": BOOKING}},
        }
    ]  # fmt: skip
    assert google.asked[-1].query == {"sendUpdates": "none"}


def test_our_own_entry_is_recognised(google: Google) -> None:
    asked = kind(google)
    put(asked, an_entry())

    assert [(event.remote_id, event.marker) for event in look(asked)] == [(ID, BOOKING)]
    assert [(event.remote_id, event.marker) for event in read(asked).events] == [(ID, BOOKING)]


def test_an_answer_that_was_lost_makes_no_second_event(google: Google) -> None:
    asked = kind(google)
    google.fault("lost_answer", on="POST")
    with pytest.raises(Unreachable):
        put(asked, an_entry())

    known = put(asked, an_entry(at=TUESDAY_9))

    assert known.remote_id == ID
    assert [event["start"]["dateTime"] for event in google.standing(BEN)] == ["2026-11-24T08:00:00Z"]


def test_an_answer_without_a_word_is_no_proof_of_writing(google: Google) -> None:
    asked = kind(google)
    google.fault("empty", on="POST")
    with pytest.raises(Unreadable):
        put(asked, an_entry())

    known = put(asked, an_entry())

    assert [event["id"] for event in google.standing(BEN)] == [known.remote_id]


def test_an_answer_without_a_word_is_no_proof_of_erasing(google: Google) -> None:
    asked = kind(google)
    known = put(asked, an_entry())
    google.fault("empty", on="DELETE")
    with pytest.raises(Unreadable):
        erase(asked, known)

    erase(asked, known)

    assert google.standing(BEN) == []


def test_a_change_keeps_what_somebody_added(google: Google) -> None:
    asked = kind(google)
    known = put(asked, an_entry())
    google.change(BEN, ID, colorId="5", start={"date": "2026-11-23"}, end={"date": "2026-11-24"})

    put(asked, an_entry(at=TUESDAY_9), Known(known.remote_id))

    [event] = google.standing(BEN)
    assert (event["colorId"], "date" in event["start"]) == ("5", False)
    assert look(asked)[0].spans == (SeenSpan(TUESDAY_9, TUESDAY_10),)


def test_what_somebody_changed_is_not_overwritten(google: Google) -> None:
    asked = kind(google)
    known = put(asked, an_entry())
    google.move(BEN, ID, TUESDAY_9, TUESDAY_10)

    with pytest.raises(ChangedThere):
        put(asked, an_entry(), known)
    with pytest.raises(ChangedThere):
        erase(asked, known)


def test_a_deleted_id_is_burnt_and_the_next_one_is_not(google: Google) -> None:
    asked = kind(google)
    known = put(asked, an_entry())
    google.delete(BEN, ID)

    with pytest.raises(ChangedThere):
        put(asked, an_entry(), known)
    with pytest.raises(IdBurnt):
        put(asked, an_entry())

    assert put(asked, an_entry(generation=1)).generation == 1
    assert len(google.standing(BEN)) == 1


def test_an_id_that_somebody_else_has_is_not_ours(google: Google) -> None:
    google.add(BEN, MONDAY_9, MONDAY_10, id=ID)

    with pytest.raises(IdBurnt):
        put(kind(google), an_entry())


def test_erasing_twice_is_harmless(google: Google) -> None:
    asked = kind(google)
    known = put(asked, an_entry())

    erase(asked, known)
    erase(asked, known)
    erase(asked, Known(known.remote_id))

    assert google.standing(BEN) == []


def test_a_calendar_that_may_only_be_read_says_so(google: Google) -> None:
    google.calendars[BEN].entry["accessRole"] = "reader"

    with pytest.raises(NotAllowed):
        put(kind(google), an_entry())


def test_watching_begins_and_ends(google: Google) -> None:
    asked = kind(google)

    watch = outbound.wait(
        asked.watch(BEN, address="https://salon.example/push/", channel="channel-1", secret="word"),
        seconds=5,
    )
    assert watch is not None
    google.add(BEN, MONDAY_9, MONDAY_10)
    outbound.wait(asked.unwatch(BEN, watch.remote_id), seconds=5)
    outbound.wait(asked.unwatch(BEN, watch.remote_id), seconds=5)
    google.add(BEN, MONDAY_9, MONDAY_10)

    states = [notice.headers["X-Goog-Resource-State"] for notice in google.pushes.sent]
    assert (watch.remote_id, states) == (f"channel-1 of-{BEN}", ["sync", "exists"])


def test_an_event_that_makes_no_sense_is_neither_found_nor_gone(google: Google) -> None:
    name = google.add(BEN, MONDAY_9, MONDAY_10, start={"dateTime": "someday"})

    with pytest.raises(Unreadable):
        outbound.wait(kind(google).find(BEN, name), seconds=5)
