"""T1: builds that are broken on purpose. What does not find them could not find anything."""

from __future__ import annotations

import random
from collections.abc import Sequence

from tests.torture.checks import CHECKS
from tests.torture.checks.x01 import overlaps
from tests.torture.evidence import Evidence, gathered
from tests.torture.house import House
from tests.torture.step import ENGINES, SQLITE, Findings, Size, step
from tests.torture.steps.storm import Storm

ENOUGH = 20
# In the short form. On SQLite fewer meet, for there one process writes at a time even without our locks.
WAVES = {"postgresql": 16, "sqlite": 32}
DROPPED = {
    "postgresql": ("ALTER TABLE terminbuch_allocation DROP CONSTRAINT allocation_no_overlap",),
    "sqlite": (
        "DROP TRIGGER allocation_no_overlap_insert",
        "DROP TRIGGER allocation_no_overlap_update",
    ),
}


@step("T1-guard", title="control: without guard and locks times are sold twice", limit=40, short=ENGINES)
def without_guard(house: House, luck: random.Random, size: Size) -> Findings:
    """PostgreSQL: no constraint, no row locks. SQLite: no triggers, the look outside of any transaction."""
    for statement in DROPPED[house.engine]:
        house.sql(statement)
    servers = house.web(3, application="tests.torture.builds.unguarded:application")
    storm = Storm(
        house, luck, servers, attempts=size.pick(400, WAVES[house.engine] * 10), clients=24,
        slots=size.pick(40, WAVES[house.engine]), patience=30 * size.patience,
    )  # fmt: skip
    storm.blow()
    evidence = gathered(house)
    found = sum(1 for _ in overlaps(row for row in evidence.allocations if row.live))
    missed = _unnoticed(evidence, ["X1", "X15"])
    if found < ENOUGH:
        missed.append(f"only {found} overlaps where at least {ENOUGH} were to be expected")
    return Findings({"attempts": len(evidence.attempts), "overlaps": found}, missed)


@step(
    "T1-mail", title="control: mail before the commit tells of what never came about", limit=30, short=SQLITE
)
def mail_before_commit(house: House, luck: random.Random, size: Size) -> Findings:
    servers = house.web(1, application="tests.torture.builds.hurried_mail:application")
    storm = Storm(
        house, luck, servers, attempts=24, slots=24, clients=4, patience=25 * size.patience, tries_again=False
    )
    storm.blow()
    evidence = gathered(house)
    found = len(CHECKS["X8"](evidence))
    return Findings({"mails": len(evidence.mails), "of nothing": found}, _unnoticed(evidence, ["X8"]))


def _unnoticed(evidence: Evidence, names: Sequence[str]) -> list[str]:
    """The checks that should have found something, and did not."""
    return [f"{name} finds nothing wrong with a broken build" for name in names if not CHECKS[name](evidence)]
