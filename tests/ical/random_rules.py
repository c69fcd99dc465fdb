"""Rules as clients write them, and rarer ones, for the second opinion."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
# No 29 February: ical.js makes the first of March of it in years that have none.
STARTS = st.datetimes(datetime(2018, 1, 1), datetime(2026, 5, 31)).filter(
    lambda at: (at.month, at.day) != (2, 29)
)
days = st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True)
numbered_days = st.builds("{}{}".format, st.sampled_from([1, 2, 3, 4, -1, -2]), st.sampled_from(DAYS)).map(
    lambda day: [day]
)
months = st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True)
days_of_the_month = st.lists(st.integers(1, 28), min_size=1, max_size=3, unique=True)
PARTS: dict[str, dict[str, Any]] = {
    "DAILY": {"BYDAY": days, "BYMONTH": months},
    "WEEKLY": {"BYDAY": days},
    "MONTHLY": {"BYDAY": numbered_days, "BYMONTHDAY": days_of_the_month},
    "YEARLY": {"BYMONTH": months},
}


@st.composite
def series(draw: st.DrawFn) -> tuple[str, datetime]:
    """A calendar with one series on a wall without a zone, half an hour each, and when it starts."""
    start = draw(STARTS).replace(minute=0, second=0, microsecond=0)
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:series", f"DTSTART:{_text(start)}",
        "DURATION:PT30M", f"RRULE:{draw(_rules(start))}", *draw(_exceptions(start)), "END:VEVENT",
        "END:VCALENDAR", "",
    ]  # fmt: skip
    return "\r\n".join(lines), start


@st.composite
def _rules(draw: st.DrawFn, start: datetime) -> str:
    often = draw(st.sampled_from(list(PARTS)))
    name = draw(st.sampled_from([None, *PARTS[often]]))
    parts: dict[str, Any] = {"FREQ": often, "INTERVAL": draw(st.integers(1, 4))}
    if name:
        parts[name] = ",".join(str(value) for value in sorted(draw(PARTS[often][name])))
    elif often == "MONTHLY":
        parts["BYMONTHDAY"] = min(start.day, 28)
    # Whether a start that is not on the rule counts, the standard leaves open.
    match draw(st.sampled_from(["UNTIL", "for ever", *([] if name else ["COUNT"])])):
        case "COUNT":
            parts["COUNT"] = draw(st.integers(1, 400))
        case "UNTIL":
            parts["UNTIL"] = _text(start + timedelta(days=draw(st.integers(1, 3000))))
    return ";".join(f"{name}={value}" for name, value in parts.items())


@st.composite
def _exceptions(draw: st.DrawFn, start: datetime) -> list[str]:
    after = st.integers(1, 60).map(lambda weeks: _text(start + timedelta(weeks=weeks)))
    return [f"EXDATE:{at}" for at in draw(st.lists(after, max_size=3, unique=True))]


def _text(at: datetime) -> str:
    return f"{at:%Y%m%dT%H%M%S}"
