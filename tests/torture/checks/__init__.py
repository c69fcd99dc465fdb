"""What must hold in the end, one file for each: evidence in, sentences about what is wrong out.

They read rows, mails and journals, and know nothing of how the application works inside. A check that has
nothing to look at says nothing; what a step must have been through, the step itself counts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.torture.evidence import Evidence, gathered

from . import x01, x02, x03, x04, x05, x06, x07, x08, x10, x11, x12, x14, x15, x16

if TYPE_CHECKING:
    from tests.torture.house import House
    from tests.torture.journal import Attempt

type Check = Callable[[Evidence], list[str]]

CHECKS: dict[str, Check] = {
    "X1": x01.no_overlap,
    "X2": x02.confirmed_stands,
    "X3": x03.one_key_one_booking,
    "X4": x04.taken_was_taken,
    "X5": x05.refused_left_nothing,
    "X6": x06.each_mail_once,
    "X7": x07.mails_tell_the_truth,
    "X8": x08.no_mail_for_nothing,
    "X10": x10.history_gives_the_table,
    "X11": x11.moves_seen_whole,
    "X12": x12.reminders,
    "X14": x14.tenants_apart,
    "X15": x15.guarded,
    "X16": x16.nothing_left_over,
}
MOST = 5
"""So many sentences of one check stand in the report; of the others the number."""


def all_checks(house: House, *attempts: Attempt, without: tuple[str, ...] = ()) -> list[str]:
    """Every check but those named, on what this house left, each sentence with the number of its check."""
    return checked(gathered(house, *attempts), without=without)


def checked(evidence: Evidence, *, without: tuple[str, ...] = ()) -> list[str]:
    found = {name: check(evidence) for name, check in CHECKS.items() if name not in without}
    return [f"{name}: {sentence}" for name, said in found.items() for sentence in _first(said)]


def _first(said: list[str]) -> list[str]:
    more = [f"… and {len(said) - MOST} more"] if len(said) > MOST else []
    return said[:MOST] + more
