"""How time zones are said beside a time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from terminbuch.wording.languages import wall_clock
from terminbuch.wording.zone_names import city_name, short_names


def zone_label(zone: ZoneInfo, instant: datetime, language: str) -> str:
    """ "Berlin (MEZ, UTC+1)", "Kathmandu (UTC+5:45)": city, short name if any, offset at the instant."""
    city = zone_city(zone, language)
    if city == "UTC":
        return city
    short = zone_short_name(zone, instant, language)
    offset = utc_offset(instant, zone)
    return f"{city} ({short}, {offset})" if short else f"{city} ({offset})"


def zone_city(zone: ZoneInfo, language: str) -> str:
    """The city a zone is named after: "Tokio", "Tokyo"; a zone without one by its own name."""
    return city_name(zone.key, language)


def zone_mark(zone: ZoneInfo, instant: datetime, language: str) -> str:
    """The short name, or the offset where people use none. Tells the two times of a repeated hour apart."""
    return zone_short_name(zone, instant, language) or utc_offset(instant, zone)


def zone_short_name(zone: ZoneInfo, instant: datetime, language: str) -> str | None:
    """ "MEZ" in winter, "MESZ" in summer; None where the language has no short name for it."""
    kind = "standard" if _offset(instant, zone) == _standard_offset(instant, zone) else "daylight"
    return short_names(zone.key, language).get(kind)


def utc_offset(instant: datetime, zone: ZoneInfo) -> str:
    """ "UTC+1", "UTC+5:45", "UTC−3:30"."""
    offset = _offset(instant, zone)
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    sign = "\N{MINUS SIGN}" if offset < timedelta() else "+"
    return f"UTC{sign}{hours}:{minutes:02}" if minutes else f"UTC{sign}{hours}"


def _standard_offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    """The smaller offset of that year. ``dst()`` won't do: by Irish law summer time is the standard one."""
    return min(_offset(datetime(instant.year, month, 1, tzinfo=UTC), zone) for month in (1, 7))


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return wall_clock(instant, zone).utcoffset() or timedelta()
