"""The two languages, and what their words for time have in common."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

NO_BREAK = "\N{NO-BREAK SPACE}"


def locale_name(language: str) -> str:
    """The locale Babel knows for a language code; whatever is not German is read as British English."""
    return "de" if is_german(language) else "en_GB"


def is_german(language: str) -> bool:
    """True for "de" and its kinds ("de-at", "de_CH")."""
    return language.replace("_", "-").partition("-")[0].lower() == "de"


def wall_clock(instant: datetime, zone: ZoneInfo) -> datetime:
    """What calendar and clock show in ``zone`` at an instant.

    Raises ValueError for a time without a zone: it would silently be read in the server's own.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant needs its zone")
    return instant.astimezone(UTC).astimezone(zone)
