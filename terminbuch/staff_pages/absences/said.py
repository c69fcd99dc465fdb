"""How an absence is said: as the heading of its board, and as a line of the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from terminbuch import wording
from terminbuch.models import Absence, Member, Resource
from terminbuch.queries.absences import zone_of

from ..said import Voice
from .spans import Span, is_whole_days, typed

Kind = Absence.Kind
KINDS: dict[str, str | Promise] = {
    Kind.ILLNESS: pgettext_lazy("absence", "Ill"),
    Kind.HOLIDAY: pgettext_lazy("absence", "Holiday"),
    Kind.TRAINING: pgettext_lazy("absence", "Training"),
    Kind.OTHER: pgettext_lazy("absence", "Something else"),
    Kind.CLOSURE: pgettext_lazy("absence", "Closed"),
    Kind.PUBLIC_HOLIDAY: pgettext_lazy("absence", "Public holiday"),
}
# Now, and at another time.
PEOPLE: dict[str, tuple[str | Promise, str | Promise]] = {
    Kind.ILLNESS: (gettext_lazy("%(who)s is ill today."), gettext_lazy("%(who)s is ill.")),
    Kind.HOLIDAY: (gettext_lazy("%(who)s is on holiday today."), gettext_lazy("%(who)s is on holiday.")),
    Kind.TRAINING: (
        gettext_lazy("%(who)s is at a training today."),
        gettext_lazy("%(who)s is at a training."),
    ),
    Kind.OTHER: (gettext_lazy("%(who)s is away today."), gettext_lazy("%(who)s is away.")),
}
THINGS = (gettext_lazy("%(who)s is out of use today."), gettext_lazy("%(who)s is out of use."))
PLACES = (gettext_lazy("%(who)s is closed today."), gettext_lazy("%(who)s is closed."))


@dataclass(frozen=True, slots=True)
class Line:
    """``why`` is "" for whoever may not know it; ``to_do``: bookings that still wait for something."""

    absence: Absence
    who: str
    tint: str
    kind: str | Promise
    span: str
    why: str
    entered: str
    to_do: int


def line(absence: Absence, member: Member, voice: Voice, *, to_do: int) -> Line:
    """Reads resource, location and who entered it: fetch them with the absence."""
    is_open = _may_know(absence, member)
    return Line(
        absence=absence,
        who=name_of(absence),
        tint=absence.resource.slug if absence.resource else "",
        kind=KINDS[absence.kind] if is_open else _("Away"),
        span=span(absence, voice),
        why=absence.reason if is_open else "",
        entered=entered(absence, voice),
        to_do=to_do,
    )


def heading(absence: Absence, voice: Voice) -> str:
    """ "Ben ist heute krank."."""
    today, other = _sentences(absence)
    return str(today if _is_today(absence, voice) else other) % {"who": name_of(absence)}


def span(absence: Absence, voice: Voice) -> str:
    """ "Dienstag, 24. November, ganzer Tag"; hours with their clock times, no end: "bis auf Weiteres"."""
    zone, away = clock_of(absence), span_of(absence)
    if absence.ends_at is None:
        is_whole = is_whole_days(away, zone)
        start = _day(away, zone, voice) if is_whole else voice.moment(absence.starts_at, zone)
        return _("from %(start)s, until further notice") % {"start": start}
    if is_whole_days(away, zone):
        return _whole_days(away, zone, voice)
    if _is_within_a_day(absence.starts_at, absence.ends_at, zone):
        hours = wording.from_to(absence.starts_at, absence.ends_at, zone, voice.language)
        return f"{_day(away, zone, voice)}, {hours}"
    ends = {"start": voice.moment(absence.starts_at, zone), "end": voice.moment(absence.ends_at, zone)}
    return _("%(start)s to %(end)s") % ends


def entered(absence: Absence, voice: Voice) -> str:
    """Who entered it and when; "" where nobody did, as in a demo."""
    member = absence.created_by
    if absence.created_at is None or member is None:
        return ""
    zone, who = clock_of(absence), member.user.name or member.user.email
    if absence.created_at.astimezone(zone).date() == voice.today(zone):
        clock = wording.plain_clock(absence.created_at, zone)
        return _("Entered at %(clock)s by %(who)s.") % {"clock": clock, "who": who}
    return _("Entered on %(day)s by %(who)s.") % {"day": voice.brief(absence.created_at, zone), "who": who}


def name_of(absence: Absence) -> str:
    thing = absence.resource or absence.location
    return thing.name if thing else ""


def clock_of(absence: Absence) -> ZoneInfo:
    return absence.location.zone if absence.location else zone_of(_resource(absence))


def span_of(absence: Absence) -> Span:
    return Span(absence.starts_at, absence.ends_at)


def _resource(absence: Absence) -> Resource:
    if absence.resource is None:
        raise TypeError("an absence is of a resource or of a location")
    return absence.resource


def _may_know(absence: Absence, member: Member) -> bool:
    """Why somebody is away is known to those who decide, and to the one who is away."""
    is_public = absence.location_id is not None
    return is_public or member.may_decide or absence.resource_id == member.resource_id


def _sentences(absence: Absence) -> tuple[str | Promise, str | Promise]:
    if absence.location_id is not None:
        return PLACES
    is_person = _resource(absence).kind == Resource.Kind.PERSON
    return PEOPLE.get(absence.kind, PEOPLE[Kind.OTHER]) if is_person else THINGS


def _is_today(absence: Absence, voice: Voice) -> bool:
    """Whether it is about today alone."""
    zone = clock_of(absence)
    shown = typed(span_of(absence), zone)
    return shown.since == shown.until == voice.today(zone)


def _whole_days(away: Span, zone: ZoneInfo, voice: Voice) -> str:
    shown = typed(away, zone)
    if shown.until is None or shown.since == shown.until:
        return _("%(day)s, the whole day") % {"day": _day(away, zone, voice)}
    last = wording.long_date(shown.until, language=voice.language, today=voice.today(zone))
    return _("%(start)s to %(end)s") % {"start": _day(away, zone, voice), "end": last}


def _is_within_a_day(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> bool:
    return starts_at.astimezone(zone).date() == ends_at.astimezone(zone).date()


def _day(away: Span, zone: ZoneInfo, voice: Voice) -> str:
    day = away.starts_at.astimezone(zone).date()
    return wording.long_date(day, language=voice.language, today=voice.today(zone))
