"""Cuts calendar text into its events, free-busy answers and zones. Their insides (alarms) are left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from .asked import NothingReadable
from .lines import WANTED, Line, name_of, read, unfolded

BUSY_PARTS = ("VEVENT", "VFREEBUSY")


@dataclass(slots=True)
class Part:
    """An event or a free-busy answer; ``lines`` by name, in the order of the text."""

    kind: str
    number: int
    lines: dict[str, list[Line]] = field(default_factory=dict)

    def first(self, name: str) -> Line | None:
        return next(iter(self.lines.get(name, ())), None)

    def all(self, name: str) -> list[Line]:
        return self.lines.get(name, [])

    def word(self, name: str) -> str:
        """Its value in capitals, "" where it is missing."""
        line = self.first(name)
        return line.value.upper() if line else ""


@dataclass(slots=True)
class Parts:
    """All calendars of a text together. ``zones`` are the texts of its VTIMEZONEs."""

    busy: list[Part] = field(default_factory=list)
    zones: list[bytes] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def parts(text: bytes) -> Parts:
    """Raises NothingReadable where the text is no calendar, or ends before the calendar does."""
    cutter = _Cutter()
    for number, line in unfolded(text):
        match name_of(line):
            case "BEGIN":
                cutter.begin(_what(line), number, line)
            case "END":
                cutter.end(_what(line), line)
            case name:
                cutter.take(number, name, line)
    if cutter.is_open or not cutter.calendars:
        raise NothingReadable("It breaks off before its end." if cutter.is_open else "This is no calendar.")
    return cutter.found


def _what(line: bytes) -> str:
    return line.partition(b":")[2].strip().decode("utf-8", "replace").upper()


class _Cutter:
    """Where in the text we are: in a calendar, in one of its parts, or deeper, where nothing matters."""

    def __init__(self) -> None:
        self.found = Parts()
        self.calendars = 0
        self.is_open = False
        self._part: Part | None = None
        self._zone: list[bytes] | None = None
        self._deeper: list[str] = []

    def begin(self, what: str, number: int, line: bytes) -> None:
        if what == "VCALENDAR":
            if self.is_open:
                raise NothingReadable("It breaks off before its end.")
            self.calendars += 1
            self.is_open = True
        elif what in BUSY_PARTS:
            self._give_up()
            self._part = Part(what, number)
        elif what == "VTIMEZONE":
            self._zone = [line]
        else:
            self._deeper.append(what)
            self.take(number, "", line)

    def end(self, what: str, line: bytes) -> None:
        if what == "VCALENDAR":
            self._give_up()
            self.is_open = False
        elif what == "VTIMEZONE" and self._zone is not None:
            self.found.zones.append(b"\r\n".join([*self._zone, line, b""]))
            self._zone, self._deeper = None, []
        elif self._part is not None and what == self._part.kind:
            self.found.busy.append(self._part)
            self._part, self._deeper = None, []
        elif self._deeper and what == self._deeper[-1]:
            self._deeper.pop()
            self.take(0, "", line)

    def take(self, number: int, name: str, line: bytes) -> None:
        if self._zone is not None:
            self._zone.append(line)
        elif self._part is None or self._deeper or name not in WANTED:
            return
        elif one := read(number, name, line):
            self._part.lines.setdefault(name, []).append(one)

    def _give_up(self) -> None:
        """What is still open has no end; what follows is read all the same (B7)."""
        if self._part is not None:
            self.found.broken.append(f"line {self._part.number}: {self._part.kind} has no end.")
        self._part, self._zone, self._deeper = None, None, []
