"""What the worker does, and what is asked about the whole installation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from terminbuch.actions import looking, upkeep
from terminbuch.calendars import working
from terminbuch.management import worker
from terminbuch.queries.figures import figures
from terminbuch.queries.health.working import BEAT
from terminbuch.queries.verification import compare, sweep
from tests.builders import SUNDAY_18
from tests.cast import Business

from .doing import ALL, Doing

LONG_AGO = SUNDAY_18 - timedelta(days=7)
"""When nothing was due: what is asked each second is then measured alone, and nobody's calendar is called."""


def work() -> Iterator[Doing]:
    for name, (_every, chore) in {**upkeep.CHORES, **working.CHORES, **working.ASKING}.items():
        # Looks after twenty businesses: each is measured alone, below.
        if name != BEAT:
            yield _all("work", f"chore: {name}", partial(chore, SUNDAY_18))
    for name, lane in working.LANES.items():
        if lane not in {working.do_chores, working.ask_again}:
            yield _all("work", f"is there anything to do? {name}", partial(lane, LONG_AGO))
    yield _all("work", "is there anything to do? mails", lambda: worker.send_next(LONG_AGO))
    yield _all("work", "send a mail", lambda: worker.send_next(SUNDAY_18))
    yield _all("whole", "figures of /metrics", lambda: figures(SUNDAY_18))
    yield _all("whole", "sweep of all times", lambda: sweep(now=SUNDAY_18))
    yield _all("whole", "verify --quick", _compared, seldom=True)


def of_one(business: Business, whose: str) -> Iterator[Doing]:
    key = business.organisation.pk
    yield Doing(
        "work", "look after a business (health)", whose,
        lambda _round: looking.look_after(business.organisation, now=SUNDAY_18),
    )  # fmt: skip
    yield Doing(
        "whole", "sweep of a business, ahead", whose,
        lambda _round: sweep(now=SUNDAY_18, organisation=key, ahead=True),
    )  # fmt: skip


def _compared() -> int:
    """How many faults: bookings that nobody made by a deed must still be as if somebody had."""
    return len(compare(now=SUNDAY_18).found)


def _all(kind: str, what: str, do: Callable[[], object], *, seldom: bool = False) -> Doing:
    return Doing(kind, what, ALL, lambda _round: do(), seldom=seldom)
