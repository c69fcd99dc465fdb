"""What we write to customers while something waits for a decision, and when it is taken."""

from __future__ import annotations

from django.utils.translation import gettext as _

from . import sentences
from .frames import appointment, no_appointment
from .letter import Letter
from .occasion import Occasion


def booking_requested(told: Occasion) -> Letter:
    return appointment(
        told,
        subject=sentences.with_time(told, _("Your request for %(time)s")),
        heading=_("We have your request. The time is kept for you."),
        opening=_("we will write to you again as soon as we have decided."),
        paragraphs=[*sentences.answer_by(told), sentences.changing(told)],
        reason=sentences.why_requested(told),
    )


def request_accepted(told: Occasion) -> Letter:
    return appointment(
        told,
        subject=sentences.with_time(told, _("Your appointment on %(time)s")),
        heading=_("Your appointment is booked."),
        opening=_("we have accepted your request and look forward to seeing you."),
        paragraphs=[*sentences.calendar(told), sentences.changing(told)],
    )


def request_declined(told: Occasion) -> Letter:
    return no_appointment(
        told,
        subject=sentences.with_time(told, _("Not possible: %(time)s")),
        heading=_("Unfortunately this time is not possible."),
        opening=_("we cannot accept your request."),
        paragraph=_("The time is no longer kept for you. Perhaps another one suits you."),
        reason=sentences.why_requested(told),
    )


def request_expired(told: Occasion) -> Letter:
    return no_appointment(
        told,
        subject=sentences.with_time(told, _("Lapsed: %(time)s")),
        heading=_("Your request has lapsed."),
        opening=_("unfortunately we did not manage to answer in time."),
        paragraph=_("The time is no longer kept for you. Perhaps another one suits you."),
        reason=sentences.why_requested(told),
    )


def move_requested(told: Occasion) -> Letter:
    """The appointment stands where it was; the slip shows the wish."""
    return appointment(
        told,
        subject=sentences.with_time(told, _("Your wish: %(time)s")),
        heading=_("We have your wish. The new time is kept for you."),
        opening=_("until we answer, your appointment stays as it was."),
        paragraphs=[*sentences.answer_by(told), sentences.changing(told)],
    )


def move_declined(told: Occasion) -> Letter:
    return appointment(
        told,
        subject=sentences.with_time(told, _("Unchanged: %(time)s")),
        heading=_("Your appointment stays as it was."),
        opening=_("unfortunately the time you wished is not possible."),
        paragraphs=[*sentences.wished(told), sentences.changing(told)],
    )
