"""Calendar text in a few words, and what is read of it as one looks at it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from terminbuch.ical.busy import Asked, Understood, understood_feed

BERLIN = ZoneInfo("Europe/Berlin")
OWNER = "anna@example.org"
JUNE = Asked(
    datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC), BERLIN, owners=frozenset({OWNER})
)
YEAR = Asked(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC), BERLIN, JUNE.owners)


def calendar(*parts: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""]).encode()


def event(*lines: str, uid: str = "u1") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"])


def nine_to_ten(*lines: str, uid: str = "u1", day: str = "20260601") -> str:
    """An hour of the first of June in UTC, or of another day."""
    return event(f"DTSTART:{day}T090000Z", f"DTEND:{day}T100000Z", *lines, uid=uid)


def read(*parts: str, asked: Asked = JUNE) -> Understood:
    return understood_feed(calendar(*parts), asked)


def busy(*parts: str, asked: Asked = JUNE) -> list[str]:
    """Each span as ``06-01 09:00 – 06-01 10:00``, in UTC."""
    return spans(read(*parts, asked=asked))


def spans(understood: Understood) -> list[str]:
    found = sorted((span.starts_at, span.ends_at) for one in understood.events for span in one.spans)
    return [f"{start:%m-%d %H:%M} – {end:%m-%d %H:%M}" for start, end in found]
