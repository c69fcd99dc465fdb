"""What outside calendars answered, or did not, decides about a booking; a refusal writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from terminbuch.actions import booking as deeds
from terminbuch.actions import holding
from terminbuch.actions.asking import LINK_HOLDER, VISITOR, Actor
from terminbuch.actions.booking.people import serving
from terminbuch.actions.refusals import (
    BusyOutside,
    CalendarSilent,
    NeedsOverride,
    NoRightToOverride,
    OverlapsOwnTime,
    Refusal,
    SlotTaken,
    TakenOutside,
)
from terminbuch.availability import NOT_ASKED, Answer, Outside, Said, Span
from terminbuch.models import Booking, OutsideCalendar, Resource
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    TUESDAY_10,
    Salon,
    a_hold,
    a_move,
    a_request,
    as_it_is,
    by_hand,
    change,
    make_booking,
    make_busy_time,
    make_calendar,
    make_member,
    make_offer,
    staff,
)
from tests.reading import everything, promised

DAY = Span(MONDAY_9 - timedelta(days=1), MONDAY_9 + timedelta(days=8))


def say(**words: tuple[OutsideCalendar, Said]) -> Outside:
    return Outside({calendar.pk: Answer(word, SUNDAY_18, DAY) for calendar, word in words.values()})


def said(calendar: OutsideCalendar, word: Said) -> Outside:
    return say(only=(calendar, word))


def book(salon: Salon, outside: Outside, *, at: datetime = MONDAY_9, who: Resource | None = None) -> Booking:
    request = a_request(salon.cut, at=at, resource_id=who.pk if who else None)
    return deeds.book(request, by=VISITOR, now=SUNDAY_18, outside=outside)


def refused(salon: Salon, deed: Callable[[], object]) -> Refusal:
    before = everything(salon.organisation)
    with pytest.raises(Refusal) as refusal:
        deed()
    assert everything(salon.organisation) == before
    return refusal.value


def test_a_time_that_the_calendar_answered_to_be_free_is_booked(salon: Salon) -> None:
    calendar = make_calendar(salon.ben)

    booking = book(salon, said(calendar, "free"), who=salon.ben)

    assert (booking.status, booking.unverified_since) == (Booking.Status.CONFIRMED, None)


def test_a_time_that_the_calendar_answered_to_be_taken_is_refused(salon: Salon) -> None:
    calendar = make_calendar(salon.ben, when_unknown="accept")

    refusal = refused(salon, lambda: book(salon, said(calendar, "busy"), who=salon.ben))

    assert type(refusal) is TakenOutside


@pytest.mark.parametrize("word", ["unknown", None])
def test_silence_refuses_where_the_calendar_says_so(salon: Salon, word: Said | None) -> None:
    calendar = make_calendar(salon.ben)
    outside = said(calendar, word) if word else NOT_ASKED

    refusal = refused(salon, lambda: book(salon, outside, who=salon.ben))

    assert (type(refusal), refusal.status) == (CalendarSilent, 409)


def test_silence_makes_a_request_where_the_calendar_says_to_ask(salon: Salon) -> None:
    make_calendar(salon.ben, when_unknown="ask")

    booking = book(salon, NOT_ASKED, who=salon.ben)

    assert (booking.status, booking.unverified_since) == (Booking.Status.PENDING, SUNDAY_18)
    assert booking.requested_until is not None
    assert promised(booking)[:2] == [
        ("booking_requested", "anna@example.org"),
        ("resource_requested", "ben@salon.example"),
    ]


def test_silence_is_accepted_and_marked_on_a_young_copy_alone(salon: Salon) -> None:
    calendar = make_calendar(salon.ben, when_unknown="accept")

    booking = book(salon, NOT_ASKED, who=salon.ben)
    change(calendar, last_good_at=SUNDAY_18 - timedelta(minutes=16))
    refusal = refused(salon, lambda: book(salon, NOT_ASKED, at=MONDAY_10, who=salon.ben))

    assert (booking.status, booking.unverified_since) == (Booking.Status.CONFIRMED, SUNDAY_18)
    assert type(refusal) is CalendarSilent


def test_of_a_pool_the_next_one_serves_whose_calendar_answers(salon: Salon) -> None:
    ben, clara = make_calendar(salon.ben), make_calendar(salon.clara)

    after_busy = book(salon, say(ben=(ben, "busy"), clara=(clara, "free")))
    after_silence = book(salon, say(ben=(ben, "unknown"), clara=(clara, "free")), at=MONDAY_10)

    assert [serving(each) for each in (after_busy, after_silence)] == [[salon.clara], [salon.clara]]
    assert [each.unverified_since for each in (after_busy, after_silence)] == [None, None]


@pytest.mark.parametrize(
    ("ben", "clara", "expected"),
    [("ask", "accept", "flag"), ("ask", "refuse", "ask"), ("accept", "refuse", "flag")],
)
def test_who_need_not_be_asked_for_goes_first(salon: Salon, ben: str, clara: str, expected: str) -> None:
    make_calendar(salon.ben, when_unknown=ben)
    make_calendar(salon.clara, when_unknown=clara)

    booking = book(salon, NOT_ASKED)

    assert booking.is_pending == (expected == "ask")
    assert serving(booking) == [salon.clara if ben == "ask" and clara == "accept" else salon.ben]


def test_a_pool_is_taken_when_all_are_busy_and_silent_when_one_may_not_be(salon: Salon) -> None:
    ben, clara = make_calendar(salon.ben), make_calendar(salon.clara)

    all_busy = refused(salon, lambda: book(salon, say(ben=(ben, "busy"), clara=(clara, "busy"))))
    one_silent = refused(salon, lambda: book(salon, say(ben=(ben, "busy"), clara=(clara, "unknown"))))

    assert [type(all_busy), type(one_silent)] == [TakenOutside, CalendarSilent]


def test_a_hold_is_kept_when_a_calendar_stays_silent_and_goes_to_the_one_who_answers(salon: Salon) -> None:
    calendar = make_calendar(salon.ben)
    held = holding.hold(a_hold(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk), now=SUNDAY_18)
    request = a_request(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk, hold_token=held.token)

    refused(salon, lambda: deeds.book(request, by=VISITOR, now=SUNDAY_18))
    booking = deeds.book(request, by=VISITOR, now=SUNDAY_18, outside=said(calendar, "free"))

    assert serving(booking) == [salon.ben]


def test_the_same_request_again_gets_its_booking_whatever_is_answered_now(salon: Salon) -> None:
    calendar = make_calendar(salon.ben)
    request = a_request(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)

    first = deeds.book(request, by=VISITOR, now=SUNDAY_18, outside=said(calendar, "free"))
    again = deeds.book(request, by=VISITOR, now=SUNDAY_18, outside=said(calendar, "busy"))

    assert again == first


@pytest.fixture
def booking(salon: Salon) -> Booking:
    """Anna's hour with Ben, from before he had a calendar."""
    return make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)


