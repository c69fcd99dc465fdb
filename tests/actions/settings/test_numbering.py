"""When a service needs one thing more or less, what is booked already goes on meeting what it met."""

from __future__ import annotations

from typing import Any

import pytest

from terminbuch.actions import settings
from terminbuch.actions.asking import Actor
from terminbuch.models import Allocation, Booking, Requirement
from tests.builders import MONDAY_9, SUNDAY_18, TUESDAY_9, Salon, make_booking, make_service, needs


@pytest.fixture
def booked(salon: Salon) -> Booking:
    """Ben, the room, and Clara besides."""
    perm = make_service(salon.organisation, "perm")
    for resource in (salon.ben, salon.room, salon.clara):
        needs(perm, resource)
    return make_booking(perm, at=MONDAY_9)


def met(booking: Booking) -> dict[str, int]:
    """Which requirement, by who meets it."""
    rows = Allocation.objects.of(booking.organisation_id).filter(booking=booking)
    return dict(rows.values_list("resource__slug", "position"))


def requirement(booking: Booking, at: int) -> Requirement:
    return Requirement.objects.of(booking.organisation_id).filter(service=booking.service)[at]


def remove(row: Requirement, by: Actor, now: Any = SUNDAY_18) -> None:
    settings.remove(
        "requirement", row.pk, organisation_id=row.organisation_id,
        seen=settings.seen("requirement", row), by=by, now=now,
    )  # fmt: skip


def test_the_others_move_up_and_what_nobody_needs_is_beyond_the_last(booked: Booking, clara: Actor) -> None:
    remove(requirement(booked, 0), clara)

    assert met(booked) == {"raum-1": 0, "clara": 1, "ben": 2}


def test_twice_leaves_two_beyond_the_last(booked: Booking, clara: Actor) -> None:
    remove(requirement(booked, 1), clara)
    remove(requirement(booked, 0), clara)

    assert met(booked) == {"clara": 0, "ben": 1, "raum-1": 1}


def test_one_more_is_met_by_nobody_yet(booked: Booking, clara: Actor) -> None:
    remove(requirement(booked, 2), clara)
    values = {"service_id": booked.service_id, "position": 9}
    settings.add("requirement", values, organisation_id=booked.organisation_id, by=clara, now=SUNDAY_18)

    assert met(booked) == {"ben": 0, "raum-1": 1, "clara": 3}


def test_what_is_over_stays_as_it_was(booked: Booking, clara: Actor) -> None:
    remove(requirement(booked, 0), clara, now=TUESDAY_9)

    assert met(booked) == {"ben": 0, "raum-1": 1, "clara": 2}


def test_other_services_are_not_concerned(salon: Salon, booked: Booking, clara: Actor) -> None:
    cut = make_booking(salon.cut, at=TUESDAY_9, resource_id=salon.ben.pk)

    remove(requirement(booked, 0), clara)

    assert met(cut) == {"ben": 0}
