"""A mail that is about no booking: to somebody who signs in, or who is invited to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from terminbuch.models import Delivery, User


def promise_personally(
    kind: str,
    *,
    organisation_id: int,
    recipient: str,
    language: str,
    key: str,
    now: datetime,
    user: User | None = None,
    facts: dict[str, Any] | None = None,
) -> None:
    """A step of a deed. ``key`` names the event: the same key again promises nothing more (I7).

    The facts hold no secret: a link is derived when the mail is written, from what they name.
    """
    row = Delivery(
        organisation_id=organisation_id,
        key=f"{kind}:{key}"[:120],
        kind=kind,
        user=user,
        recipient=recipient,
        facts={"language": language, **(facts or {})},
        due_at=now,
        created_at=now,
    )
    Delivery.objects.bulk_create([row], ignore_conflicts=True)
