"""X1: no two who are there take one person, room or seat at the same time; seats never above capacity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta

from tests.torture.evidence import Allocation, Evidence


def no_overlap(evidence: Evidence) -> list[str]:
    """The spans include buffers, so two that touch keep both buffers between them (W4)."""
    live = [row for row in evidence.allocations if row.live]
    return [*map(_said, overlaps(live)), *_seats(live), *_homeless(evidence)]


def overlaps(rows: Iterable[Allocation]) -> Iterator[tuple[Allocation, Allocation]]:
    """Pairs of rows that take one resource, or one seat of a sitting, at the same time."""
    by_resource: dict[int, list[Allocation]] = defaultdict(list)
    for row in rows:
        by_resource[row.resource].append(row)
    for group in by_resource.values():
        group.sort(key=lambda row: (row.starts_at, row.id))
        for at, one in enumerate(group):
            for other in group[at + 1 :]:
                if other.starts_at >= one.ends_at:
                    break
                if one.sitting != other.sitting or one.seat == other.seat:
                    yield one, other


def _said(pair: tuple[Allocation, Allocation]) -> str:
    one, other = pair
    return f"resource {one.resource} is taken twice at {other.starts_at}: rows {one.id} and {other.id}"


def _seats(rows: list[Allocation]) -> Iterator[str]:
    return (f"row {row.id} has seat {row.seat} of {row.capacity}" for row in rows if row.seat > row.capacity)


def _homeless(evidence: Evidence) -> Iterator[str]:
    """A booking that stands occupies all of its time; one that does not occupies nothing."""
    covered: dict[int, list[Allocation]] = defaultdict(list)
    for row in evidence.allocations:
        if row.live and row.booking is not None:
            covered[row.booking].append(row)
    for booking in evidence.bookings:
        first = booking.starts_at - timedelta(minutes=booking.buffer_before)
        last = booking.ends_at + timedelta(minutes=booking.buffer_after)
        own = [row for row in covered[booking.id] if not row.is_wish]
        if booking.is_live and not any(row.starts_at <= first and row.ends_at >= last for row in own):
            yield f"booking {booking.id} stands and does not occupy its time"
        if not booking.is_live and covered[booking.id]:
            yield f"booking {booking.id} is {booking.status} and still occupies time"
