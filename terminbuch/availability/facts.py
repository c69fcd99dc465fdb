"""What is known of a resource when a question is asked."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from .hours import Schedule
from .minutes import in_utc
from .spans import Span

Kind = Literal["booking", "hold", "absence", "external"]


@dataclass(frozen=True, slots=True)
class Sitting:
    """The part a row has in a sitting of the service that is asked about.

    ``id`` names the sitting, ``start`` is the start of the service in it (without
    buffers). The row takes ``seats`` seats, the first of which has the number ``seat``.
    """

    id: Hashable
    start: datetime
    seats: int = 1
    seat: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", in_utc(self.start))


@dataclass(frozen=True, slots=True)
class Taken:
    """A span in which a resource is not free, its own buffers included.

    ``sitting`` is set only on bookings and holds of the service that is asked about.
    ``core`` is the span without buffers, when it differs: only explanations need it.
    """

    span: Span
    kind: Kind
    sitting: Sitting | None = None
    core: Span | None = None


@dataclass(frozen=True, slots=True)
class ResourceFacts:
    """One resource: when it is open, what takes its time, how much it was booked.

    ``taken`` names only what blocks (no run-out hold, no cancelled booking, not the
    booking that is being moved). ``bookings_per_day`` counts by the location's date;
    with ``last_booked_at`` it makes any-of picks fair.
    """

    key: int
    schedules: tuple[Schedule, ...]
    taken: tuple[Taken, ...] = ()
    bookings_per_day: Mapping[date, int] = field(default_factory=dict)
    last_booked_at: datetime | None = None
