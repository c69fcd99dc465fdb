"""What a look at everything finds, short enough to compare whole."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection

from terminbuch.models import GUARD, Organisation
from terminbuch.queries import health
from tests.builders import SUNDAY_18

DROPPED = {
    "sqlite": (f"DROP TRIGGER {GUARD}_insert", f"DROP TRIGGER {GUARD}_update"),
    "postgresql": (f"ALTER TABLE terminbuch_allocation DROP CONSTRAINT {GUARD}",),
}


def troubles(now: datetime = SUNDAY_18, organisation: Organisation | None = None) -> list[str]:
    return [finding.code for finding in health.findings(now, organisation) if finding.is_trouble]


def said(code: str, now: datetime = SUNDAY_18, **whose: Any) -> tuple[str, str]:
    """The state and the sentence of the only finding with this code."""
    (found,) = [finding for finding in health.findings(now, **whose) if finding.code == code]
    return str(found.state), found.sentence


def drop_guard() -> None:
    with connection.cursor() as cursor:
        for statement in DROPPED[connection.vendor]:
            cursor.execute(statement)