def move(booking: Booking, to: datetime, outside: Outside, salon: Salon) -> Booking:
    request = a_move(booking, to=to, resource_id=salon.ben.pk)
    return deeds.reschedule(request, by=LINK_HOLDER, now=SUNDAY_18, outside=outside)


def test_a_move_is_refused_by_the_calendar_and_the_old_time_stays(salon: Salon, booking: Booking) -> None:
    calendar = make_calendar(salon.ben)

    busy = refused(salon, lambda: move(booking, TUESDAY_9, said(calendar, "busy"), salon))
    silent = refused(salon, lambda: move(booking, TUESDAY_9, NOT_ASKED, salon))
    moved = move(booking, TUESDAY_9, said(calendar, "free"), salon)

    assert [type(busy), type(silent)] == [TakenOutside, CalendarSilent]
    assert (moved.starts_at, moved.unverified_since) == (TUESDAY_9, None)


def test_a_move_becomes_a_wish_where_the_calendar_says_to_ask(salon: Salon, booking: Booking) -> None:
    make_calendar(salon.ben, when_unknown="ask")

    own_time = refused(salon, lambda: move(booking, MONDAY_9 + timedelta(minutes=30), NOT_ASKED, salon))
    wished = move(booking, TUESDAY_9, NOT_ASKED, salon)

    assert type(own_time) is OverlapsOwnTime
    assert (wished.starts_at, wished.wished_starts_at) == (MONDAY_9, TUESDAY_9)
    assert wished.unverified_since == SUNDAY_18


