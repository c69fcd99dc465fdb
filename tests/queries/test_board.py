"""The board: each booking that is hit in exactly one state, sorted by what must be done."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from terminbuch.actions.absences import withdraw
from terminbuch.actions.asking import LINK_HOLDER
from terminbuch.actions.booking import cancel, redeem
from terminbuch.models import Booking, Disruption, Member
from terminbuch.queries.board import Board, Tally, board, offers_for
from tests.actions.assistant.morning import Morning, case_of
from tests.builders import (
    MONDAY_9,
    SUNDAY_18,
    TUESDAY_9,
    TUESDAY_10,
    Salon,
    berlin,
    change,
    make_booking,
    make_member,
    make_service,
    needs,
    staff,
)
from tests.queries.asked import number_of_queries

HOUR = timedelta(hours=1)
DEADLINE = SUNDAY_18 + 4 * HOUR


@pytest.fixture
def clara(salon: Salon) -> Member:
    return make_member(salon.organisation)


@pytest.fixture
def morning(salon: Salon, clara: Member) -> Morning:
    return Morning(salon, staff(clara))


@pytest.fixture
def shave(salon: Salon) -> Any:
    service = make_service(salon.organisation, "shave")
    needs(service, salon.ben)
    return service


@pytest.fixture
def bookings(salon: Salon, shave: Any) -> dict[str, Booking]:
    """One whose time can be kept, three that need another one, one of them without an address."""
    found = {"kept": make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)}
    for hour, name in ((11, "moved"), (12, "waiting"), (13, "phone"), (14, "cancelled")):
        found[name] = make_booking(shave, at=berlin(23, hour), who=name.title())
    change(found["phone"], email="")
    return found


def seen(member: Member, disruption: Disruption, *, now: datetime = SUNDAY_18) -> Board:
    found = board(member, disruption.uid, now=now)
    assert found is not None
    return found


def test_what_is_planned_counts_where_it_would_lead(
    clara: Member, morning: Morning, bookings: dict[str, Booking]
) -> None:
    found = seen(clara, morning.falls_ill())

    assert found.tally == Tally(kept=1, waiting=4)
    assert (found.tally.total, len(found.to_do), len(found.ready)) == (5, 5, 5)
    assert [card.booking for card in found.cards] == [*bookings.values()]
    assert [card.readers for card in found.cards] == [3, 1, 1, 0, 1]
    assert [[person.name for person in card.new_people] for card in found.cards[:1]] == [["Clara"]]


def test_the_summary_says_how_good_it_is(
    clara: Member, morning: Morning, bookings: dict[str, Booking]
) -> None:
    summary = seen(clara, morning.falls_ill()).summary

    assert (summary.keep, summary.move, summary.phone) == (1, 4, 0)
    assert (summary.furthest, summary.is_best, summary.gap) == (22 * HOUR, True, timedelta(0))
    assert bookings["moved"].starts_at + summary.furthest == TUESDAY_9


@pytest.fixture
def settled(morning: Morning, bookings: dict[str, Booking]) -> Disruption:
    """Sent, and two have answered."""
    disruption = morning.falls_ill()
    morning.send(*map(case_of, bookings.values()))
    offer = offers_for(bookings["moved"], now=SUNDAY_18)[0]
    redeem(offer.uid, booking_id=bookings["moved"].pk, by=LINK_HOLDER, now=SUNDAY_18)
    cancel(bookings["cancelled"].pk, by=LINK_HOLDER, now=SUNDAY_18)
    return disruption


def test_each_is_in_exactly_one_of_the_five_numbers(
    clara: Member, settled: Disruption, bookings: dict[str, Booking]
) -> None:
    found = seen(clara, settled)

    assert found.tally == Tally(kept=1, moved=1, waiting=1, phone=1, cancelled=1)
    assert {card.column: card.booking for card in found.cards} == bookings


def test_what_must_be_done_comes_first(clara: Member, settled: Disruption) -> None:
    found = seen(clara, settled)

    assert [card.column for card in found.cards] == ["phone", "waiting", "kept", "moved", "cancelled"]
    assert [len(part) for part in (found.to_do, found.waiting, found.done)] == [1, 1, 3]


def test_what_nobody_answered_can_be_taken_back(clara: Member, settled: Disruption) -> None:
    cards = seen(clara, settled).cards

    assert {card.column for card in cards if card.can_be_taken_back} == {"phone", "waiting", "kept"}
    assert not any(card.can_be_sent for card in cards)


def test_a_card_names_the_kept_times_and_who_is_asked_to_phone(clara: Member, settled: Disruption) -> None:
    cards = {card.column: card for card in seen(clara, settled).cards}

    assert len(cards["waiting"].held) == len(cards["phone"].held) == 3
    assert {held.until for held in cards["waiting"].held} == {DEADLINE + HOUR}
    assert [[person.name for person in held.people] for held in cards["phone"].held] == [["Ben"]] * 3
    assert [task.about for task in cards["phone"].calls] == ["no_address"]
    assert (cards["moved"].held, cards["moved"].moves_by >= 19 * HOUR) == ((), True)
    assert [person.name for person in cards["cancelled"].people] == ["Ben"]


def test_who_has_not_answered_by_the_deadline_is_to_be_phoned_at_once(
    clara: Member, settled: Disruption
) -> None:
    found = seen(clara, settled, now=DEADLINE)

    assert (found.tally.waiting, found.tally.phone, found.waiting) == (0, 2, ())


def test_what_is_no_longer_hit_is_in_none_of_the_numbers(
    clara: Member, morning: Morning, bookings: dict[str, Booking]
) -> None:
    disruption = morning.falls_ill()
    assert disruption.absence is not None
    withdraw(disruption.absence.uid, organisation_id=morning.key, by=morning.clara, now=SUNDAY_18)

    found = seen(clara, disruption)

    assert (found.tally, found.cards, len(found.spared)) == (Tally(), (), len(bookings))


def test_the_queries_do_not_grow_with_the_cards(
    salon: Salon, clara: Member, morning: Morning, bookings: dict[str, Booking]
) -> None:
    many = morning.falls_ill()
    few = one_more(morning, salon)

    asked = [number_of_queries(partial(read, clara, one)) for one in (many, few)]

    assert asked[0] == asked[1] == 6
    assert (len(seen(clara, many).cards), len(seen(clara, few).cards)) == (len(bookings), 1)


def one_more(morning: Morning, salon: Salon) -> Disruption:
    make_booking(salon.cut, at=TUESDAY_9, resource_id=salon.clara.pk)
    return morning.falls_ill(salon.clara, since=TUESDAY_9, until=TUESDAY_10)


def read(member: Member, disruption: Disruption) -> list[object]:
    """Everything that a page shows of it."""
    found = seen(member, disruption)
    return [(card.people, card.held, card.calls, card.times, card.booking.service) for card in found.cards]


def test_strangers_and_people_with_their_own_bookings_only_see_no_board(
    salon: Salon, mallory: Salon, morning: Morning
) -> None:
    make_booking(salon.cut, resource_id=salon.ben.pk)
    disruption = morning.falls_ill()
    ben = make_member(salon.organisation, "Ben", role="resource", resource=salon.ben)
    stranger = make_member(mallory.organisation, "Mallory")

    assert board(ben, disruption.uid, now=SUNDAY_18) is None
    assert board(stranger, disruption.uid, now=SUNDAY_18) is None
    assert board(ben, uuid.uuid4(), now=SUNDAY_18) is None
