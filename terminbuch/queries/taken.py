"""What takes the time of resources: bookings, wishes, holds and absences, but never the wish's own rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from terminbuch import availability
from terminbuch.models import Absence, Allocation, Service

from . import prepared
from .wish import Wish

FOREVER = datetime(9999, 12, 1, tzinfo=UTC)
# Nobody's key, for a wish that keeps no time yet and moves nothing.
NONE = -1
HELD = """SELECT a.resource_id, a.starts_at, a.ends_at
FROM terminbuch_allocation a JOIN terminbuch_hold h ON h.id = a.hold_id
LEFT JOIN terminbuch_case k ON k.id = h.case_id
WHERE a.organisation_id = %(organisation)s AND a.live AND a.resource_id {in ids}
AND a.ends_at > %(since)s AND a.starts_at < %(until)s
AND h.organisation_id = %(organisation)s AND h.deadline > %(now)s AND h.id <> %(own)s
AND coalesce(h.booking_id, 0) <> %(moving)s AND coalesce(k.booking_id, 0) <> %(moving)s"""


class Row(NamedTuple):
    """An allocation with what matters of its booking or hold."""

    resource: int
    starts_at: datetime
    ends_at: datetime
    sitting: UUID
    seat: int
    is_wish: bool
    booking_service: int | None
    booking_starts_at: datetime | None
    booking_wished_starts_at: datetime | None
    hold_service: int | None
    hold_starts_at: datetime | None

    @property
    def service_starts_at(self) -> datetime | None:
        """When the service starts for which the row is taken, buffers left out."""
        if self.hold_starts_at is not None:
            return self.hold_starts_at
        return self.booking_wished_starts_at if self.is_wish else self.booking_starts_at


COLUMNS = (
    "resource_id", "starts_at", "ends_at", "sitting", "seat", "is_wish",
    "booking__service_id", "booking__starts_at", "booking__wished_starts_at",
    "hold__service_id", "hold__starts_at",
)  # fmt: skip


def absences(wish: Wish, ids: set[int], window: availability.Span) -> dict[int, list[availability.Taken]]:
    """When the resources are away or the location is closed, by resource. One query."""
    rows = Absence.objects.of(wish.location.organisation_id).filter(
        Q(resource_id__in=ids) | Q(location=wish.location),
        Q(ends_at__isnull=True) | Q(ends_at__gt=window.start),
        starts_at__lt=window.end,
        withdrawn_at__isnull=True,
    )
    found: dict[int, list[availability.Taken]] = defaultdict(list)
    for row in rows:
        span = availability.Span(row.starts_at, row.ends_at or FOREVER)
        for key in ids if row.resource_id is None else {row.resource_id}:
            found[key].append(availability.Taken(span, "absence"))
    return found


def held_spans(
    wish: Wish, ids: set[int], window: availability.Span, now: datetime
) -> Mapping[int, tuple[availability.Taken, ...]]:
    """What holds alone take of these resources' time, sittings not told apart. One query."""
    values = {
        "organisation": wish.location.organisation_id,
        "ids": prepared.ids(ids),
        "since": prepared.instant(window.start),
        "until": prepared.instant(window.end),
        "now": prepared.instant(now),
        "own": wish.hold.pk if wish.hold else NONE,
        "moving": wish.moving.pk if wish.moving else NONE,
    }
    found: dict[int, list[availability.Taken]] = defaultdict(list)
    for key, starts_at, ends_at in prepared.rows(prepared.worded(HELD), values):
        span = availability.Span(prepared.moment(starts_at), prepared.moment(ends_at))
        found[key].append(availability.Taken(span, "hold"))
    return {key: tuple(taken) for key, taken in found.items()}


def allocations(wish: Wish, ids: set[int], window: availability.Span, now: datetime) -> Iterable[Row]:
    """Every row that counts now: of bookings, and of holds that have not run out. One query."""
    return _read(_live_rows(wish, ids, window).filter(Q(hold__isnull=True) | Q(hold__deadline__gt=now)))


def _read(rows: QuerySet[Allocation]) -> Iterable[Row]:
    return map(Row._make, rows.values_list(*COLUMNS))


def _live_rows(wish: Wish, ids: set[int], window: availability.Span) -> QuerySet[Allocation]:
    """The rows that take these resources' time and are not the wish's own."""
    rows = Allocation.objects.of(wish.location.organisation_id).filter(
        live=True, resource_id__in=ids, ends_at__gt=window.start, starts_at__lt=window.end
    )
    if wish.hold is not None:
        rows = rows.exclude(hold_id=wish.hold.pk)
    if wish.moving is not None:
        # Times that are offered to a customer are kept for exactly this move.
        rows = rows.exclude(hold__booking_id=wish.moving.pk).exclude(hold__case__booking_id=wish.moving.pk)
    if wish.moving is not None and wish.waits_for_approval:
        rows = rows.exclude(booking_id=wish.moving.pk, is_wish=True)
    elif wish.moving is not None:
        rows = rows.exclude(booking_id=wish.moving.pk)
    return rows


def taken(row: Row, service: Service) -> availability.Taken:
    """The row as the rule knows it; with a seat, where it is of a sitting of this service."""
    kind: availability.Kind = "hold" if row.hold_starts_at is not None else "booking"
    is_same = service.pk in {row.booking_service, row.hold_service}
    sitting = None
    if service.capacity > 1 and is_same and row.service_starts_at is not None:
        sitting = availability.Sitting(row.sitting, row.service_starts_at, seat=row.seat)
    return availability.Taken(availability.Span(row.starts_at, row.ends_at), kind, sitting)
