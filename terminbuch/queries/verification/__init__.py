"""Does everything that is stored agree? Compared from outside: plain SQL that trusts neither guard nor rules.

Read only. Whoever knows of something else that can disagree adds a question to QUESTIONS, and its words to
``codes``. A question is one statement, so that bookings that go on meanwhile raise no false alarm.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import DEFAULT_DB_ALIAS

from .asking import Found, Question, answered, ask
from .codes import OUTSIDE, UNSAFE, WITH_A_COPY, WORDS
from .entries import ENTRIES
from .guards import guards
from .history import HISTORY
from .occupying import OCCUPYING
from .promises import PROMISES
from .revisions import Marks, marks, unraised
from .sweeping import OVERLAPPING, SEATED_TWICE, occupied, sweep

__all__ = [
    "DOUBLE",
    "OUTSIDE",
    "QUESTIONS",
    "UNSAFE",
    "WITH_A_COPY",
    "WORDS",
    "Compared",
    "Found",
    "Question",
    "ask",
    "compare",
    "sweep",
]

DOUBLE = (OVERLAPPING, SEATED_TWICE)
QUESTIONS = (*DOUBLE, *OCCUPYING, *PROMISES, *ENTRIES, *HISTORY)
COUNTED = {
    "bookings": "terminbuch_booking",
    "promises": "terminbuch_delivery",
    "entries": "terminbuch_calendarentry",
    "logged": "terminbuch_historyentry",
}

type Figures = dict[str, int]


@dataclass(frozen=True, slots=True)
class Compared:
    """``figures`` and ``marks`` by organisation."""

    found: list[Found]
    figures: Mapping[int, Figures]
    marks: Mapping[int, Marks]


def compare(
    *, now: datetime, before: Mapping[int, Marks] | None = None, using: str = DEFAULT_DB_ALIAS
) -> Compared:
    """``before``: the marks of the last time, by organisation."""
    after = marks(now=now, using=using)
    found = [
        *guards(using=using),
        *(each for question in QUESTIONS for each in ask(question, now=now, using=using)),
        *_unraised(before or {}, after),
    ]
    return Compared(found, figures(now=now, using=using), after)


def _unraised(before: Mapping[int, Marks], after: Mapping[int, Marks]) -> Iterator[Found]:
    for organisation, theirs in after.items():
        yield from unraised(organisation, before.get(organisation, {}), theirs)


def figures(*, now: datetime, using: str) -> dict[int, Figures]:
    """How much was compared, by organisation."""
    counted: dict[int, Figures] = defaultdict(Counter)
    for organisation, number in occupied(now=now, using=using).items():
        counted[organisation]["occupied"] = number
    for name, table in COUNTED.items():
        sql = f"SELECT organisation_id, COUNT(*) AS number FROM {table} GROUP BY organisation_id"  # noqa: S608  # names of tables
        for row in answered(sql, now=now, using=using):
            counted[row["organisation_id"]][name] = row["number"]
    return counted
