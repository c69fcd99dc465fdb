"""Each reason as a line: whether it blocks, what it is, and where that is known from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from terminbuch import wording
from terminbuch.models import Absence, BusyTime
from terminbuch.queries.blocking import Minute, Posted, Watched
from terminbuch.queries.in_the_way import Obstacle
from terminbuch.queries.standing import reason

from ..absences import said as absences
from ..calendars.words import MARKS
from ..marks import Mark
from ..said import Voice

BLOCKS = Mark("bad", "close", pgettext_lazy("minute", "Blocks"))
CLOSED = Mark("warn", "clock", pgettext_lazy("minute", "Closed"))
OPEN = Mark("good", "check", pgettext_lazy("minute", "Open"))
UNKNOWN = Mark("bad", "pending", pgettext_lazy("minute", "Unknown"))
LETS = Mark("", "info", pgettext_lazy("minute", "Does not block"))
TAKEN: dict[str, str | Promise] = {
    "booking": gettext_lazy("Booking"),
    "pending": gettext_lazy("Request"),
    "wish": gettext_lazy("Wish to move here"),
    "offer": gettext_lazy("Time offered to a customer"),
    "hold": gettext_lazy("Time that is being booked online"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """``booking`` is set where a booking can be looked at."""

    mark: Mark
    title: str | Promise
    text: str
    booking: object = None


@dataclass(frozen=True, slots=True)
class Answer:
    """``kind`` is a colour of the style sheet."""

    kind: str
    sign: str
    words: str
    reason: str


def answer(found: Minute, voice: Voice) -> Answer:
    facts = {"who": found.resource.name, "when": voice.moment(found.at, found.zone)}
    if not found.is_free:
        return Answer("bad", "close", _("%(who)s is not free: %(when)s") % facts, _("See what blocks."))
    if not found.is_open:
        sentence = _("Customers cannot book. Staff can, after having read that it is outside the hours.")
        return Answer("warn", "clock", _("%(who)s is free, but it is closed: %(when)s") % facts, sentence)
    sentence = _(
        "Nothing blocks. A service is offered when all of its length is free and its rules allow it."
    )
    return Answer("good", "check", _("%(who)s is free: %(when)s") % facts, sentence)


def lines(found: Minute, voice: Voice) -> list[Line]:
    """What blocks first, then the hours, then what was looked at and does not block."""
    every = [*_hours(found, voice), *_rest(found, voice)]
    order = {BLOCKS: 0, UNKNOWN: 0, CLOSED: 1, OPEN: 1}
    return sorted(every, key=lambda line: order.get(line.mark, 2))


def _rest(found: Minute, voice: Voice) -> Iterator[Line]:
    for obstacle in found.taken:
        yield _taken(obstacle, found, voice)
    for absence in found.away:
        yield _away(absence, voice)
    for busy in found.busy:
        yield _busy(busy, found, voice)
    blocking = {busy.calendar_id for busy in found.busy if busy.blocks}
    for watched in found.watched:
        # Of one that blocks it was said already, with its age.
        if watched.is_unknown or watched.calendar.pk not in blocking:
            yield _calendar(watched, found, voice)


def _hours(found: Minute, voice: Voice) -> Iterator[Line]:
    if not found.posted:
        yield Line(CLOSED, _("Opening hours"), _("No opening hours are set for %s.") % found.resource.name)
    for posted in found.posted:
        source = _("by the hours of this day") if posted.is_exception else _("by the weekly hours")
        said = f"{posted.location.name}, {source}: {_spans(posted, voice)}"
        yield Line(OPEN if posted.is_open else CLOSED, _("Opening hours"), said)


def _spans(posted: Posted, voice: Voice) -> str:
    zone = posted.location.zone
    said = [wording.from_to(span.start, span.end, zone, voice.language) for span in posted.spans]
    return ", ".join(said) or _("closed all day")


def _taken(obstacle: Obstacle, found: Minute, voice: Voice) -> Line:
    """A minute beside the booking's own time is its buffer."""
    said = [wording.from_to(obstacle.starts_at, obstacle.ends_at, found.zone, voice.language)]
    if obstacle.booking is not None:
        said.append(voice.who(obstacle.booking))
    if not obstacle.starts_at <= found.at < obstacle.ends_at:
        said.append(_("this minute is its buffer"))
    return Line(BLOCKS, TAKEN[obstacle.kind], ", ".join(said), obstacle.booking)


def _away(absence: Absence, voice: Voice) -> Line:
    said = f"{absences.span(absence, voice)}. {absences.entered(absence, voice)}".strip()
    return Line(BLOCKS, absences.heading(absence, voice), said)


def _busy(busy: BusyTime, found: Minute, voice: Voice) -> Line:
    said = [
        voice.span(busy.starts_at, busy.ends_at, found.zone),
        _why(busy),
        _age(busy.calendar.last_good_at, found, voice),
    ]
    title = _("Busy in the calendar “%(calendar)s”") % {"calendar": busy.calendar.name}
    return Line(BLOCKS if busy.blocks else LETS, title, ", ".join(filter(None, said)))


def _why(busy: BusyTime) -> str:
    if busy.blocks:
        return _("out of office") if busy.shows_as == BusyTime.ShowsAs.OUT_OF_OFFICE else ""
    if busy.event.is_ignored:
        return _("somebody said that it does not count")
    return (
        _("our own entry")
        if busy.event.booking_id
        else _("only tentative, which does not block in this calendar")
    )


def _calendar(watched: Watched, found: Minute, voice: Voice) -> Line:
    """Also when nothing stands in it then: it is said that it was looked at (DB-27)."""
    calendar = watched.calendar
    said = [
        str(MARKS[watched.standing].words),
        str(reason(calendar)).rstrip("."),
        _age(calendar.last_good_at, found, voice),
    ]
    if watched.is_unknown:
        said.append(_("for this minute it is not known whether it is free"))
    title = _("Calendar “%(calendar)s”") % {"calendar": calendar.name}
    return Line(UNKNOWN if watched.is_unknown else LETS, title, ", ".join(filter(None, said)))


def _age(read_at: datetime | None, found: Minute, voice: Voice) -> str:
    if read_at is None:
        return _("not read yet")
    return _("read on %(when)s") % {"when": voice.brief(read_at, found.zone)}
