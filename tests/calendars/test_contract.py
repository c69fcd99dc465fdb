"""What every kind of calendar does, whoever serves it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from terminbuch.calendars.troubles import ChangedThere, NotThere, TokenLost
from tests.calendars.contract import (
    FROM,
    MARKER,
    NOW,
    STAGES,
    UNTIL,
    Stage,
    blocked,
    done,
    entry,
    hour,
    look,
    read,
)


@pytest.fixture(params=STAGES)
def stage(request: pytest.FixtureRequest) -> Stage:
    given: Stage = request.getfixturevalue(request.param)
    return given


def test_the_calendars_of_the_account_are_listed(stage: Stage) -> None:
    found = done(stage.kind.calendars())

    ours = [one for one in found if one.remote_id == stage.calendar]
    assert [(bool(one.name), one.may_write is False) for one in ours] == [(True, False)]


def test_everything_is_read_and_then_only_what_changed(stage: Stage) -> None:
    moved, removed = stage.add(*hour(9, 9)), stage.add(*hour(10, 9))
    stage.add(*hour(11, 9), free=True)

    whole = read(stage)
    same = read(stage, whole.token)

    assert (whole.is_full, whole.asked_at, whole.starts_at, whole.ends_at) == (True, NOW, FROM, UNTIL)
    assert (len(whole.events), blocked(whole.events)) == (3, [hour(9, 9), hour(10, 9)])
    assert (same.is_full, same.events, same.gone) == (False, (), frozenset())

    stage.move(moved, *hour(9, 15))
    stage.remove(removed)
    fresh = stage.add(*hour(12, 9))
    changes = read(stage, same.token or whole.token)

    assert (changes.is_full, set(changes.gone)) == (False, {removed})
    assert {event.remote_id for event in changes.events} == {moved, fresh}
    assert blocked(changes.events) == [hour(9, 15), hour(12, 9)]


def test_a_token_that_is_not_known_there_is_lost(stage: Stage) -> None:
    stage.add(*hour(9, 9))
    read(stage)

    with pytest.raises(TokenLost):
        read(stage, stage.lost_token)


def test_what_touches_a_span_is_seen_at_once_and_what_only_meets_it_is_not(stage: Stage) -> None:
    before, within = stage.add(*hour(9, 8)), stage.add(*hour(9, 9))
    stage.add(*hour(9, 10))
    start, end = hour(9, 9)

    seen = look(stage, start, end)
    longer = look(stage, start - timedelta(minutes=1), end)

    assert ([event.remote_id for event in seen], blocked(seen)) == ([within], [(start, end)])
    assert {event.remote_id for event in longer} == {before, within}


def test_an_entry_stands_there_once_however_often_it_is_written(stage: Stage) -> None:
    start, end = hour(9, 9)
    wanted = entry(start, end)

    done(stage.kind.put(stage.calendar, wanted, None))
    known = done(stage.kind.put(stage.calendar, wanted, None))

    whole = read(stage)
    ours = [(event.remote_id, event.etag, event.marker) for event in whole.events]
    assert ours == [(known.remote_id, known.etag, MARKER)]
    assert [(event.marker, event.starts_at, event.ends_at) for event in look(stage, start, end)] == [
        (MARKER, start, end)
    ]


def test_an_event_is_found_by_its_name_whenever_it_is(stage: Stage) -> None:
    known = done(stage.kind.put(stage.calendar, entry(*hour(9, 9)), None))
    stage.move(known.remote_id, *hour(29, 9))
    removed = stage.add(*hour(9, 12))
    stage.remove(removed)

    found = done(stage.kind.find(stage.calendar, known.remote_id))

    assert found is not None
    assert (found.remote_id, found.starts_at, found.ends_at) == (known.remote_id, *hour(29, 9))
    assert found.etag != known.etag
    assert done(stage.kind.find(stage.calendar, removed)) is None


def test_an_entry_that_moves_stays_the_same_event(stage: Stage) -> None:
    known = done(stage.kind.put(stage.calendar, entry(*hour(9, 9)), None))

    moved = done(stage.kind.put(stage.calendar, entry(*hour(10, 9), sequence=1), known))

    assert moved.remote_id == known.remote_id
    assert blocked(read(stage).events) == [hour(10, 9)]


def test_an_answer_that_was_lost_is_made_good_by_writing_again(stage: Stage) -> None:
    known = done(stage.kind.put(stage.calendar, entry(*hour(9, 9)), None))
    later = entry(*hour(10, 9), sequence=1)
    done(stage.kind.put(stage.calendar, later, known))

    again = done(stage.kind.put(stage.calendar, later, known))

    assert (again.remote_id, blocked(read(stage).events)) == (known.remote_id, [hour(10, 9)])


def test_what_somebody_moved_is_not_overwritten_unseen(stage: Stage) -> None:
    known = done(stage.kind.put(stage.calendar, entry(*hour(9, 9)), None))
    stage.move(known.remote_id, *hour(9, 15))

    with pytest.raises(ChangedThere):
        done(stage.kind.put(stage.calendar, entry(*hour(10, 9), sequence=1), known))
    with pytest.raises(ChangedThere):
        done(stage.kind.erase(stage.calendar, known))

    assert blocked(read(stage).events) == [hour(9, 15)]


def test_what_somebody_removed_is_not_written_anew_unseen(stage: Stage) -> None:
    known = done(stage.kind.put(stage.calendar, entry(*hour(9, 9)), None))
    stage.remove(known.remote_id)

    with pytest.raises(ChangedThere):
        done(stage.kind.put(stage.calendar, entry(*hour(10, 9), sequence=1), known))


def test_an_entry_is_erased_and_erasing_it_again_is_harmless(stage: Stage) -> None:
    known = done(stage.kind.put(stage.calendar, entry(*hour(9, 9)), None))
    token = read(stage).token

    done(stage.kind.erase(stage.calendar, known))
    done(stage.kind.erase(stage.calendar, known))

    assert look(stage, *hour(9, 9)) == []
    assert read(stage, token).gone == {known.remote_id}


def test_after_reading_it_again_what_somebody_moved_can_be_overwritten(stage: Stage) -> None:
    known = done(stage.kind.put(stage.calendar, entry(*hour(9, 9)), None))
    stage.move(known.remote_id, *hour(9, 15))
    (seen,) = read(stage).events

    fresh = done(stage.kind.put(stage.calendar, entry(*hour(9, 9)), replace(known, etag=seen.etag)))

    assert (fresh.remote_id, blocked(read(stage).events)) == (known.remote_id, [hour(9, 9)])


def test_a_request_stands_there_as_tentative(stage: Stage) -> None:
    done(stage.kind.put(stage.calendar, entry(*hour(9, 9), is_tentative=True), None))

    (seen,) = read(stage).events

    assert [span.shows_as for span in seen.spans] == ["tentative"]


def test_a_calendar_that_is_gone_is_said_to_be(stage: Stage) -> None:
    start, end = hour(9, 9)

    with pytest.raises(NotThere):
        done(stage.kind.read(stage.gone, starts_at=FROM, ends_at=UNTIL, token="", now=NOW))
    with pytest.raises(NotThere):
        done(stage.kind.look(stage.gone, starts_at=start, ends_at=end))
    with pytest.raises(NotThere):
        done(stage.kind.put(stage.gone, entry(start, end), None))
