"""Question files as values: one that fits, and ways to change it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest

from terminbuch.availability.question_file import main

BOOKING = {
    "source": "booking",
    "id": "b1",
    "start": "2026-01-12T09:00:00Z",
    "end": "2026-01-12T10:00:00Z",
    "state": "confirmed",
    "buffer_before": 0,
    "buffer_after": 10,
    "same_service": False,
    "seats": 1,
}
WHOLE_DAY = {
    "source": "external",
    "all_day_from": "2026-01-19",
    "all_day_to": "2026-01-20",
    "zone": "Europe/Berlin",
    "shows_as": "busy",
}
HOLD = {
    "source": "hold",
    "start": "2026-01-12T12:00:00Z",
    "end": "2026-01-12T13:00:00Z",
    "hold_expires": "2026-01-10T00:05:00Z",
}
SCHEDULE = {
    "zone": "Europe/Berlin",
    "hours": [{"days": ["mon", "fri"], "start": "09:00", "end": "17:00"}],
    "overrides": [{"date": "2026-01-16", "hours": []}],
}


def question(**changed: Any) -> dict[str, Any]:
    """Mondays and Fridays from nine to five; a booking, an event of a whole day and a hold."""
    return {
        "schedule": SCHEDULE,
        "service": {"duration": 60, "step": 30, "buffer_before": 0, "buffer_after": 10, "capacity": 1},
        "limits": {"min_notice": 120, "horizon_days": 60, "until_date": None},
        "now": "2026-01-10T00:00:00Z",
        "busy": [BOOKING, WHOLE_DAY, HOLD],
        "reschedule_of": None,
        "query": {"from": "2026-01-12", "to": "2026-01-19", "zone": "Europe/Berlin"},
    } | changed


def short(*busy: Any, **changed: Any) -> dict[str, Any]:
    """A Monday morning from nine to twelve, by the hour, with what is busy; only what must be given."""
    return {
        "schedule": {
            "zone": "Europe/Berlin",
            "hours": [{"days": ["mon"], "start": "09:00", "end": "12:00"}],
        },
        "service": {"duration": 60},
        "now": "2026-01-10T00:00:00Z",
        "busy": list(busy),
        "query": {"from": "2026-01-12", "to": "2026-01-12"},
    } | changed


def without(values: dict[str, Any], *path: Any) -> Any:
    return changed(values, *path, remove=True)


def changed(values: Any, *path: Any, value: Any = None, remove: bool = False) -> Any:
    """A copy with the field at ``path`` changed, or taken away."""
    copy = json.loads(json.dumps(values))
    inner = copy
    for step in path[:-1]:
        inner = inner[step]
    if remove:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return copy


class Said(NamedTuple):
    status: int
    out: str
    error: str


class Command:
    """The command as a person at the keyboard has it."""

    def __init__(
        self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self._folder, self._capsys, self._monkeypatch = folder, capsys, monkeypatch

    def __call__(self, content: Any, *arguments: str) -> Said:
        """Write the file and ask."""
        file = self._folder / "question.json"
        file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return self.run(str(file), *arguments)

    def run(self, *arguments: str, stdin: bytes = b"") -> Said:
        self._monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(stdin)))
        status = main(arguments)
        return Said(status, *self._capsys.readouterr())

    def starts(self, content: Any) -> list[str]:
        """The answer to one question, clock times only."""
        said = self(content)
        assert (said.status, said.error) == (0, "")
        return [start[11:16] for start in json.loads(said.out)]
