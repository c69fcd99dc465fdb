"""How it stands with a calendar: a sign, a word, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from terminbuch.models import CalendarConnection, OutsideCalendar
from terminbuch.queries.standing import Standing, reason, standing

from ..marks import Mark
from ..said import Voice

type Words = str | Promise
Kind = CalendarConnection.Kind

KINDS: Mapping[str, Words] = {
    Kind.CALDAV: "CalDAV",
    Kind.GOOGLE: "Google",
    Kind.MICROSOFT: "Microsoft 365",
    Kind.FEED: gettext_lazy("Calendar by address (ICS)"),
}
MARKS: Mapping[Standing, Mark] = {
    Standing.SIGNED_OUT: Mark("bad", "warning", pgettext_lazy("calendar", "Signed out")),
    Standing.RED: Mark("bad", "warning", pgettext_lazy("calendar", "Not readable")),
    Standing.PAUSED: Mark("warn", "hold", pgettext_lazy("calendar", "Waits for you")),
    Standing.NO_RIGHT: Mark("warn", "warning", pgettext_lazy("calendar", "Right missing")),
    Standing.STALE: Mark("warn", "clock", pgettext_lazy("calendar", "Out of date")),
    Standing.TROUBLED: Mark("warn", "refresh", pgettext_lazy("calendar", "Last try failed")),
    Standing.WAITING: Mark("", "refresh", pgettext_lazy("calendar", "Being read")),
    Standing.GOOD: Mark("good", "check", pgettext_lazy("calendar", "Good")),
    Standing.UNUSED: Mark("", "info", pgettext_lazy("calendar", "Not in use")),
}
NEXT: Mapping[Standing, Words] = {
    Standing.SIGNED_OUT: gettext_lazy(
        "Please sign in again. Until then nothing is read and nothing is written."
    ),
    Standing.RED: gettext_lazy(
        "It is tried again and again by itself. If the reason does not go away, please look there, or let the"
        " calendar block no longer."
    ),
    Standing.PAUSED: gettext_lazy(
        "Too many of our entries changed there at once. Nothing is followed before you decide it."
    ),
    Standing.NO_RIGHT: gettext_lazy(
        "Please give the right there, then test again; or choose another calendar."
    ),
    Standing.STALE: gettext_lazy("The background worker seems to be behind. The health page says more."),
    Standing.TROUBLED: gettext_lazy("It is tried again by itself. What was read last still holds."),
    Standing.WAITING: gettext_lazy("This takes some seconds. Until then no time is offered."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A calendar as a page shows it. ``age`` is empty for what was never read."""

    calendar: OutsideCalendar
    standing: Standing
    mark: Mark
    reason: Words
    next: Words
    age: str

    @property
    def is_bad(self) -> bool:
        return self.mark.kind == "bad"


def line(calendar: OutsideCalendar, voice: Voice) -> Line:
    """Needs its connection."""
    stands = standing(calendar, now=voice.now)
    return Line(
        calendar,
        stands,
        MARKS[stands],
        "" if stands in {Standing.UNUSED, Standing.GOOD} else reason(calendar),
        NEXT.get(stands, ""),
        age(calendar.last_good_at, voice, calendar.connection) if calendar.next_read_at else "",
    )


def worst(lines: Iterable[Line]) -> Mark:
    """Of a connection: as its worst calendar that is in use."""
    order = list(Standing)
    return MARKS[min((line.standing for line in lines), key=order.index, default=Standing.UNUSED)]


def age(read_at: datetime | None, voice: Voice, connection: CalendarConnection) -> str:
    """When what is known was asked for; nothing for what was never read."""
    if read_at is None:
        return ""
    minutes = max(0, int((voice.now - read_at).total_seconds()) // 60)
    if minutes == 0:
        return _("Read less than a minute ago")
    if minutes < 60:
        words = ngettext("Read %(number)d minute ago", "Read %(number)d minutes ago", minutes)
        return words % {"number": minutes}
    return _("Last read: %(when)s") % {"when": voice.brief(read_at, connection.zone)}
