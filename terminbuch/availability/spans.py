"""Spans of instants: the start belongs to a span, the end does not."""

from dataclasses import dataclass, field
from datetime import datetime

from .minutes import first_minute_from, in_utc, minute_of


@dataclass(frozen=True, slots=True)
class Span:
    """From ``start`` up to, not including, ``end``: two instants, kept in UTC.

    Touching spans do not overlap; an empty span (start and end the same) overlaps
    nothing. ``first_minute`` and ``last_minute`` (not included) are the UTC minutes that
    it touches. Raises ValueError for a naive time and for an end before the start.
    """

    start: datetime
    end: datetime
    first_minute: int = field(init=False, repr=False, compare=False)
    last_minute: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", in_utc(self.start))
        object.__setattr__(self, "end", in_utc(self.end))
        if self.end < self.start:
            raise ValueError("span: the end must not lie before the start")
        # Counted once here: a question reads thousands of spans, many times each.
        first = minute_of(self.start)
        object.__setattr__(self, "first_minute", first)
        object.__setattr__(self, "last_minute", first if self.is_empty else first_minute_from(self.end))

    @property
    def is_empty(self) -> bool:
        """Whether there is no moment in it."""
        return self.start == self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two have a moment in common."""
        return max(self.start, other.start) < min(self.end, other.end)

    def shares_a_minute_with(self, other: "Span") -> bool:
        """Whether the two touch the same UTC minute."""
        return max(self.first_minute, other.first_minute) < min(self.last_minute, other.last_minute)
