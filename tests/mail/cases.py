"""One ordinary delivery of each kind, about the same appointment."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from terminbuch.models import Delivery

from .rows import (
    FRIDAY_14_30,
    FRIDAY_15_15,
    MOVED_TO_FRIDAY,
    WEDNESDAY_10_15,
    WEDNESDAY_11,
    a_booking,
    a_delivery,
    anna,
)

TUESDAY_17: dict[str, Any] = {"requested_until": datetime(2026, 11, 24, 16, tzinfo=UTC)}
PENDING = TUESDAY_17 | {"status": "pending"}

TUESDAY_9, TUESDAY_9_45 = "2026-12-01T08:00:00Z", "2026-12-01T08:45:00Z"
OFFERED: dict[str, Any] = {
    "by": "member",
    "people": ["Ben"],
    "why": "Ben ist leider erkrankt.",
    "until": "2026-11-23T15:00:00Z",
    "offers": [
        {"starts_at": WEDNESDAY_10_15, "ends_at": WEDNESDAY_11, "people": ["Clara"]},
        {"starts_at": FRIDAY_14_30, "ends_at": FRIDAY_15_15, "people": ["Ben"]},
        {"starts_at": TUESDAY_9, "ends_at": TUESDAY_9_45, "people": ["Anna", "Raum 2"]},
    ],
}

# Kind: what is special about its booking, and about its facts.
CASES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "booking_confirmed": ({}, {}),
    "booking_requested": (PENDING, {}),
    "request_accepted": ({}, {"by": "member"}),
    "request_declined": ({"status": "declined"}, {"by": "member", "invited": False}),
    "request_expired": ({"status": "expired"}, {"by": "system", "invited": False}),
    "booking_moved": ({}, MOVED_TO_FRIDAY),
    "move_requested": (TUESDAY_17, MOVED_TO_FRIDAY | {"sequence": 0}),
    "move_declined": ({}, {"by": "member", "wished_starts_at": FRIDAY_14_30}),
    "booking_cancelled": ({"status": "cancelled"}, {"sequence": 1, "invited": True}),
    "booking_reminder": ({}, {}),
    "booking_offered": ({}, OFFERED),
    "resource_new": ({}, {}),
    "resource_requested": (PENDING, {}),
    "resource_moved": ({}, MOVED_TO_FRIDAY),
    "resource_request_ended": ({"status": "declined"}, {"by": "member", "invited": False}),
    "resource_cancelled": ({"status": "cancelled"}, {"sequence": 1, "invited": True}),
}


def delivery_of(kind: str, language: str = "de") -> Delivery:
    booking_fields, facts = CASES[kind]
    return a_delivery(
        kind,
        booking=a_booking(language=language, **booking_fields),
        resource=anna(language=language) if kind.startswith("resource_") else None,
        **facts,
    )
