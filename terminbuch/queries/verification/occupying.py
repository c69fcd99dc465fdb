"""Bookings against what they occupy: what stands has its time, and what does not stand takes none."""

from __future__ import annotations

from .asking import Question

STANDING = "('confirmed', 'pending')"
UNOCCUPIED = f"""
SELECT b.organisation_id, b.number AS about, b.number, b.starts_at
FROM terminbuch_booking AS b
LEFT JOIN (
    SELECT booking_id, MIN(starts_at) AS first_at, MAX(ends_at) AS last_at FROM terminbuch_allocation
    WHERE live AND NOT is_wish AND booking_id IS NOT NULL GROUP BY booking_id
) AS o ON o.booking_id = b.id
WHERE b.status IN {STANDING} AND (
    o.booking_id IS NULL OR o.first_at <> {{occupied_from}} OR o.last_at <> {{occupied_until}}
)
"""  # noqa: S608  # no value in it
WISH_UNOCCUPIED = f"""
SELECT b.organisation_id, b.number AS about, b.number, b.wished_starts_at AS starts_at
FROM terminbuch_booking AS b
LEFT JOIN (
    SELECT booking_id, MIN(starts_at) AS first_at, MAX(ends_at) AS last_at FROM terminbuch_allocation
    WHERE live AND is_wish GROUP BY booking_id
) AS o ON o.booking_id = b.id
WHERE b.status IN {STANDING} AND b.wished_starts_at IS NOT NULL AND (
    o.booking_id IS NULL OR o.first_at > b.wished_starts_at OR o.last_at < b.wished_ends_at
)
"""  # noqa: S608  # no value in it
NO_OWNER = f"""
SELECT a.organisation_id, a.id AS about, r.name AS resource, a.starts_at, b.number
FROM terminbuch_allocation AS a
LEFT JOIN terminbuch_booking AS b ON b.id = a.booking_id
LEFT JOIN terminbuch_hold AS h ON h.id = a.hold_id
LEFT JOIN terminbuch_resource AS r ON r.id = a.resource_id
WHERE a.live AND h.id IS NULL AND (
    b.id IS NULL OR b.status NOT IN {STANDING} OR (a.is_wish AND b.wished_starts_at IS NULL)
)
"""  # noqa: S608  # no value in it
# Such a row would stand outside of the guard, which compares within one business.
STRANGE_OWNER = """
SELECT a.organisation_id, a.id AS about, r.name AS resource, a.starts_at
FROM terminbuch_allocation AS a
LEFT JOIN terminbuch_resource AS r ON r.id = a.resource_id
LEFT JOIN terminbuch_booking AS b ON b.id = a.booking_id
LEFT JOIN terminbuch_hold AS h ON h.id = a.hold_id
WHERE r.id IS NULL OR r.organisation_id <> a.organisation_id OR b.organisation_id <> a.organisation_id
    OR h.organisation_id <> a.organisation_id
"""
# SQLite compares instants as text: the guard and every question here rely on one spelling.
SPELLING = """
SELECT a.organisation_id, a.id AS about, r.name AS resource, a.starts_at
FROM terminbuch_allocation AS a LEFT JOIN terminbuch_resource AS r ON r.id = a.resource_id
WHERE a.live AND (
    a.starts_at IS NOT datetime(a.starts_at, '+0 seconds')
    OR a.ends_at IS NOT datetime(a.ends_at, '+0 seconds')
)
"""
HOLD_LEFT = """
SELECT h.organisation_id, h.id AS about, h.starts_at FROM terminbuch_hold AS h WHERE h.deadline < %(late)s
"""

OCCUPYING = (
    Question("unoccupied", UNOCCUPIED),
    Question("wish_unoccupied", WISH_UNOCCUPIED),
    Question("no_owner", NO_OWNER),
    Question("strange_owner", STRANGE_OWNER),
    Question("spelling", SPELLING, engine="sqlite"),
    Question("hold_left", HOLD_LEFT),
)
