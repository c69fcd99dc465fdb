"""Mails about no booking, to Clara, who signs in for Salon Anna. Nothing here is saved."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from terminbuch.mail.personal import PersonalOccasion
from terminbuch.models import Delivery, User

from .rows import DELIVERY, MONDAY_NOON, salon

# Kind: what its facts say.
PERSONAL_CASES: dict[str, dict[str, Any]] = {
    "sign_in_changed": {"what": "password_changed"},
    "test_mail": {},
}


def clara(**fields: Any) -> User:
    return User(**{"name": "Clara Dahl", "email": "clara@salon-anna.example"} | fields)


def a_personal_delivery(
    kind: str,
    *,
    user: User | None = None,
    language: str = "de",
    created_at: datetime = MONDAY_NOON,
    **facts: Any,
) -> Delivery:
    return Delivery(
        uid=DELIVERY, organisation=salon(), kind=kind, user=user or clara(), created_at=created_at,
        recipient="clara@salon-anna.example", facts={"language": language} | PERSONAL_CASES[kind] | facts,
    )  # fmt: skip


def personally(delivery: Delivery) -> PersonalOccasion:
    return PersonalOccasion(delivery, MONDAY_NOON, ZoneInfo("Europe/Berlin"))
