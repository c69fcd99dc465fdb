"""T2 and T3: a storm on each engine, with kills, a crash of the database, a checkpoint and a backup in it."""

from __future__ import annotations

import json
import random
import threading
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests.torture.checks import checked
from tests.torture.checks.x01 import overlaps
from tests.torture.checks.x02 import confirmed_stands
from tests.torture.checks.x06 import extra_copies, marks
from tests.torture.evidence import gathered
from tests.torture.house import House
from tests.torture.journal import Outcome, replay
from tests.torture.sink import FAULTS, NO_FAULTS
from tests.torture.step import POSTGRESQL, SQLITE, Findings, Size, step
from tests.torture.steps.draining import drain
from tests.torture.steps.storm import (
    Storm,
    confirmed_before,
    figures,
    untaken,
    works_again,
    wrongly_answered,
)
from tests.torture.wrecker import Wrecker

SAMPLE = 50
"""So many who were confirmed ask again all the same, and must be told the same."""


@step(
    "T2",
    title="storm on PostgreSQL, kills, and a crash of the database",
    limit=75,
    short=POSTGRESQL,
    engines=POSTGRESQL,
)
def storm_on_postgresql(house: House, luck: random.Random, size: Size) -> Findings:
    return _storm(house, luck, size, crash_at=size.pick(6.0, 2.0), keeper=None)


@step("T3", title="storm on SQLite, kills, a checkpoint and a backup", limit=60, short=SQLITE, engines=SQLITE)
def storm_on_sqlite(house: House, luck: random.Random, size: Size) -> Findings:
    keeper = Keeper(house)
    findings = _storm(house, luck, size, crash_at=None, keeper=keeper)
    findings.broken += keeper.wrong()
    whole = house.sql("PRAGMA integrity_check")
    if whole != [("ok",)]:
        findings.broken.append(f"the file is damaged: {whole[:3]}")
    return findings


def _storm(
    house: House, luck: random.Random, size: Size, *, crash_at: float | None, keeper: Keeper | None
) -> Findings:
    servers, worker = house.web(3), house.worker()
    house.sink.faults = FAULTS
    storm = Storm(
        house,
        luck,
        servers,
        attempts=size.pick(2000, 160),
        slots=size.pick(200, 20),
        clients=32,
        patience=60 * size.patience,
    )
    wrecker = Wrecker(house, [*servers, worker], random.Random(luck.random()), restarts_at=crash_at)
    wrecker.start()
    if keeper is not None:
        keeper.start()
    storm.blow()
    wrecker.stop()
    if keeper is not None:
        keeper.join()
    for server in servers:
        server.await_answer()
    confirmed = [each for each in house.journal.attempts() if each.outcome is Outcome.CONFIRMED]
    doubtful = replay(house.journal, storm.again, also=luck.sample(confirmed, min(SAMPLE, len(confirmed))))
    house.sink.faults = NO_FAULTS
    drained = drain(house, [worker], patience=30 * size.patience)
    return _found(storm, wrecker, doubtful, drained)


def _found(storm: Storm, wrecker: Wrecker, doubtful: int, drained: float) -> Findings:
    evidence = gathered(storm.house)
    attempts = evidence.attempts
    broken = [*wrongly_answered(attempts), *untaken(storm, evidence), *checked(evidence)]
    told = {
        **figures(storm, attempts),
        **works_again(wrecker, attempts),
        "overlaps": sum(1 for _ in overlaps(row for row in evidence.allocations if row.live)),
        "confirmed and lost": len(confirmed_stands(evidence)),
        "asked again in the end": doubtful,
        "mails": len(evidence.mails),
        "extra copies": extra_copies(evidence),
        "explained": marks(evidence),
        "drained in s": drained,
    }
    return Findings(told, broken)


@dataclass(eq=False)
class Keeper:
    """One backup and one checkpoint in the middle of the storm; what was confirmed before must be in it."""

    house: House
    began: datetime | None = None
    said: list[str] = field(default_factory=list)

    def start(self) -> None:
        self._thread = threading.Thread(target=self._keep, daemon=True)
        self._thread.start()

    def join(self) -> None:
        self._thread.join(60)

    @property
    def path(self) -> Path:
        return self.house.folder / "in-the-storm.zip"

    def _keep(self) -> None:
        threading.Event().wait(1.0)
        self.house.sql("PRAGMA wal_checkpoint(FULL)")
        self.began = datetime.now(UTC)
        done = self.house.call("backup", str(self.path))
        if done.returncode != 0:
            self.said.append(f"the backup failed: {done.stderr.strip()[-300:]}")

    def wrong(self) -> list[str]:
        if self.said or self.began is None or not self.path.exists():
            return self.said or ["there is no backup"]
        with zipfile.ZipFile(self.path) as kept:
            lines = kept.read("tables/terminbuch_booking.jsonl").splitlines()
        mails = {json.loads(line)["email"] for line in lines}
        lost = confirmed_before(self.house.journal.attempts(), self.began) - mails
        return [f"{len(lost)} bookings confirmed before the backup are not in it"] if lost else []
