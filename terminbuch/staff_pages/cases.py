"""Tasks as the cases of a board: what is to be done, about whom, and how to reach them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terminbuch import wording
from terminbuch.models import Booking, Delivery, OutsideCalendar, Task

from .calls import call
from .mails import PERSONAL_TITLES, TITLES
from .marks import Mark
from .reach import phone_link
from .said import Voice
from .written import why

Kind = Task.Kind

DECIDE_REQUEST = Mark("warn", "pending", gettext_lazy("Accept or decline the request"))
DECIDE_MOVE = Mark("warn", "refresh", gettext_lazy("Accept or decline the move"))
MAIL_FAILED = Mark("bad", "mail", gettext_lazy("E-mail not delivered"))
PHONE = Mark("bad", "phone", gettext_lazy("Please call"))
NOT_IN_CALENDAR = Mark("warn", "calendar", gettext_lazy("Not in the calendar"))
MARKS = {
    Kind.MAIL_FAILED: MAIL_FAILED,
    Kind.PHONE: PHONE,
    Kind.NOT_IN_CALENDAR: NOT_IN_CALENDAR,
}


@dataclass(frozen=True, slots=True)
class Case:
    """``sentence`` says what to do; ``is_decision``: ended by accepting or declining, not by ticking off.

    ``words`` are what a caller says, ``held`` the times that are kept until then; ``phone`` is empty where
    there is none or where it is not the customer who is to be told.
    """

    task: Task
    booking: Booking | None
    time: str
    who: str
    what: str
    mark: Mark
    sentence: str
    words: str
    held: list[str]
    held_until: str
    needs_phone: bool
    phone: str
    phone_link: str
    is_decision: bool


def case(task: Task, voice: Voice) -> Case:
    """Reads the booking with its service, location and allocations, the delivery and the case."""
    booking = task.booking
    phone = _phone(task)
    said = call(task, voice)
    return Case(
        task=task,
        booking=booking,
        time=voice.clock(booking) if booking else "",
        who=voice.who(booking) if booking else _reader(task),
        what=_what(booking, voice) if booking else "",
        mark=_mark(task),
        sentence=said.why or _sentence(task, voice),
        words=said.words,
        held=said.held,
        held_until=said.held_until,
        needs_phone=task.kind == Kind.PHONE and booking is not None and not phone,
        phone=phone,
        phone_link=phone_link(phone),
        is_decision=task.kind == Kind.DECIDE,
    )


def _phone(task: Task) -> str:
    """The customer's, unless it is a colleague whom a mail did not reach."""
    is_about_colleague = task.delivery is not None and task.delivery.resource_id is not None
    return task.booking.phone if task.booking and not is_about_colleague else ""


def _reader(task: Task) -> str:
    return task.delivery.recipient if task.delivery else ""


def _what(booking: Booking, voice: Voice) -> str:
    return f"{wording.short_date(voice.day(booking), voice.language)}, {voice.service(booking)}"


def _mark(task: Task) -> Mark:
    if task.kind == Kind.DECIDE:
        return DECIDE_MOVE if task.booking and task.booking.has_wish else DECIDE_REQUEST
    return MARKS[Kind(task.kind)]


def _sentence(task: Task, voice: Voice) -> str:
    if task.kind == Kind.DECIDE:
        return _until(task.booking, voice) if task.booking else ""
    if task.delivery is None:
        return ""
    if task.delivery.calendar is not None:
        return _not_written(task.delivery, task.delivery.calendar)
    sentence = _("%(mail)s to %(address)s did not arrive. Please tell them yourself.")
    titles = {**TITLES, **PERSONAL_TITLES}
    return sentence % {"mail": titles[task.delivery.kind], "address": task.delivery.recipient}


def _not_written(write: Delivery, calendar: OutsideCalendar) -> str:
    sentence = _("The appointment stands, but not in the calendar “%(calendar)s” of %(who)s. %(why)s")
    who = write.resource.name if write.resource else ""
    return (sentence % {"calendar": calendar.name, "who": who, "why": why(write)}).strip()


def _until(booking: Booking, voice: Voice) -> str:
    if booking.requested_until is None:
        return ""
    until = voice.moment(booking.requested_until, booking.location.zone)
    return _("Without an answer it lapses on %(until)s.") % {"until": until}
