"""What real servers do besides the standard, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from threading import Event

import pytest

from terminbuch.calendars.troubles import ChangedThere, NotAllowed, NotThere, TokenLost, Unreadable
from terminbuch.ical.seen import Known
from tests.calendars.another_client import AnotherClient, event
from tests.calendars.caldav.conftest import Rudely, Serve
from tests.calendars.caldav_stage import CalDavStage, caldav_stage
from tests.calendars.contract import MARKER, blocked, done, entry, hour, look, read
from tests.calendars.fakes.raw_server import Asked, Said, said
from tests.calendars.fakes.rude import Rude

MARKED = ["ignores_conditions", "rewrites", "other_names", "names_itself", "resets", "without_text"]


@pytest.mark.parametrize("status", [400, 405, 409, 410, 412, 501, 507])
def test_a_lost_token_is_said_with_many_numbers(status: int, rudely: Rudely) -> None:
    stage = rudely(lost_status=status)

    with pytest.raises(TokenLost):
        read(stage, stage.lost_token)


def test_everything_instead_of_an_error_is_a_lost_token_too(rudely: Rudely) -> None:
    stage = rudely("lists_all")
    stage.add(*hour(9, 9))
    stage.add(*hour(10, 9))

    with pytest.raises(TokenLost):
        read(stage, stage.lost_token)


def test_changes_in_pages_are_read_to_the_last(rudely: Rudely) -> None:
    stage = rudely("in_pages")
    removed, kept = stage.add(*hour(9, 9)), stage.add(*hour(10, 9))
    token = read(stage).token
    new = [stage.add(*hour(day, 9)) for day in (11, 12, 13)]
    stage.remove(removed)
    stage.remove(new.pop())

    changes = read(stage, token)

    assert {one.remote_id for one in changes.events} == set(new)
    assert removed in changes.gone
    assert kept not in changes.gone


def test_pages_that_go_round_in_circles_are_no_answer(rudely: Rudely) -> None:
    stage = rudely("in_circles")
    token = read(stage).token
    stage.add(*hour(9, 9))
    stage.add(*hour(10, 9))

    with pytest.raises(Unreadable):
        read(stage, token)


def test_a_server_that_only_knows_that_something_changed_is_read_whole_then(rudely: Rudely) -> None:
    stage = rudely("only_ctag")
    stage.add(*hour(9, 9))
    whole = read(stage)

    same = read(stage, whole.token)
    stage.add(*hour(10, 9))
    changed = read(stage, whole.token)

    assert (same.unchanged, same.token, same.events) == (True, whole.token, ())
    assert (changed.is_full, blocked(changed.events)) == (True, [hour(9, 9), hour(10, 9)])


def test_a_server_without_any_token_is_read_whole_each_time(rudely: Rudely) -> None:
    stage = rudely("no_token")
    stage.add(*hour(9, 9))

    first = read(stage)
    second = read(stage, first.token)

    assert (first.token, second.is_full, blocked(second.events)) == ("", True, [hour(9, 9)])


def test_what_lies_outside_of_the_span_blocks_nothing_in_it(rudely: Rudely) -> None:
    stage = rudely("lists_more")
    stage.add(*hour(9, 9))
    stage.add(*hour(20, 9))

    assert blocked(look(stage, *hour(9, 9))) == [hour(9, 9)]


def test_an_answer_that_is_lost_makes_no_second_event(rudely: Rudely) -> None:
    """C013: it was written, the connection broke, and what repeats it finds its own."""
    stage = rudely("loses_answers")

    known = done(stage.kind.put(stage.calendar, entry(*hour(9, 9)), None))

    assert [(one.remote_id, one.marker) for one in read(stage).events] == [(known.remote_id, MARKER)]


@pytest.mark.parametrize("manner", MARKED)
def test_an_entry_is_known_again_as_it_was_read_back(manner: str, rudely: Rudely) -> None:
    """C011: also where the answer to the writing says nothing of an ETag."""
    stage = rudely(manner)

    known = done(stage.kind.put(stage.calendar, entry(*hour(9, 9)), None))

    assert [(one.remote_id, one.etag) for one in read(stage).events] == [(known.remote_id, known.etag)]


def test_something_foreign_under_our_name_is_not_overwritten(rudely: Rudely) -> None:
    stage = rudely()
    wanted = entry(*hour(9, 9))
    name = done(stage.kind.put(stage.calendar, wanted, None)).remote_id.rpartition("/")[2]
    stage.client.write(stage.calendar, name, event("foreign", *hour(9, 12)))

    with pytest.raises(ChangedThere):
        done(stage.kind.put(stage.calendar, wanted, None))


def test_where_our_uid_stands_under_another_name_no_second_one_is_forced(rudely: Rudely) -> None:
    """Somebody moved it there, maybe into another calendar: some servers then take no second one."""
    stage = rudely("one_path_for_a_uid")
    wanted = entry(*hour(9, 9))
    stage.client.write(stage.calendar, "copy.ics", event(wanted.uid, *hour(9, 12)))

    with pytest.raises(ChangedThere):
        done(stage.kind.put(stage.calendar, wanted, None))

    assert blocked(read(stage).events) == [hour(9, 12)]


def test_a_right_that_is_missing_is_told_from_a_calendar_that_is_gone(rudely: Rudely) -> None:
    stage = rudely("forbids_all_writing")

    with pytest.raises(NotAllowed):
        done(stage.kind.put(stage.calendar, entry(*hour(9, 9)), None))


def test_what_is_said_to_be_deleted_and_still_stands_there_is_tried_again(rudely: Rudely) -> None:
    stage = rudely("only_says_it_deletes")
    known = done(stage.kind.put(stage.calendar, entry(*hour(9, 9)), None))

    with pytest.raises(Unreadable):
        done(stage.kind.erase(stage.calendar, known))


def test_what_is_said_to_be_written_and_stands_as_before_is_tried_again(serve: Serve) -> None:
    """200 is what a proxy's log-in page says, too."""
    rude, is_between_us = Rude(frozenset()), Event()
    server = serve(
        lambda asked: said(200) if is_between_us.is_set() and asked.method == "PUT" else rude(asked)
    )
    with caldav_stage(AnotherClient(f"{server.origin}/anna/")) as stage:
        known = done(stage.kind.put(stage.calendar, entry(*hour(9, 9)), None))
        is_between_us.set()

        with pytest.raises(Unreadable):
            done(stage.kind.put(stage.calendar, entry(*hour(10, 9), sequence=1), known))


