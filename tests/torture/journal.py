"""What clients asked and what they were told, on disk before and after each request.

A client whose connection dies does not know what became of its request. That is no failure: it asks again
under the same key, and then it must know.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any


class Outcome(StrEnum):
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    """A sentence for the visitor: 409, 422, 429."""
    FAILED = "failed"
    """503 or another 5xx: whether it was done must be asked again."""
    UNKNOWN = "unknown"
    """The connection died after something had been sent."""


CERTAIN = {Outcome.CONFIRMED, Outcome.REFUSED}


@dataclass(frozen=True)
class Told:
    """``said`` is a word for the reason of a refusal; ``token`` is the booking's link, if there is one.

    ``location`` is where the answer led to.
    """

    outcome: Outcome
    status: int = 0
    said: str = ""
    token: str = ""
    began: float = 0.0
    ended: float = 0.0
    location: str = ""


@dataclass(frozen=True)
class Attempt:
    """``what`` is book, hold, move, cancel …; ``about`` says with which service, person, start, mail.

    Instants are seconds since 1970 by the clock of this machine. ``token`` is the link it acted on.
    """

    number: int
    what: str
    tenant: str
    key: str
    about: dict[str, str]
    token: str = ""
    told: tuple[Told, ...] = field(default=())

    @property
    def outcome(self) -> Outcome:
        """What is known in the end. Nothing told at all is a connection that died with its client."""
        return self.told[-1].outcome if self.told else Outcome.UNKNOWN

    @property
    def last(self) -> Told:
        return self.told[-1] if self.told else Told(Outcome.UNKNOWN)

    @property
    def is_certain(self) -> bool:
        return self.outcome in CERTAIN

    @property
    def began(self) -> float:
        return self.told[0].began if self.told else 0.0

    @property
    def ended(self) -> float:
        return self.told[-1].ended if self.told else 0.0


class Journal:
    """Append-only JSON lines, written by many threads; read back from disk, never from memory."""

    def __init__(self, path: Path) -> None:
        self.path, self._lock, self._next = path, threading.Lock(), 0
        self._file = path.open("a", encoding="utf-8")

    def ask(self, what: str, *, tenant: str, key: str = "", token: str = "", **about: str) -> Attempt:
        """Written down before anything is sent."""
        with self._lock:
            self._next += 1
            attempt = Attempt(self._next, what, tenant, key, about, token)
            self._write({"asked": {**asdict(attempt), "told": []}})
        return attempt

    def tell(self, attempt: Attempt, told: Told) -> Told:
        """Written down as soon as it was read. More than once where it was asked more than once."""
        with self._lock:
            self._write({"told": {"number": attempt.number, **asdict(told)}})
        return told

    def attempts(self) -> list[Attempt]:
        """All of them, in the order in which they were asked."""
        with self._lock:
            self._file.flush()
            lines = [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines()]
        return merged(lines)

    def close(self) -> None:
        self._file.close()

    def _write(self, line: dict[str, Any]) -> None:
        self._file.write(json.dumps(line) + "\n")


def merged(lines: Iterable[dict[str, Any]]) -> list[Attempt]:
    found: dict[int, Attempt] = {}
    for line in lines:
        if asked := line.get("asked"):
            found[asked["number"]] = Attempt(**{**asked, "told": ()})
        else:
            said = dict(line["told"])
            attempt = found[said.pop("number")]
            told = Told(**{**said, "outcome": Outcome(said["outcome"])})
            found[attempt.number] = replace(attempt, told=(*attempt.told, told))
    return list(found.values())


def replay(journal: Journal, again: Callable[[Attempt], Told], *, also: Iterable[Attempt] = ()) -> int:
    """Asks once more, under the same key, whatever is not certain, and ``also`` these; how many that were.

    ``again`` sends the same request and says what it was told. Tries each for a minute at most.
    """
    doubtful = [attempt for attempt in journal.attempts() if not attempt.is_certain]
    for attempt in [*doubtful, *also]:
        give_up_at = time.monotonic() + 60
        while journal.tell(attempt, again(attempt)).outcome not in CERTAIN:
            if time.monotonic() > give_up_at:
                break
            time.sleep(0.2)
    return len(doubtful)
