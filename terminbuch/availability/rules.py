"""What a service asks for: its length, its limits and the resources it needs."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
NOTHING = timedelta(0)


def _check_length(name: str, length: timedelta, *, at_least: timedelta = NOTHING) -> None:
    if length < at_least or length % MINUTE:
        least = at_least // MINUTE
        raise ValueError(f"{name}: must be whole minutes, at least {least}")


def _check_count(name: str, count: int | None, *, at_least: int) -> None:
    if count is not None and count < at_least:
        raise ValueError(f"{name}: must be at least {at_least}")


@dataclass(frozen=True)
class Rules:
    """The rules of one service. ``zone`` is the location's: "that day" means the date there.

    ``notice`` is elapsed time; ``horizon_days`` and ``until_date`` are inclusive, and
    with both the earlier counts; ``max_per_day`` limits the service's bookings per date.
    """

    duration: timedelta
    step: timedelta
    zone: ZoneInfo
    buffer_before: timedelta = NOTHING
    buffer_after: timedelta = NOTHING
    capacity: int = 1
    notice: timedelta = NOTHING
    horizon_days: int | None = None
    until_date: date | None = None
    max_per_day: int | None = None

    def __post_init__(self) -> None:
        _check_length("duration", self.duration, at_least=MINUTE)
        _check_length("step", self.step, at_least=MINUTE)
        _check_length("buffer_before", self.buffer_before)
        _check_length("buffer_after", self.buffer_after)
        _check_length("notice", self.notice)
        _check_count("capacity", self.capacity, at_least=1)
        _check_count("horizon_days", self.horizon_days, at_least=0)
        _check_count("max_per_day", self.max_per_day, at_least=0)


@dataclass(frozen=True)
class Candidate:
    """A resource that can serve; what it sets itself goes before the service's rule."""

    resource: int
    buffer_before: timedelta | None = None
    buffer_after: timedelta | None = None
    duration: timedelta | None = None

    def __post_init__(self) -> None:
        _check_length("buffer_before", self.buffer_before or NOTHING)
        _check_length("buffer_after", self.buffer_after or NOTHING)
        if self.duration is not None:
            _check_length("duration", self.duration, at_least=MINUTE)


@dataclass(frozen=True)
class Requirement:
    """One of the candidates (with ``take_all`` every one) serves a part of the service.

    The part lasts from ``begins`` to ``ends``, counted from the start of the service;
    ``None`` is the service's end. The buffer before goes with a part that begins at
    nought, the buffer after with one that lasts to the end.
    """

    candidates: tuple[Candidate, ...]
    take_all: bool = False
    begins: timedelta = NOTHING
    ends: timedelta | None = None

    def __post_init__(self) -> None:
        _check_length("begins", self.begins)
        if self.ends is not None:
            _check_length("ends", self.ends, at_least=self.begins + MINUTE)
