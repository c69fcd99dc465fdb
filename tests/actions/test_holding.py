"""Keeping a slot for some minutes while a form is filled."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from terminbuch.actions.holding import HeldSlot, extend, hold, release
from terminbuch.actions.keys import hashed
from terminbuch.actions.refusals import (
    AlreadyExtended,
    HoldEnded,
    NotOffered,
    NotYours,
    Refusal,
    SlotTaken,
    TooManyHolds,
)
from terminbuch.models import Allocation, Hold
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    a_hold,
    berlin,
    change,
    make_booking,
    make_service,
    needs,
)
from tests.reading import everything, occupied

MINUTE = timedelta(minutes=1)
RUN_OUT = SUNDAY_18 + 10 * MINUTE


@pytest.fixture
def held(salon: Salon) -> HeldSlot:
    return hold(a_hold(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk), now=SUNDAY_18)


def test_a_hold_keeps_the_slot_for_the_organisations_minutes(salon: Salon) -> None:
    change(salon.organisation, hold_minutes=7)

    held = hold(a_hold(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk), now=SUNDAY_18)

    row = Hold.objects.of(salon.organisation).get()
    assert held.hold == row
    assert (row.starts_at, row.ends_at, row.deadline) == (MONDAY_9, MONDAY_10, SUNDAY_18 + 7 * MINUTE)
    assert (row.service, row.location, row.chosen_resource) == (salon.cut, salon.location, salon.ben)
    assert (row.customer, row.booking, row.was_extended) == (None, None, False)
    assert occupied(salon.ben) == [(MONDAY_9, MONDAY_10)]


def test_a_hold_occupies_the_buffers_too(salon: Salon) -> None:
    change(salon.cut, buffer_before_minutes=10, buffer_after_minutes=20)

    hold(a_hold(salon.cut, at=MONDAY_10, resource_id=salon.ben.pk), now=SUNDAY_18)

    assert occupied(salon.ben) == [(MONDAY_10 - 10 * MINUTE, MONDAY_10 + 80 * MINUTE)]


def test_a_hold_is_as_long_as_the_one_who_serves_needs(salon: Salon) -> None:
    colour = make_service(salon.organisation, "colour")
    needs(colour, salon.ben, duration_minutes=90)

    assert hold(a_hold(colour, at=MONDAY_9), now=SUNDAY_18).hold.ends_at == MONDAY_9 + 90 * MINUTE


def test_the_token_is_told_once_and_kept_as_a_hash(salon: Salon, held: HeldSlot) -> None:
    assert held.hold.token_hash == hashed(held.token)
    assert len(held.token) >= 32
    assert held.token not in str(everything(salon.organisation))


def test_the_visitors_address_is_kept_as_a_hash(salon: Salon, held: HeldSlot) -> None:
    assert "192.0.2.1" not in str(everything(salon.organisation))


REFUSED: dict[str, tuple[type[Refusal], dict[str, Any]]] = {
    "off the grid": (NotOffered, {"starts_at": MONDAY_9 + 15 * MINUTE}),
    "past": (NotOffered, {"starts_at": SUNDAY_18 - MINUTE}),
    "taken": (SlotTaken, {"starts_at": MONDAY_9}),
    "overlapping": (SlotTaken, {"starts_at": MONDAY_9 + 30 * MINUTE}),
    "no such service": (NotYours, {"service_id": 10**9}),
    "no such location": (NotYours, {"location_id": 10**9}),
}


@pytest.mark.parametrize(("refusal", "asked"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_booked_cannot_be_held(
    salon: Salon, refusal: type[Refusal], asked: dict[str, Any]
) -> None:
    make_booking(salon.cut, resource_id=salon.ben.pk)
    make_booking(salon.cut, who="Berta", resource_id=salon.clara.pk)
    before = everything(salon.organisation)

    with pytest.raises(refusal):
        hold(replace(a_hold(salon.cut, at=MONDAY_10), **asked), now=SUNDAY_18)

    assert everything(salon.organisation) == before


def test_another_organisations_resource_cannot_be_held(salon: Salon, mallory: Salon) -> None:
    with pytest.raises(NotYours):
        hold(a_hold(salon.cut, at=MONDAY_9, resource_id=mallory.ben.pk), now=SUNDAY_18)


def test_a_visitor_keeps_so_many_slots_and_no_more(salon: Salon) -> None:
    for hour in (9, 10, 11):
        hold(a_hold(salon.cut, at=berlin(23, hour)), now=SUNDAY_18)

    with pytest.raises(TooManyHolds) as refused:
        hold(a_hold(salon.cut, at=berlin(23, 12)), now=SUNDAY_18)

    assert refused.value.status == 429
    assert Hold.objects.of(salon.organisation).count() == 3
    assert hold(a_hold(salon.cut, at=berlin(23, 12), visitor="192.0.2.2"), now=SUNDAY_18).token


def test_holds_that_have_run_out_do_not_count(salon: Salon) -> None:
    for hour in (9, 10, 11):
        hold(a_hold(salon.cut, at=berlin(23, hour)), now=SUNDAY_18)

    assert hold(a_hold(salon.cut, at=berlin(23, 12)), now=RUN_OUT).token


def test_a_visitor_is_another_one_at_another_organisation(salon: Salon, mallory: Salon) -> None:
    change(salon.organisation, holds_per_visitor=1)
    change(mallory.organisation, holds_per_visitor=1)
    hold(a_hold(mallory.cut, at=MONDAY_9), now=SUNDAY_18)

    assert hold(a_hold(salon.cut, at=MONDAY_9), now=SUNDAY_18).token


def test_a_run_out_hold_is_forgotten_by_the_next_hold(salon: Salon, held: HeldSlot) -> None:
    second = hold(a_hold(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk), now=RUN_OUT)

    assert Hold.objects.of(salon.organisation).get() == second.hold


def test_a_hold_counts_for_the_day(salon: Salon) -> None:
    change(salon.cut, max_per_day=1)
    hold(a_hold(salon.cut, at=MONDAY_9), now=SUNDAY_18)

    with pytest.raises(SlotTaken):
        hold(a_hold(salon.cut, at=MONDAY_10, visitor="192.0.2.2"), now=SUNDAY_18)

    assert hold(a_hold(salon.cut, at=TUESDAY_9), now=SUNDAY_18).token


def test_a_hold_is_extended_once(salon: Salon, held: HeldSlot) -> None:
    extended = extend(held.token, organisation_id=salon.organisation.pk, now=RUN_OUT - MINUTE)

    assert (extended.deadline, extended.was_extended) == (RUN_OUT + 10 * MINUTE, True)
    with pytest.raises(AlreadyExtended):
        extend(held.token, organisation_id=salon.organisation.pk, now=RUN_OUT)
    with pytest.raises(SlotTaken):
        make_booking(salon.cut, resource_id=salon.ben.pk, now=RUN_OUT)


def test_a_hold_that_has_run_out_is_not_extended(salon: Salon, held: HeldSlot) -> None:
    with pytest.raises(HoldEnded):
        extend(held.token, organisation_id=salon.organisation.pk, now=RUN_OUT)

    assert Hold.objects.of(salon.organisation).get().deadline == RUN_OUT


@pytest.mark.parametrize("token", ["", "unknown", "x" * 1000, "\ud800"])
def test_a_token_that_opens_nothing_extends_and_releases_nothing(
    salon: Salon, held: HeldSlot, token: str
) -> None:
    before = everything(salon.organisation)

    release(token, organisation_id=salon.organisation.pk, now=SUNDAY_18)
    with pytest.raises(HoldEnded):
        extend(token, organisation_id=salon.organisation.pk, now=SUNDAY_18)

    assert everything(salon.organisation) == before


def test_a_token_opens_nothing_at_another_organisation(salon: Salon, mallory: Salon, held: HeldSlot) -> None:
    release(held.token, organisation_id=mallory.organisation.pk, now=SUNDAY_18)
    with pytest.raises(HoldEnded):
        extend(held.token, organisation_id=mallory.organisation.pk, now=SUNDAY_18)

    assert Hold.objects.of(salon.organisation).get().deadline == RUN_OUT


def test_a_released_slot_is_free_and_releasing_it_again_is_harmless(salon: Salon, held: HeldSlot) -> None:
    release(held.token, organisation_id=salon.organisation.pk, now=SUNDAY_18)
    release(held.token, organisation_id=salon.organisation.pk, now=SUNDAY_18)

    assert occupied(salon.ben) == []
    assert not Allocation.objects.of(salon.organisation).exists()
    assert make_booking(salon.cut, resource_id=salon.ben.pk).pk
