"""Does what is confirmed survive a power cut? What the database is set to, against what it must be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

WANTED = {
    "sqlite": {"journal_mode": "wal", "synchronous": "2"},
    "postgresql": {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"},
}
# These wait for a second machine as well.
STRONGER = {"synchronous_commit": {"remote_write", "remote_apply"}}


@dataclass(frozen=True, slots=True)
class Setting:
    name: str
    found: str
    wanted: str

    @property
    def is_right(self) -> bool:
        return self.found in {self.wanted} | STRONGER.get(self.name, set())


def settings() -> Iterator[Setting]:
    for name, wanted in WANTED[connection.vendor].items():
        question = f"PRAGMA {name}" if connection.vendor == "sqlite" else f"SHOW {name}"
        with connection.cursor() as cursor:
            cursor.execute(question)
            yield Setting(name, str(cursor.fetchone()[0]).lower(), wanted)