def test_a_move_is_accepted_and_marked_and_a_verified_one_takes_the_mark_away(
    salon: Salon, booking: Booking
) -> None:
    calendar = make_calendar(salon.ben, when_unknown="accept")

    marked = move(booking, TUESDAY_9, NOT_ASKED, salon).unverified_since
    verified = move(booking, TUESDAY_10, said(calendar, "free"), salon).unverified_since

    assert (marked, verified) == (SUNDAY_18, None)


def test_an_offered_time_is_asked_about_again_when_it_is_taken(salon: Salon, booking: Booking) -> None:
    calendar, offer = make_calendar(salon.clara), make_offer(booking, salon.clara, TUESDAY_9)

    def redeem(outside: Outside) -> Booking:
        return deeds.redeem(offer.uid, booking_id=booking.pk, by=LINK_HOLDER, now=SUNDAY_18, outside=outside)

    busy = refused(salon, lambda: redeem(said(calendar, "busy")))
    silent = refused(salon, lambda: redeem(NOT_ASKED))
    moved = redeem(said(calendar, "free"))

    assert [type(busy), type(silent)] == [TakenOutside, CalendarSilent]
    assert (moved.starts_at, moved.unverified_since) == (TUESDAY_9, None)


def test_what_staff_offered_itself_needs_no_second_approval(salon: Salon, booking: Booking) -> None:
    make_calendar(salon.clara, when_unknown="ask")
    offer = make_offer(booking, salon.clara, TUESDAY_9)

    moved = deeds.redeem(offer.uid, booking_id=booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert (moved.starts_at, moved.status, moved.unverified_since) == (TUESDAY_9, "confirmed", SUNDAY_18)


@pytest.mark.parametrize(("word", "kind"), [("busy", "busy_outside"), ("unknown", "silent_outside")])
def test_staff_may_go_around_a_calendar_after_having_read_of_it(
    salon: Salon, clara: Actor, word: Said, kind: str
) -> None:
    calendar, request = make_calendar(salon.ben), by_hand(salon)

    def enter(overrides: bool) -> Booking:
        asked = replace(request, overrides=overrides)
        return deeds.create_by_hand(asked, by=clara, now=SUNDAY_18, outside=said(calendar, word))

    refusal = refused(salon, lambda: enter(overrides=False))
    entered = enter(overrides=True)

    assert isinstance(refusal, NeedsOverride)
    assert [(each.kind, each.resource, each.calendar) for each in refusal.concerns] == [
        (kind, salon.ben, calendar)
    ]
    assert entered.history_entries.get().facts["overridden"] == [kind]
    assert entered.unverified_since == (None if word == "busy" else SUNDAY_18)


def test_who_may_not_override_may_not_go_around_a_calendar(salon: Salon) -> None:
    make_calendar(salon.ben)
    change(salon.organisation, reception_overrides=False)
    reception = staff(make_member(salon.organisation, "Rita", role="reception"))

    refusal = refused(
        salon,
        lambda: deeds.create_by_hand(by_hand(salon, overrides=True), by=reception, now=SUNDAY_18),
    )

    assert type(refusal) is NoRightToOverride


@pytest.mark.parametrize(
    ("word", "concerns", "is_sure"),
    [("free", [], True), ("unknown", ["busy_outside"], True), ("busy", ["busy_outside"], True)],
)
def test_an_answer_goes_before_what_was_read_earlier(
    salon: Salon, clara: Actor, word: Said, concerns: list[str], is_sure: bool
) -> None:
    calendar = make_calendar(salon.ben)
    make_busy_time(calendar, MONDAY_9, MONDAY_10)

    booking = deeds.create_by_hand(
        by_hand(salon, overrides=True), by=clara, now=SUNDAY_18, outside=said(calendar, word)
    )

    assert booking.history_entries.get().facts["overridden"] == concerns
    assert (booking.unverified_since is None) == is_sure


def test_an_edit_is_judged_by_what_was_answered_for_the_new_time(
    salon: Salon, booking: Booking, clara: Actor
) -> None:
    calendar = make_calendar(salon.ben)

    def edit(starts_at: datetime, outside: Outside = NOT_ASKED) -> Booking:
        asked = as_it_is(booking, starts_at=starts_at)
        version = booking.version
        return deeds.edit(booking.pk, asked, version=version, by=clara, now=SUNDAY_18, outside=outside)

    refusal = refused(salon, lambda: edit(TUESDAY_9, said(calendar, "busy")))
    noted = edit(MONDAY_9)
    booking.refresh_from_db()
    moved = edit(TUESDAY_9, said(calendar, "free"))

    assert isinstance(refusal, NeedsOverride)
    assert (noted.starts_at, moved.starts_at, moved.unverified_since) == (MONDAY_9, TUESDAY_9, None)


def test_a_change_is_taken_back_without_asking_anybody(salon: Salon, booking: Booking, clara: Actor) -> None:
    changed = deeds.edit(
        booking.pk, as_it_is(booking, starts_at=TUESDAY_9), version=1, by=clara, now=SUNDAY_18
    )
    make_calendar(salon.ben)

    undone = deeds.undo(
        booking.pk,
        organisation_id=salon.organisation.pk,
        version=changed.version,
        by=clara,
        now=SUNDAY_18,
    )

    assert (undone.starts_at, undone.unverified_since) == (MONDAY_9, None)


def request_of(salon: Salon) -> Booking:
    """Ben's calendar stayed silent and says to ask."""
    make_calendar(salon.ben, when_unknown="ask")
    return book(salon, NOT_ASKED, who=salon.ben)


def test_a_request_is_looked_at_outside_once_more_before_it_is_accepted(salon: Salon, clara: Actor) -> None:
    requested = request_of(salon)
    busy = said(salon.ben.outside_calendars.get(), "busy")

    def accept(insists: bool) -> Booking:
        return deeds.accept(requested.pk, by=clara, now=SUNDAY_18, outside=busy, insists=insists)

    refusal = refused(salon, lambda: accept(insists=False))
    accepted = accept(insists=True)

    assert type(refusal) is BusyOutside
    assert (accepted.status, accepted.unverified_since) == ("confirmed", None)


@pytest.mark.parametrize(("word", "marked"), [("free", None), ("unknown", SUNDAY_18)])
def test_a_request_is_accepted_whether_or_not_the_calendar_answers(
    salon: Salon, clara: Actor, word: Said, marked: datetime | None
) -> None:
    requested = request_of(salon)
    outside = said(salon.ben.outside_calendars.get(), word)

    accepted = deeds.accept(requested.pk, by=clara, now=SUNDAY_18, outside=outside)

    assert (accepted.status, accepted.unverified_since) == ("confirmed", marked)


def test_a_wished_move_is_looked_at_where_it_would_be(salon: Salon, booking: Booking, clara: Actor) -> None:
    calendar = make_calendar(salon.ben, when_unknown="ask")
    wished = move(booking, TUESDAY_9, NOT_ASKED, salon)
    on_monday, on_tuesday = (Span(at, at + timedelta(hours=1)) for at in (MONDAY_9, TUESDAY_9))

    def accept(word: Said, span: Span) -> Booking:
        outside = Outside({calendar.pk: Answer(word, SUNDAY_18, span)})
        return deeds.accept(wished.pk, by=clara, now=SUNDAY_18, outside=outside)

    refusal = refused(salon, lambda: accept("busy", on_tuesday))
    accepted = accept("busy", on_monday)

    assert type(refusal) is BusyOutside
    assert (accepted.starts_at, accepted.unverified_since) == (TUESDAY_9, SUNDAY_18)


def test_what_is_refused_outside_is_a_taken_time_to_every_page() -> None:
    assert issubclass(TakenOutside, SlotTaken)
