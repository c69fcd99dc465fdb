"""An entry at Microsoft: a repeat makes no second event, and nobody's change is overwritten unseen."""

from __future__ import annotations

import pytest

from terminbuch.calendars import outbound
from terminbuch.calendars.microsoft.events import PROPERTY
from terminbuch.calendars.microsoft.kind import Microsoft
from terminbuch.calendars.troubles import ChangedThere, IdBurnt, NotAllowed, Unreachable, Unreadable
from terminbuch.ical.seen import Entry, Known
from tests.builders import MONDAY_9, MONDAY_10, TUESDAY_9, TUESDAY_10
from tests.calendars.fakes.graph import Graph

from .asking import BEN, BOOKING, an_entry, kind, look, read


def put(asked: Microsoft, entry: Entry, known: Known | None = None) -> Known:
    return outbound.wait(asked.put(BEN, entry, known), seconds=5)


def erase(asked: Microsoft, known: Known) -> None:
    outbound.wait(asked.erase(BEN, known), seconds=5)


def test_an_entry_carries_our_own_property_and_no_guests(graph: Graph) -> None:
    known = put(kind(graph), an_entry())

    assert known == Known("made-0", 'W/"1"', 0)
    assert graph.standing(BEN) == [
        {
            "id": "made-0", "@odata.etag": 'W/"1"', "iCalUId": "uid-of-0", "type": "singleInstance",
            "isCancelled": False, "isAllDay": False, "showAs": "busy", "subject": "Termin",
            "body": {"contentType": "text", "content": ""}, "location": {"displayName": ""},
            "start": {"dateTime": "2026-11-23T08:00:00", "timeZone": "UTC"},
            "end": {"dateTime": "2026-11-23T09:00:00", "timeZone": "UTC"},
            "singleValueExtendedProperties": [{"id": PROPERTY, "value": BOOKING}],
            "transactionId": f"terminbuch:{BOOKING}:0",
        }
    ]  # fmt: skip


def test_our_own_entry_is_recognised(graph: Graph) -> None:
    asked = kind(graph)
    put(asked, an_entry())

    assert [(event.remote_id, event.marker) for event in look(asked)] == [("made-0", BOOKING)]
    assert [(event.remote_id, event.marker) for event in read(asked).events] == [("made-0", BOOKING)]


def test_an_answer_that_was_lost_makes_no_second_event(graph: Graph) -> None:
    asked = kind(graph)
    graph.fault("lost_answer", on="POST")
    with pytest.raises(Unreachable):
        put(asked, an_entry())

    known = put(asked, an_entry(at=TUESDAY_9))

    assert known.remote_id == "made-0"
    assert [event["start"]["dateTime"] for event in graph.standing(BEN)] == ["2026-11-24T08:00:00"]


def test_an_answer_without_a_word_is_no_proof_of_writing(graph: Graph) -> None:
    asked = kind(graph)
    graph.fault("empty", on="POST")
    with pytest.raises(Unreadable):
        put(asked, an_entry())

    known = put(asked, an_entry())

    assert [event["id"] for event in graph.standing(BEN)] == [known.remote_id]


def test_an_answer_without_a_word_is_no_proof_of_erasing(graph: Graph) -> None:
    asked = kind(graph)
    known = put(asked, an_entry())
    graph.fault("empty", on="DELETE")
    with pytest.raises(Unreadable):
        erase(asked, known)

    erase(asked, known)

    assert graph.standing(BEN) == []


def test_what_somebody_changed_is_not_overwritten(graph: Graph) -> None:
    asked = kind(graph)
    known = put(asked, an_entry())
    graph.move(BEN, known.remote_id, TUESDAY_9, TUESDAY_10)

    with pytest.raises(ChangedThere):
        put(asked, an_entry(), known)
    with pytest.raises(ChangedThere):
        erase(asked, known)


def test_a_conflict_without_a_change_is_tried_once_more(graph: Graph) -> None:
    asked = kind(graph)
    known = put(asked, an_entry())
    graph.spurious_conflicts = 1

    known = put(asked, an_entry(at=TUESDAY_9), known)
    graph.spurious_conflicts = 1
    erase(asked, known)

    assert graph.standing(BEN) == []


def test_what_is_gone_is_told_when_it_should_change(graph: Graph) -> None:
    asked = kind(graph)
    known = put(asked, an_entry())
    graph.delete(BEN, known.remote_id)

    with pytest.raises(ChangedThere):
        put(asked, an_entry(), known)

    assert put(asked, an_entry(generation=1)).generation == 1
    assert len(graph.standing(BEN)) == 1


def test_a_request_that_was_used_is_burnt(graph: Graph) -> None:
    graph.fault("409", on="POST")

    with pytest.raises(IdBurnt):
        put(kind(graph), an_entry())


def test_erasing_twice_is_harmless(graph: Graph) -> None:
    asked = kind(graph)
    known = put(asked, an_entry())

    erase(asked, known)
    erase(asked, known)

    assert graph.standing(BEN) == []


def test_a_calendar_that_may_only_be_read_says_so(graph: Graph) -> None:
    graph.calendars[BEN].entry["canEdit"] = False

    with pytest.raises(NotAllowed):
        put(kind(graph), an_entry())


def test_watching_begins_and_ends(graph: Graph) -> None:
    asked = kind(graph)

    watch = outbound.wait(
        asked.watch(BEN, address="https://salon.example/push/", channel="channel-1", secret="word"),
        seconds=5,
    )
    assert watch is not None
    graph.add(BEN, MONDAY_9, MONDAY_10)
    outbound.wait(asked.unwatch(BEN, watch.remote_id), seconds=5)
    outbound.wait(asked.unwatch(BEN, watch.remote_id), seconds=5)
    graph.add(BEN, MONDAY_9, MONDAY_10)

    assert (watch.remote_id, len(graph.pushes.sent)) == ("subscription-0", 1)


def test_an_event_that_makes_no_sense_is_neither_found_nor_gone(graph: Graph) -> None:
    name = graph.add(BEN, MONDAY_9, MONDAY_10, start={"dateTime": "someday"})

    with pytest.raises(Unreadable):
        outbound.wait(kind(graph).find(BEN, name), seconds=5)
