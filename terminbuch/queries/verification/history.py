"""What was logged against what stands: played again, the log ends where the booking is."""

from __future__ import annotations

from .asking import Question

MISSING = """
SELECT b.organisation_id, b.number AS about, b.number, b.starts_at FROM terminbuch_booking AS b
WHERE NOT EXISTS (SELECT 1 FROM terminbuch_historyentry AS h WHERE h.booking_id = b.id)
"""
STATUS = """
WITH last AS (
    SELECT booking_id, what, ROW_NUMBER() OVER (PARTITION BY booking_id ORDER BY at DESC, id DESC) AS turn
    FROM terminbuch_historyentry WHERE booking_id IS NOT NULL AND what IN (
        'booked', 'entered', 'requested', 'accepted', 'cancelled', 'request_declined', 'request_expired'
    )
)
SELECT b.organisation_id, b.number AS about, b.number, b.starts_at
FROM terminbuch_booking AS b JOIN last ON last.booking_id = b.id AND last.turn = 1
WHERE b.status <> CASE last.what
    WHEN 'requested' THEN 'pending' WHEN 'cancelled' THEN 'cancelled'
    WHEN 'request_declined' THEN 'declined' WHEN 'request_expired' THEN 'expired' ELSE 'confirmed' END
"""
# A change that was taken back does not say to which time.
TIME = """
WITH last AS (
    SELECT h.booking_id, h.what, {moved_to} AS moved_to,
        ROW_NUMBER() OVER (PARTITION BY h.booking_id ORDER BY h.at DESC, h.id DESC) AS turn
    FROM terminbuch_historyentry AS h WHERE h.what = 'undone'
    OR (h.what IN ('moved', 'edited') AND {moved_to} IS NOT NULL)
)
SELECT b.organisation_id, b.number AS about, b.number, b.starts_at
FROM terminbuch_booking AS b JOIN last ON last.booking_id = b.id AND last.turn = 1
WHERE last.what <> 'undone' AND last.moved_to <> {start_in_facts}
"""

HISTORY = (
    Question("history_missing", MISSING),
    Question("history_status", STATUS),
    Question("history_time", TIME),
)
