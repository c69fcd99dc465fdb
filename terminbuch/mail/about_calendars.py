"""What we write to members about outside calendars. Nothing that stands in one is ever quoted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from terminbuch import wording
from terminbuch.models import Booking, Conflict, Member, OutsideCalendar
from terminbuch.queries.standing import reason

from . import links
from .letter import Letter, Link, Paragraph, Part, Row, emphasised
from .personal import PersonalOccasion
from .setbacks import NoLongerNeeded
from .to_members import personal
from .voices import name_to_say

Kind = Conflict.Kind
OPENINGS: Mapping[str, str | Promise] = {
    Kind.OVERLAP: gettext_lazy(
        "in %(calendar)s, something now stands where an appointment was agreed before."
    ),
    Kind.MOVED: gettext_lazy("in %(calendar)s, one of our entries was given another time."),
    Kind.DELETED: gettext_lazy("in %(calendar)s, one of our entries was deleted."),
    Kind.MANY: gettext_lazy("in %(calendar)s, many of our entries were changed or deleted at once."),
}


def conflict_found(told: PersonalOccasion) -> Letter:
    """As it stands when the mail is written. Raises NoLongerNeeded when nothing is left to decide."""
    calendar = _calendar(told)
    cases = list(_cases(told).filter(calendar=calendar))
    if not cases:
        raise NoLongerNeeded("nothing is left to decide")
    subject = ngettext(
        "To decide: a conflict with %(calendar)s", "To decide: conflicts with %(calendar)s", len(cases)
    )
    still = _("Nothing has been changed, and no customer has been told. Please decide what is to be done.")
    return personal(
        told,
        subject=subject % _names(calendar),
        heading=_("A calendar and your bookings contradict each other."),
        opening=str(OPENINGS[cases[0].kind]) % _names(calendar),
        parts=[_part(case, case.booking, told) for case in cases if case.booking],
        paragraphs=[Paragraph(still)],
        reason=_why(told),
        button=Link(_("Decide now"), _page(told, "conflicts/")),
    )


def calendar_red(told: PersonalOccasion) -> Letter:
    """Raises NoLongerNeeded for a calendar that was disconnected."""
    calendar = _calendar(told)
    since = calendar.last_good_at or calendar.failing_since or told.delivery.created_at
    return personal(
        told,
        subject=_("Please look: %(calendar)s cannot be read") % _names(calendar),
        heading=_("A calendar cannot be read."),
        opening=_("we have not been able to read %(calendar)s for a while.") % _names(calendar),
        paragraphs=[
            emphasised(_("It was last read well on %s."), told.moment(since)),
            Paragraph(f"{reason(calendar)} {_means(calendar)}".strip()),
        ],
        reason=_why(told),
        button=Link(_("Look at the calendar"), _page(told, "settings/calendars/")),
    )


def calendar_back(told: PersonalOccasion) -> Letter:
    """Raises NoLongerNeeded for a calendar that was disconnected."""
    calendar = _calendar(told)
    return personal(
        told,
        subject=_("All is well again: %(calendar)s can be read") % _names(calendar),
        heading=_("The calendar can be read again."),
        opening=_("we can read %(calendar)s again, and have read what had come into it.") % _names(calendar),
        paragraphs=[
            Paragraph(_("You need do nothing. Whatever overlaps a booking now stands under “Conflicts”."))
        ],
        reason=_why(told),
        button=Link(_("Look at the calendar"), _page(told, "settings/calendars/")),
    )


def _calendar(told: PersonalOccasion) -> OutsideCalendar:
    """With whose it is. Also for nobody who no longer has to do with it."""
    rows = OutsideCalendar.objects.of(told.organisation).select_related("resource", "connection")
    calendar = rows.filter(uid=told.facts["calendar"]).first()
    if calendar is None:
        raise NoLongerNeeded("the calendar was disconnected")
    readers = Member.objects.of(told.organisation).filter(user=told.delivery.user_id or 0)
    if not readers.filter(Q(role=Member.Role.OWNER) | Q(resource=calendar.resource_id)).exists():
        raise NoLongerNeeded("the reader has no longer to do with it")
    return calendar


def _cases(told: PersonalOccasion) -> QuerySet[Conflict]:
    rows = Conflict.objects.of(told.organisation).filter(
        uid__in=told.facts["conflicts"], ended_at__isnull=True
    )
    return rows.select_related("booking__service", "calendar").order_by("starts_at", "pk")


def _names(calendar: OutsideCalendar) -> dict[str, str]:
    """By the name that it has in the account, and whose it is."""
    name = name_to_say(" ".join(calendar.name.split())) or _("Calendar")
    return {"calendar": _("“%(name)s” (%(who)s)") % {"name": name, "who": calendar.resource.name}}


def _part(case: Conflict, booking: Booking, told: PersonalOccasion) -> Part:
    who = booking.name or _("Without customer")
    what = booking.service.name(told.language) if booking.service else ""
    rows = [Row(_("Appointment"), _span(booking.starts_at, booking.ends_at, told))]
    if case.kind != Kind.DELETED and case.starts_at and case.ends_at:
        rows.append(Row(_("In the calendar"), _span(case.starts_at, case.ends_at, told)))
    return Part(", ".join(filter(None, [who, what])), tuple(rows))


def _span(starts_at: datetime, ends_at: datetime, told: PersonalOccasion) -> str:
    day = wording.medium_date(starts_at.astimezone(told.zone).date(), told.language)
    return f"{day}, {wording.from_to(starts_at, ends_at, told.zone, told.language)}"


def _means(calendar: OutsideCalendar) -> str:
    if calendar.blocks and calendar.is_withheld:
        return _("Until it can be read again, no time of %(who)s is offered.") % {
            "who": calendar.resource.name
        }
    if calendar.blocks:
        return _("Until it can be read again, new bookings are checked against what was last read of it.")
    return _("Until it answers again, new bookings may be missing in it.")


def _why(told: PersonalOccasion) -> str:
    said = _("You get this e-mail because this calendar is connected to %(organisation)s.")
    return said % {"organisation": told.organisation.name}


def _page(told: PersonalOccasion, path: str) -> str:
    return f"{links.team_url()}{told.organisation.slug}/{path}"
