"""Reading the fields of a JSON object, each refused by its name when it does not fit."""

import re
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NoReturn
from zoneinfo import ZoneInfo, available_timezones

MOST_MINUTES = 31 * 1440
MOST_SEATS = 10_000

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_CLOCK = re.compile(r"\d\d:\d\d", re.ASCII)


class Misfit(ValueError):
    """A field does not fit. The text names it: one line, ``busy[0].start: …``."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")


class Fields:
    """A JSON object and where it stands. Each method reads one field and raises Misfit.

    A field that is missing or null has the default; without a default it must be there.
    """

    def __init__(self, value: object, path: str, names: Collection[str]) -> None:
        if not isinstance(value, dict):
            raise Misfit(path or "question", "must be an object")
        self._values: dict[str, Any] = value
        self._path = path
        for name in value:
            if name not in names:
                self.refuse(name, "is not a field of a question file")

    def path(self, name: str) -> str:
        """The full name of a field."""
        # A name that nobody has given a meaning may hold anything, line breaks included.
        shown = name if name.isidentifier() and name.isascii() else ascii(name)
        return f"{self._path}.{shown}" if self._path else shown

    def refuse(self, name: str, problem: str) -> NoReturn:
        """Raise the Misfit of a field."""
        raise Misfit(self.path(name), problem)

    def has(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self._values.get(name) is not None

    def raw(self, name: str) -> Any:
        """The value of a field that must be there."""
        if not self.has(name):
            self.refuse(name, "is missing")
        return self._values[name]

    def number(self, name: str, *, least: int, most: int, default: int | None = None) -> int:
        """A whole number from ``least`` to ``most``."""
        if default is not None and not self.has(name):
            return default
        value = self.raw(name)
        if type(value) is not int or not least <= value <= most:
            self.refuse(name, f"must be a whole number from {least} to {most}")
        return value

    def length(
        self, name: str, *, least: int = 0, most: int = MOST_MINUTES, default: int | None = None
    ) -> timedelta:
        """A length in whole minutes."""
        return timedelta(minutes=self.number(name, least=least, most=most, default=default))

    def flag(self, name: str, *, default: bool) -> bool:
        """True or false."""
        value = self.raw(name) if self.has(name) else default
        if not isinstance(value, bool):
            self.refuse(name, "must be true or false")
        return value

    def text(self, name: str) -> str:
        """A text."""
        value = self.raw(name)
        if not isinstance(value, str):
            self.refuse(name, "must be a text")
        return value

    def identity(self, name: str) -> str | int | None:
        """A text or a whole number that names something, or nothing."""
        value = self._values.get(name)
        if value is not None and type(value) not in (str, int):
            self.refuse(name, "must be a text or a whole number")
        return value

    def one_of(self, name: str, words: Collection[str], default: str | None = None) -> str:
        """One of the given words."""
        value = default if default is not None and not self.has(name) else self.text(name)
        if value not in words:
            self.refuse(name, f"must be one of {', '.join(words)}")
        return value

    def instant(self, name: str) -> datetime:
        """A moment with its offset, in UTC."""
        return instant(self.text(name), self.path(name))

    def date(self, name: str) -> date:
        """A date, as 2026-01-12."""
        return _read(self.text(name), self.path(name), _DATE, date.fromisoformat, "a date as 2026-01-12")

    def clock(self, name: str) -> time:
        """A wall clock time, as 09:30."""
        return _read(
            self.text(name), self.path(name), _CLOCK, time.fromisoformat, "a wall clock time as 09:30"
        )

    def zone(self, name: str) -> ZoneInfo:
        """A time zone by its IANA name."""
        value = self.text(name)
        if value not in _zone_names():
            self.refuse(name, "must be the IANA name of a time zone")
        return ZoneInfo(value)

    def objects(self, name: str, names: Collection[str], *, needed: bool = False) -> Iterator["Fields"]:
        """The objects of a list, empty by default."""
        for position, value in enumerate(self.list(name, needed=needed)):
            yield Fields(value, f"{self.path(name)}[{position}]", names)

    def list(self, name: str, *, needed: bool = False) -> "list[Any]":
        """A list, empty by default."""
        value = self.raw(name) if needed or self.has(name) else []
        if not isinstance(value, list):
            self.refuse(name, "must be a list")
        return value

    def object(self, name: str, names: Collection[str], *, needed: bool = True) -> "Fields":
        """An object; an empty one by default when it is not needed."""
        return Fields(self.raw(name) if needed or self.has(name) else {}, self.path(name), names)


def instant(text: str, path: str) -> datetime:
    """A moment such as 2026-01-12T09:00:00Z, in UTC; any offset will do, but there must be one."""
    moment = _read(text, path, _INSTANT, datetime.fromisoformat, "a moment as 2026-01-12T09:00:00Z")
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise Misfit(path, "must lie in the years 1 to 9999") from None


def _read[T](text: str, path: str, shape: re.Pattern[str], read: Callable[[str], T], what: str) -> T:
    """Read a text of the given shape: the standard library's readers take more than one spelling."""
    try:
        if shape.fullmatch(text):
            return read(text)
    except ValueError:
        pass  # the right shape, but no such day or hour: refused below as well
    raise Misfit(path, f"must be {what}")


@lru_cache(maxsize=1)
def _zone_names() -> frozenset[str]:
    """The zones that name a place or an offset: not the system's own files beside them."""
    return frozenset(available_timezones() - {"Factory", "localtime", "posixrules"})
