"""What we write to resources: one function per kind of delivery."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from . import sentences
from .frames import news
from .letter import Letter
from .occasion import Occasion
from .slips import people


def resource_new(told: Occasion) -> Letter:
    return news(
        told,
        subject=sentences.with_time(told, _("New booking: %(time)s")),
        heading=_("A new booking"),
        opening=_("this has been booked with you."),
    )


def resource_requested(told: Occasion) -> Letter:
    return news(
        told,
        subject=sentences.with_time(told, _("New request: %(time)s")),
        heading=_("A new request"),
        opening=_("the customer wishes to move; the new time is kept.")
        if told.before
        else _("this has been requested; the time is kept."),
        paragraph=_("Please accept or decline it."),
    )


def resource_moved(told: Occasion) -> Letter:
    """Who keeps it, who gets it and who gives it away: each reads other words."""
    if told.leaves_reader:
        return _left(told)
    return _came(told) if told.comes_to_reader else _moved(told)


def resource_cancelled(told: Occasion) -> Letter:
    by_customer = told.by == "customer"
    return news(
        told,
        subject=sentences.with_time(told, _("Cancelled: %(time)s")),
        heading=_("A booking is cancelled"),
        opening=_("the customer has cancelled.") if by_customer else _("this booking has been cancelled."),
        is_off=True,
    )


def _moved(told: Occasion) -> Letter:
    by_customer = told.by == "customer"
    return news(
        told,
        subject=sentences.with_time(told, _("Moved to %(time)s")),
        heading=_("A booking has been moved"),
        opening=_("the customer has chosen another time.")
        if by_customer
        else _("this booking has been changed."),
    )


def _came(told: Occasion) -> Letter:
    return news(
        told,
        subject=sentences.with_time(told, _("Now with you: %(time)s")),
        heading=_("A booking is now with you"),
        opening=_("this booking has been passed on to you."),
    )


def _left(told: Occasion) -> Letter:
    """About the time that is over for this reader; a sentence says what became of it."""
    now = {"time": told.short_moment(told.times.starts_at), "people": people(told.times)}
    was = replace(told, times=told.before or told.times, before=None)
    return news(
        was,
        subject=sentences.with_time(was, _("No longer with you: %(time)s")),
        heading=_("A booking is no longer with you"),
        opening=_("this booking has been passed on. You need do nothing."),
        paragraph=_("Now: %(time)s, with %(people)s.") % now,
        is_off=True,
    )
