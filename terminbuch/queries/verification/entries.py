"""Bookings to come against the entries in connected calendars, as we know them: nobody is asked outside.

What is still on its way, failed before everybody's eyes or was changed by somebody there is no fault.
"""

from __future__ import annotations

from .asking import Question

# The part of the appointment that the calendar's resource serves, without buffers: see queries/entries.py.
WANTED = """
WITH wanted AS (
    SELECT b.id AS booking_id, c.id AS calendar_id,
        MIN(CASE WHEN a.starts_at > b.starts_at THEN a.starts_at ELSE b.starts_at END) AS starts_at,
        MAX(CASE WHEN a.ends_at < b.ends_at THEN a.ends_at ELSE b.ends_at END) AS ends_at
    FROM terminbuch_outsidecalendar AS c
    JOIN terminbuch_allocation AS a ON a.organisation_id = c.organisation_id AND a.resource_id = c.resource_id
        AND a.live AND NOT a.is_wish AND a.ends_at > %(now)s
    JOIN terminbuch_booking AS b ON b.id = a.booking_id AND b.status IN ('confirmed', 'pending')
        AND b.ends_at > %(now)s
    WHERE c.receives GROUP BY b.id, c.id
)"""
ON_ITS_WAY = """EXISTS (
    SELECT 1 FROM terminbuch_delivery AS d
    WHERE d.booking_id = b.id AND d.calendar_id = c.id AND d.state = 'due'
)"""
MISSING = f"""{WANTED}
SELECT b.organisation_id, b.number || '-' || c.id AS about, b.number, b.starts_at, c.name AS calendar
FROM wanted AS w JOIN terminbuch_booking AS b ON b.id = w.booking_id
JOIN terminbuch_outsidecalendar AS c ON c.id = w.calendar_id
LEFT JOIN terminbuch_calendarentry AS e ON e.booking_id = b.id AND e.calendar_id = c.id
WHERE (e.id IS NULL OR (NOT e.is_there AND e.failed_at IS NULL AND e.missing_since IS NULL))
AND NOT {ON_ITS_WAY}
"""  # noqa: S608  # no value in it
DIFFERS = f"""{WANTED}
SELECT b.organisation_id, b.number || '-' || c.id AS about, b.number, b.starts_at, c.name AS calendar
FROM wanted AS w JOIN terminbuch_booking AS b ON b.id = w.booking_id
JOIN terminbuch_outsidecalendar AS c ON c.id = w.calendar_id
JOIN terminbuch_calendarentry AS e ON e.booking_id = b.id AND e.calendar_id = c.id
WHERE e.is_there AND e.failed_at IS NULL AND e.moved_since IS NULL AND e.missing_since IS NULL
AND (e.starts_at <> w.starts_at OR e.ends_at <> w.ends_at) AND NOT {ON_ITS_WAY}
"""  # noqa: S608  # no value in it
LEFT = f"""
SELECT b.organisation_id, b.number || '-' || c.id AS about, b.number, b.starts_at, c.name AS calendar
FROM terminbuch_calendarentry AS e JOIN terminbuch_booking AS b ON b.id = e.booking_id
JOIN terminbuch_outsidecalendar AS c ON c.id = e.calendar_id
WHERE e.is_there AND e.failed_at IS NULL AND e.missing_since IS NULL AND b.ends_at > %(now)s
AND b.status NOT IN ('confirmed', 'pending') AND NOT {ON_ITS_WAY}
"""  # noqa: S608  # no value in it

ENTRIES = (
    Question("entry_missing", MISSING),
    Question("entry_differs", DIFFERS),
    Question("entry_left", LEFT),
)
