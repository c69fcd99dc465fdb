"""What people decide about conflicts, and what may be taken back."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from terminbuch.actions.asking import Actor
from terminbuch.actions.booking import cancel, reschedule
from terminbuch.actions.deed import deed
from terminbuch.actions.outside import conflicts, deciding
from terminbuch.actions.outside.offering import look_after
from terminbuch.actions.refusals import CaseChanged, NotYours
from terminbuch.models import (
    Booking,
    BusyTime,
    Case,
    Conflict,
    Delivery,
    Disruption,
    HistoryEntry,
    OutsideCalendar,
    OutsideEvent,
)
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    a_move,
    change,
    make_absence,
    make_booking,
    make_busy_time,
    make_calendar,
)

LATER = SUNDAY_18 + timedelta(minutes=5)
HALF = timedelta(minutes=30)


@pytest.fixture
def private(salon: Salon) -> OutsideCalendar:
    return make_calendar(salon.ben, when_unknown="accept")


@pytest.fixture
def booking(salon: Salon) -> Booking:
    return make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)


@pytest.fixture
def dentist(private: OutsideCalendar, booking: Booking) -> BusyTime:
    return make_busy_time(private, MONDAY_9 + HALF, MONDAY_10 + HALF)


@pytest.fixture
def case(private: OutsideCalendar, dentist: BusyTime) -> Conflict:
    [found] = arrives(private, dentist)
    return found


def arrives(private: OutsideCalendar, busy: BusyTime) -> list[Conflict]:
    return deed(conflicts.open_overlaps)(private, [busy.event.remote_id], now=SUNDAY_18)


def decided(step: Callable[..., Any], case: Conflict, by: Actor, **fields: Any) -> Any:
    values: dict[str, Any] = {"organisation_id": case.organisation_id, "version": case.version}
    return step(case.uid, **values | {"by": by, "now": LATER} | fields)


def ended(case: Conflict) -> tuple[str, Any]:
    case.refresh_from_db()
    return case.ending, case.ended_by


def log_about(booking: Booking) -> list[tuple[str, str]]:
    rows = HistoryEntry.objects.of(booking.organisation_id).filter(booking=booking)
    return list(rows.filter(what__startswith="conflict").values_list("what", "actor"))


def test_what_does_not_count_blocks_no_longer(
    case: Conflict, dentist: BusyTime, booking: Booking, clara: Actor
) -> None:
    revision = case.resource.revision

    decided(deciding.ignore, case, clara)

    dentist.refresh_from_db()
    case.resource.refresh_from_db()
    assert (dentist.blocks, dentist.event.is_ignored) == (False, True)
    assert ended(case) == ("ignored", clara.member)
    assert case.resource.revision == revision + 1
    assert log_about(booking) == [("conflict_found", "system"), ("conflict_ignored", "member")]


def test_all_cases_of_an_event_that_does_not_count_are_over(
    salon: Salon, private: OutsideCalendar, booking: Booking, clara: Actor
) -> None:
    make_booking(salon.cut, at=MONDAY_10, who="Berta", resource_id=salon.ben.pk)
    first, second = arrives(private, make_busy_time(private, MONDAY_9, MONDAY_10 + HALF))

    decided(deciding.ignore, first, clara)

    assert (ended(first)[0], ended(second)[0]) == ("ignored", "ignored")


@pytest.mark.parametrize(("tentative_blocks", "blocks"), [(True, True), (False, False)])
def test_it_counts_again_as_the_calendar_says(
    tentative_blocks: bool, blocks: bool, case: Conflict, dentist: BusyTime, clara: Actor
) -> None:
    change(dentist, shows_as="tentative")
    change(case.calendar, tentative_blocks=tentative_blocks)
    gone = decided(deciding.ignore, case, clara)

    decided(deciding.take_back, gone, clara)

    dentist.refresh_from_db()
    event = OutsideEvent.objects.of(case.organisation_id).get(pk=dentist.event_id)
    assert (dentist.blocks, event.is_ignored, ended(case)) == (blocks, False, ("", None))


def test_both_stay_until_it_is_taken_back(case: Conflict, dentist: BusyTime, clara: Actor) -> None:
    kept = decided(deciding.keep_both, case, clara)
    assert ended(case) == ("kept", clara.member)

    decided(deciding.take_back, kept, clara)

    dentist.refresh_from_db()
    assert (dentist.blocks, ended(case)) == (True, ("", None))


def about_our_entry(private: OutsideCalendar, booking: Booking, kind: str) -> Conflict:
    return deed(conflicts.open_own)(
        private, booking, kind, remote_id="/1.ics", starts_at=MONDAY_10, ends_at=MONDAY_10 + HALF,
        facts={}, now=SUNDAY_18,
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["moved", "deleted"])
def test_our_entry_is_promised_to_the_calendar_again(
    kind: str, private: OutsideCalendar, booking: Booking, clara: Actor
) -> None:
    change(private, receives=True)
    case = about_our_entry(private, booking, kind)

    decided(deciding.put_back, case, clara)

    promised = Delivery.objects.of(booking.organisation_id).get(kind="calendar")
    assert (promised.calendar, promised.booking, promised.due_at) == (private, booking, LATER)
    assert ended(case) == ("put_back", clara.member)


@pytest.mark.parametrize(("follow", "ending"), [(True, "applied"), (False, "put_back")])
def test_a_paused_calendar_goes_on(follow: bool, ending: str, private: OutsideCalendar, clara: Actor) -> None:
    change(private, receives=True, paused_at=SUNDAY_18)
    case = deed(conflicts.open_own)(
        private, None, "many", remote_id="", starts_at=None, ends_at=None, facts={}, now=SUNDAY_18
    )

    decided(deciding.resume, case, clara, follow=follow)

    private.refresh_from_db()
    assert (private.paused_at, ended(case)) == (None, (ending, clara.member))


STEPS = [deciding.ignore, deciding.keep_both, deciding.put_back, deciding.take_back, look_after]


@pytest.mark.parametrize("step", STEPS)
def test_who_has_seen_something_older_decides_nothing(
    step: Callable[..., Any], case: Conflict, clara: Actor
) -> None:
    with pytest.raises(CaseChanged):
        decided(step, case, clara, version=case.version - 1)

    assert ended(case) == ("", None)


@pytest.mark.parametrize("step", [deciding.ignore, deciding.keep_both, look_after])
def test_nothing_is_decided_twice(step: Callable[..., Any], case: Conflict, clara: Actor) -> None:
    kept = decided(deciding.keep_both, case, clara)

    with pytest.raises(CaseChanged):
        decided(step, kept, clara)


@pytest.mark.parametrize("step", STEPS)
def test_nobody_decides_what_is_next_door(
    step: Callable[..., Any], case: Conflict, mallory: Salon, clara: Actor
) -> None:
    with pytest.raises(NotYours):
        decided(step, case, clara, organisation_id=mallory.organisation.pk)
    with pytest.raises(NotYours):
        step(uuid.uuid4(), organisation_id=case.organisation_id, version=1, by=clara, now=LATER)


def test_an_overlap_is_not_put_back_and_a_moved_entry_not_ignored(
    private: OutsideCalendar, case: Conflict, booking: Booking, clara: Actor
) -> None:
    moved = about_our_entry(private, booking, "moved")

    for step, wrong in ((deciding.put_back, case), (deciding.ignore, moved), (deciding.keep_both, moved)):
        with pytest.raises(CaseChanged):
            decided(step, wrong, clara)


def test_an_event_that_is_gone_cannot_be_ignored(case: Conflict, dentist: BusyTime, clara: Actor) -> None:
    dentist.event.delete()

    with pytest.raises(CaseChanged):
        decided(deciding.ignore, case, clara)


def test_what_has_come_up_again_meanwhile_is_not_taken_back(
    private: OutsideCalendar, case: Conflict, dentist: BusyTime, clara: Actor
) -> None:
    kept = decided(deciding.keep_both, case, clara)
    change(dentist, ends_at=dentist.ends_at - HALF - timedelta(minutes=15))
    [again] = arrives(private, dentist)

    with pytest.raises(CaseChanged):
        decided(deciding.take_back, kept, clara)

    assert ended(again) == ("", None)


def test_other_times_are_offered_on_a_board(case: Conflict, booking: Booking, clara: Actor) -> None:
    board = decided(look_after, case, clara)

    mine = Case.objects.of(case.organisation_id).get()
    assert (board.what, board.resource, board.absence, board.created_by) == (
        "calendar",
        case.resource,
        None,
        clara.member,
    )
    assert (mine.disruption, mine.booking, mine.state) == (board, booking, "planned")
    case.refresh_from_db()
    assert (case.disruption, case.is_open) == (board, True)


def test_the_same_board_serves_again(case: Conflict, clara: Actor) -> None:
    board = decided(look_after, case, clara)
    case.refresh_from_db()

    assert decided(look_after, case, clara) == board
    assert Disruption.objects.of(case.organisation_id).count() == 1


def test_who_is_looked_after_already_stays_on_that_board(
    salon: Salon, case: Conflict, booking: Booking, clara: Actor
) -> None:
    absence = make_absence(salon, salon.ben, MONDAY_9, MONDAY_10)
    ill = Disruption.objects.create(organisation=salon.organisation, absence=absence, created_at=SUNDAY_18)
    own = {"organisation": salon.organisation, "disruption": ill, "booking": booking}
    Case.objects.create(was_starts_at=MONDAY_9, changed_at=SUNDAY_18, **own)

    assert decided(look_after, case, clara) == ill


def test_once_the_booking_has_moved_both_are_over(
    case: Conflict, booking: Booking, salon: Salon, clara: Actor
) -> None:
    decided(look_after, case, clara)

    reschedule(a_move(booking, to=TUESDAY_9, resource_id=salon.clara.pk), by=clara, now=LATER)
    deed(conflicts.end_settled)(case.organisation_id, case.resource_id, now=LATER)

    assert ended(case)[0] == "gone"
    assert Case.objects.of(case.organisation_id).get().state == "moved"


def test_a_booking_that_is_off_needs_no_other_time(case: Conflict, booking: Booking, clara: Actor) -> None:
    cancel(booking.pk, by=clara, now=LATER)

    with pytest.raises(CaseChanged):
        decided(look_after, case, clara)
