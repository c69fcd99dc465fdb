"""A conflict with both its sides in words, and what may be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.shortcuts import resolve_url
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terminbuch import wording
from terminbuch.models import Conflict, Member, OutsideCalendar
from terminbuch.queries import inbox
from terminbuch.queries.connections import resources

from ..marks import Mark
from ..said import Voice

Kind = Conflict.Kind
MARKS = {
    Kind.OVERLAP: Mark("bad", "busy", gettext_lazy("Busy in the calendar as well")),
    Kind.MOVED: Mark("warn", "refresh", gettext_lazy("Moved in the calendar")),
    Kind.DELETED: Mark("warn", "bin", gettext_lazy("Deleted in the calendar")),
    Kind.MANY: Mark("bad", "warning", gettext_lazy("Many changes at once")),
}
MEANS: dict[str, str | Promise] = {
    Kind.OVERLAP: gettext_lazy("It was entered after the appointment had been agreed."),
    Kind.MOVED: gettext_lazy("Here the appointment still has its old time; the customer knows of nothing."),
    Kind.DELETED: gettext_lazy("Here the appointment still stands; the customer knows of nothing."),
    Kind.MANY: gettext_lazy(
        "So many changes may be a mistake: the calendar was emptied, or another account signed in. Until you"
        " decide, nothing is followed and nothing is written."
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """``wished`` are the fields of the edit window when the calendar's time is taken over.

    ``board`` is whether somebody already looks for other times.
    """

    case: Conflict
    mark: Mark
    time: str
    day: str
    who: str
    what: str
    calendar: str
    outside: str
    means: str
    wished: str
    board: bool
    connection: str
    may_decide: bool
    may_offer: bool


def line(case: Conflict, member: Member, voice: Voice, home: ZoneInfo, boards: set[int]) -> Line:
    """Reads the booking with its service, location and allocations, the calendar and the resource.

    ``home`` is the zone of what concerns no booking, ``boards`` where other times are looked for.
    """
    booking = case.booking
    zone = booking.location.zone if booking else home
    return Line(
        case=case,
        mark=MARKS[Kind(case.kind)],
        time=voice.clock(booking) if booking else "",
        day=wording.short_date(voice.day(booking), voice.language) if booking else "",
        who=voice.who(booking) if booking else case.resource.name,
        what=f"{voice.service(booking)}, {', '.join(booking.people())}" if booking else "",
        calendar=name_of(case.calendar, case),
        outside=_outside(case, voice, zone),
        means=str(MEANS[case.kind]),
        wished=_wished(case, zone),
        board=case.disruption_id in boards,
        connection=_connection(case, member) if case.kind == Kind.MANY else "",
        may_decide=inbox.may_decide(member, case),
        may_offer=member.may_decide and booking is not None and booking.service_id is not None,
    )


def name_of(calendar: OutsideCalendar, case: Conflict) -> str:
    """ "Privat" (Ben)."""
    return _("“%(calendar)s” (%(who)s)") % {"calendar": calendar.name, "who": case.resource.name}


def _outside(case: Conflict, voice: Voice, zone: ZoneInfo) -> str:
    """When it stands there, or how much has changed."""
    if case.kind == Kind.MANY:
        counted = {name: case.facts.get(name, 0) for name in ("gone", "moved", "standing")}
        return _("%(gone)s deleted and %(moved)s moved, of %(standing)s") % counted
    if case.kind == Kind.DELETED:
        return _("is no longer there")
    if case.starts_at is None or case.ends_at is None:
        return _("without a time of its own")
    return voice.span(case.starts_at, case.ends_at, zone)


def _connection(case: Conflict, member: Member) -> str:
    """Where the account can be signed in to again; "" for who may not."""
    if not resources(member).filter(pk=case.resource_id).exists():
        return ""
    slug, uid = member.organisation.slug, case.calendar.connection.uid
    return resolve_url("staff_pages:calendar_connection", slug, uid)


def _wished(case: Conflict, zone: ZoneInfo) -> str:
    if case.starts_at is None or case.ends_at is None:
        return ""
    start = case.starts_at.astimezone(zone)
    minutes = int((case.ends_at - case.starts_at).total_seconds()) // 60
    return urlencode({"on": f"{start:%Y-%m-%d}", "at": f"{start:%H:%M}", "minutes": str(minutes)})
