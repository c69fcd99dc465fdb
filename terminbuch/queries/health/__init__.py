"""Is the scheduling safe right now?

Whoever knows of something else that can go wrong writes a check and adds it to CHECKS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from terminbuch.models import Organisation

from .. import setup_check
from ..findings import Finding, Round, State
from . import calendars, compared, guarding, keeping, rights, secrets, waiting, working
from .guarding import durability, guard, is_ready, readiness

__all__ = [
    "CHECKS",
    "Finding",
    "Round",
    "State",
    "durability",
    "findings",
    "guard",
    "is_ready",
    "readiness",
    "worst",
]

type Check = Callable[[Round], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    guarding.guarded,
    compared.overlaps,
    compared.verification,
    guarding.lasting,
    rights.database_user,
    secrets.secrets,
    working.worker,
    working.deliveries,
    working.failed,
    working.mail_sending,
    waiting.cases,
    waiting.tasks,
    calendars.calendars,
    calendars.writes,
    calendars.conflicts,
    keeping.backup,
    keeping.clock,
    keeping.room,
    setup_check.set_up,
)


def findings(now: datetime, organisation: Organisation | None = None) -> list[Finding]:
    """All that is looked at, in plain words of the active language; without organisation, for everybody."""
    round_ = Round(now, organisation)
    return [finding for check in CHECKS for finding in check(round_)]


def worst(found: list[Finding]) -> State:
    """What the whole comes to."""
    return min((finding.state for finding in found), key=list(State).index, default=State.GOOD)