def test_what_is_said_to_be_deleted_is_not_believed_where_its_calendar_is_said_to_be_gone(
    serve: Serve,
) -> None:
    rude, is_deleted = Rude(frozenset()), Event()

    def answer(asked: Asked) -> Said:
        if asked.method == "DELETE" and asked.path in rude.objects:
            is_deleted.set()
            return said(200)
        return said(410) if is_deleted.is_set() and asked.method == "REPORT" else rude(asked)

    with caldav_stage(AnotherClient(f"{serve(answer).origin}/anna/")) as stage:
        known = done(stage.kind.put(stage.calendar, entry(*hour(9, 9)), None))

        with pytest.raises(NotThere):
            done(stage.kind.erase(stage.calendar, known))


@pytest.fixture
def denying(serve: Serve) -> Iterator[tuple[Rude, CalDavStage, Known]]:
    """An entry of ours in a calendar that from now on is said to be gone whenever somebody looks at it."""
    rude, denies = Rude(frozenset()), Event()
    server = serve(lambda asked: said(410) if denies.is_set() and asked.method == "REPORT" else rude(asked))
    with caldav_stage(AnotherClient(f"{server.origin}/anna/")) as stage:
        known = done(stage.kind.put(stage.calendar, entry(*hour(9, 9)), None))
        denies.set()
        yield rude, stage, known


def test_where_the_calendar_is_said_to_be_gone_the_entry_is_erased_all_the_same(
    denying: tuple[Rude, CalDavStage, Known],
) -> None:
    rude, stage, known = denying

    done(stage.kind.erase(stage.calendar, known))

    assert rude.objects == {}


def test_but_not_where_it_is_unknown_in_which_state_we_wrote_it(
    denying: tuple[Rude, CalDavStage, Known],
) -> None:
    """What stands there by now may be somebody else's."""
    rude, stage, known = denying

    with pytest.raises(NotThere):
        done(stage.kind.erase(stage.calendar, replace(known, etag="")))

    assert len(rude.objects) == 1


def test_what_is_said_to_stand_there_and_does_not_is_not_written(rudely: Rudely) -> None:
    stage = rudely()
    known = Known(f"{stage.calendar.removeprefix(stage.client.origin)}nothing.ics", '"1"')

    with pytest.raises(ChangedThere):
        done(stage.kind.put(stage.calendar, entry(*hour(9, 9)), known))


def test_without_a_known_state_what_is_ours_is_overwritten(rudely: Rudely) -> None:
    stage = rudely()
    known = done(stage.kind.put(stage.calendar, entry(*hour(9, 9)), None))
    stage.move(known.remote_id, *hour(9, 15))

    again = done(stage.kind.put(stage.calendar, entry(*hour(9, 9)), replace(known, etag="")))

    assert (again.remote_id, blocked(read(stage).events)) == (known.remote_id, [hour(9, 9)])


def test_of_a_hundred_and_more_none_is_forgotten(rudely: Rudely) -> None:
    stage = rudely()
    for number in range(120):
        stage.add(*hour(1 + number % 28, number % 23))

    assert len(read(stage).events) == 120
