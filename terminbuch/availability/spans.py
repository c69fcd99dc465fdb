"""Spans of instants: the start belongs to a span, the end does not."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Span:
    """From ``start`` up to, not including, ``end``: two aware instants, best in UTC.

    Touching spans do not overlap. Raises ValueError for a naive time and for an
    end that is not after the start.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("span: both ends must be aware")
        if self.end <= self.start:
            raise ValueError("span: the end must lie after the start")

    def overlaps(self, other: "Span") -> bool:
        """Whether the two have a moment in common."""
        return self.start < other.end and other.start < self.end
