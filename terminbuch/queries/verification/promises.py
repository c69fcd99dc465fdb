"""Bookings against what was promised: each event has its mail, and no mail is about nothing."""

from __future__ import annotations

from .asking import Question

# The events of which the customer always hears, whoever caused them: see actions/booking. Where staff changed
# or merged the customer since, the address of then is not known any more.
MISSING = """
SELECT b.organisation_id, h.id AS about, b.number, b.starts_at, h.what
FROM terminbuch_historyentry AS h JOIN terminbuch_booking AS b ON b.id = h.booking_id
WHERE h.what IN ('booked', 'requested', 'accepted', 'request_declined', 'request_expired', 'cancelled')
AND b.email <> ''
AND NOT EXISTS (
    SELECT 1 FROM terminbuch_delivery AS d WHERE d.booking_id = b.id AND d.created_at = h.at
    AND d.calendar_id IS NULL AND d.resource_id IS NULL AND d.kind <> 'booking_reminder'
)
AND NOT EXISTS (
    SELECT 1 FROM terminbuch_historyentry AS other WHERE other.booking_id = b.id
    AND other.what IN ('edited', 'undone', 'customer_merged')
)
"""
# Keys are made in one place: the booking's uid and version, the reader, the kind.
STRANGE = """
SELECT d.organisation_id, d.id AS about, d.kind, b.number
FROM terminbuch_delivery AS d LEFT JOIN terminbuch_booking AS b ON b.id = d.booking_id
WHERE (d.booking_id IS NULL AND substr(d.key, 1, length(d.kind) + 1) <> d.kind || ':')
OR (d.booking_id IS NOT NULL AND (
    b.id IS NULL OR substr(d.key, 1, 32) <> {uid_in_keys} OR {version_in_key} NOT BETWEEN 1 AND b.version
))
"""
# What waits behind an earlier mail to the same reader, or for somebody to sign in again, is not stuck.
STUCK = """
SELECT d.organisation_id, d.id AS about, d.kind, b.number, d.due_at
FROM terminbuch_delivery AS d
LEFT JOIN terminbuch_booking AS b ON b.id = d.booking_id
LEFT JOIN terminbuch_outsidecalendar AS c ON c.id = d.calendar_id
LEFT JOIN terminbuch_calendarconnection AS n ON n.id = c.connection_id
WHERE d.state = 'due' AND d.due_at < %(late)s AND (d.lease_until IS NULL OR d.lease_until < %(late)s)
AND (n.id IS NULL OR n.state = 'ok')
AND NOT EXISTS (
    SELECT 1 FROM terminbuch_delivery AS before WHERE before.booking_id = d.booking_id AND before.id < d.id
    AND before.recipient = d.recipient AND before.state = 'due' AND d.calendar_id IS NULL
)
"""
UNNOTICED = """
SELECT d.organisation_id, d.id AS about, d.kind, b.number
FROM terminbuch_delivery AS d LEFT JOIN terminbuch_booking AS b ON b.id = d.booking_id
WHERE d.state = 'failed' AND d.calendar_id IS NULL AND d.kind <> 'test_mail'
AND NOT EXISTS (SELECT 1 FROM terminbuch_task AS t WHERE t.delivery_id = d.id)
"""
REMINDER = """
SELECT d.organisation_id, d.id AS about, b.number, b.starts_at
FROM terminbuch_delivery AS d JOIN terminbuch_booking AS b ON b.id = d.booking_id
WHERE d.state = 'due' AND d.kind = 'booking_reminder'
AND (b.status NOT IN ('confirmed', 'pending') OR {promised_start} <> {start_in_facts})
"""

PROMISES = (
    Question("promise_missing", MISSING),
    Question("promise_strange", STRANGE),
    Question("promise_stuck", STUCK),
    Question("promise_unnoticed", UNNOTICED),
    Question("reminder_wrong", REMINDER),
)
