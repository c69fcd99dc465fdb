"""The slip of one booking: who comes, when, how to reach them, and what they told us."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from terminbuch import wording
from terminbuch.models import Booking, Member
from terminbuch.queries.visits import visits

from .cases import Case, case
from .entries import Entry
from .mails import mails
from .marks import UNVERIFIED, Mark, marks_of
from .past import history
from .reach import mail_link, phone_link
from .said import Voice
from .written import written

ORIGINS: dict[str, str | Promise] = {
    Booking.Origin.ONLINE: gettext_lazy("Booked online on %(day)s"),
    Booking.Origin.BY_HAND: gettext_lazy("Entered by hand on %(day)s"),
    Booking.Origin.API: gettext_lazy("Booked by another program on %(day)s"),
}
HOW: dict[str, str | Promise] = {
    Booking.Origin.ONLINE: gettext_lazy("booked online"),
    Booking.Origin.BY_HAND: gettext_lazy("entered by hand"),
    Booking.Origin.API: gettext_lazy("booked by another program"),
}


@dataclass(frozen=True, slots=True)
class SlipLine:
    label: str
    text: str
    href: str = ""
    small: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """``wish`` is a move that waits for approval, else empty; ``until`` when what waits lapses.

    ``origin`` is how it came about, in two words.
    """

    booking: Booking
    who: str
    number: str
    day: str
    weekday: str
    month: str
    time: str
    service: str
    origin: str
    lines: list[SlipLine]
    marks: list[Mark]
    until: str
    wish: str
    agreed: str
    tasks: list[Case]
    mails: list[Entry]
    calendars: list[Entry]
    history: list[Entry]
    may_be_missed: bool

    @property
    def is_unverified(self) -> bool:
        return UNVERIFIED in self.marks

    @property
    def waits(self) -> bool:
        """Whether somebody has to accept or decline."""
        return bool(self.until)


def slip(booking: Booking, voice: Voice) -> Slip:
    """Reads service, location, allocations, tasks, deliveries and history: fetch them with the booking."""
    day = voice.day(booking)
    return Slip(
        booking=booking,
        who=voice.who(booking),
        number=wording.spaced_number(booking.number),
        day=str(day.day),
        weekday=wording.weekday_name(day, voice.language),
        month=wording.month_name(day, voice.language),
        time=voice.from_to(booking),
        service=voice.service(booking),
        origin=str(HOW[booking.origin]),
        lines=[line for line in _lines(booking, voice) if line.text],
        marks=marks_of(booking, voice.now),
        until=_until(booking, voice),
        wish=_wish(booking, voice),
        agreed=voice.span(booking.starts_at, booking.ends_at, booking.location.zone),
        tasks=_to_tick_off(booking, voice),
        mails=mails(booking, voice),
        calendars=written(booking, voice),
        history=history(booking, voice),
        may_be_missed=booking.may_be_missed(voice.now),
    )


def known_since(member: Member, booking: Booking, voice: Voice) -> str:
    """ "Kundin/Kunde seit März 2025, 9 Besuche", for those who see all bookings. At most one query."""
    customer = booking.customer
    if customer is None or not member.sees_all:
        return ""
    month = wording.month_name(customer.created_at.astimezone(booking.location.zone).date(), voice.language)
    count = visits(customer, now=voice.now)
    said = ngettext(
        "Customer since %(month)s, %(count)d visit", "Customer since %(month)s, %(count)d visits", count
    )
    return said % {"month": month, "count": count}


def _to_tick_off(booking: Booking, voice: Voice) -> list[Case]:
    """What is open; a request has its own buttons."""
    cases = [case(task, voice) for task in booking.tasks.all() if task.done_at is None]
    return [each for each in cases if not each.is_decision]


def _lines(booking: Booking, voice: Voice) -> list[SlipLine]:
    return [
        SlipLine(_("Service"), voice.service(booking)),
        SlipLine(pgettext("resource", "With"), ", ".join(booking.people()), small=booking.location.name),
        SlipLine(_("Phone"), booking.phone, href=phone_link(booking.phone)),
        SlipLine(_("E-mail"), booking.email, href=mail_link(booking.email)),
        SlipLine(_("Origin"), _origin(booking, voice)),
        *[SlipLine(_("Answer"), answer, small=question) for question, answer in booking.answers],
        SlipLine(_("Note"), booking.note),
        SlipLine(_("For the team"), booking.staff_note),
    ]


def _origin(booking: Booking, voice: Voice) -> str:
    made_on = booking.created_at.astimezone(booking.location.zone).date()
    today = voice.today(booking.location.zone)
    day = wording.long_date(made_on, language=voice.language, today=today)
    return str(ORIGINS[booking.origin]) % {"day": day}


def _until(booking: Booking, voice: Voice) -> str:
    undecided = booking.is_live and (booking.is_pending or booking.has_wish)
    if not undecided or booking.requested_until is None:
        return ""
    return voice.moment(booking.requested_until, booking.location.zone)


def _wish(booking: Booking, voice: Voice) -> str:
    if booking.wished_starts_at is None or booking.wished_ends_at is None:
        return ""
    return voice.span(booking.wished_starts_at, booking.wished_ends_at, booking.location.zone)
