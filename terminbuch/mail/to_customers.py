"""What we write to customers about their appointment: one function per kind of delivery."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from terminbuch import wording

from . import links, sentences
from .frames import appointment, no_appointment
from .letter import Letter, Link, Paragraph
from .occasion import Occasion
from .slips import people


def booking_confirmed(told: Occasion) -> Letter:
    return appointment(
        told,
        subject=sentences.with_time(told, _("Your appointment on %(time)s")),
        heading=_("Your appointment is booked."),
        opening=_("we look forward to seeing you."),
        paragraphs=[*sentences.calendar(told), sentences.changing(told)],
    )


def booking_moved(told: Occasion) -> Letter:
    """Also when only the people have changed, or what else was edited."""
    if told.keeps_start:
        subject, heading = _("Changed: %(time)s"), _("Your appointment has been changed.")
    else:
        subject, heading = _("Moved to %(time)s"), _("Your appointment has been moved.")
    return appointment(
        told,
        subject=sentences.with_time(told, subject),
        heading=heading,
        opening=_now_with(told) or _("this is how it stands now."),
        paragraphs=[*sentences.calendar(told), sentences.changing(told)],
    )


def _now_with(told: Occasion) -> str:
    """Said first when that is all that has changed; "" otherwise."""
    before = told.before
    if before is None or not told.keeps_start or before.people == told.times.people:
        return ""
    return _("the time stays; your appointment is now with %(people)s.") % {"people": people(told.times)}


def booking_cancelled(told: Occasion) -> Letter:
    by_customer = told.by == "customer"
    return no_appointment(
        told,
        subject=sentences.with_time(told, _("Cancelled: %(time)s")),
        heading=_("Your appointment is cancelled."),
        opening=_("you have cancelled.")
        if by_customer
        else _("unfortunately we have to cancel this appointment."),
        paragraph=_("If you would like another appointment, we would be glad to see you."),
        reason=sentences.why_booked(told),
    )


def booking_reminder(told: Occasion) -> Letter:
    question = _("Please tell us briefly: will you come, or would you like to change or cancel?")
    return appointment(
        told,
        subject=_reminder_subject(told),
        heading=_("Your appointment is coming up."),
        opening=_("this is a reminder of your appointment."),
        paragraphs=[Paragraph(question), sentences.changing(told)],
        answer=Link(_("Yes, I will come"), links.attend_url(told)),
    )


def _reminder_subject(told: Occasion) -> str:
    """ "Tomorrow" only when it is: the mail may be late, or the service may remind a week before."""
    starts_on = told.times.starts_at.astimezone(told.zone).date()
    clock = {"clock": wording.clock(told.times.starts_at, told.zone, told.language)}
    if starts_on == told.today + timedelta(days=1):
        return _("Tomorrow, %(clock)s: your appointment") % clock
    if starts_on == told.today:
        return _("Today, %(clock)s: your appointment") % clock
    return sentences.with_time(told, _("%(time)s: your appointment"))
