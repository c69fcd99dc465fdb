"""What we write to resources when a booking changes: who keeps it, who gets it, who gives it away."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from . import sentences
from .frames import news
from .letter import Letter
from .occasion import Occasion
from .slips import people


def resource_moved(told: Occasion) -> Letter:
    """Each of them reads other words."""
    if told.leaves_reader:
        return _left(told)
    return _came(told) if told.comes_to_reader else _moved(told)


def _moved(told: Occasion) -> Letter:
    if told.keeps_start:
        subject, heading = _("Changed: %(time)s"), _("A booking has been changed")
    else:
        subject, heading = _("Moved to %(time)s"), _("A booking has been moved")
    chosen = told.by == "customer" and not told.keeps_start
    return news(
        told,
        subject=sentences.with_time(told, subject),
        heading=heading,
        opening=_("the customer has chosen another time.") if chosen else _("this booking has been changed."),
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
