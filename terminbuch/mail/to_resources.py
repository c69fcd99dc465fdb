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
    if told.is_block:
        return _blocked(told)
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


def resource_request_ended(told: Occasion) -> Letter:
    """Nobody needs to answer any more. Of a wish it is the wished time that is struck out."""
    declined = told.by == "member"
    return news(
        replace(told, before=None),
        subject=sentences.with_time(told, _("Request settled: %(time)s")),
        heading=_("The request is settled"),
        opening=_("the request has been declined; the time is free again.")
        if declined
        else _("the request has lapsed; the time is free again."),
        paragraph=_stays(told),
        is_off=True,
    )


def resource_cancelled(told: Occasion) -> Letter:
    if told.is_block:
        return _free_again(told)
    by_customer = told.by == "customer"
    return news(
        told,
        subject=sentences.with_time(told, _("Cancelled: %(time)s")),
        heading=_("A booking is cancelled"),
        opening=_("the customer has cancelled.") if by_customer else _("this booking has been cancelled."),
        is_off=True,
    )


def _blocked(told: Occasion) -> Letter:
    return news(
        told,
        subject=sentences.with_time(told, _("Blocked: %(time)s")),
        heading=_("A time is blocked"),
        opening=_("nobody can book this time with you."),
    )


def _free_again(told: Occasion) -> Letter:
    return news(
        told,
        subject=sentences.with_time(told, _("No longer blocked: %(time)s")),
        heading=_("A time is no longer blocked"),
        opening=_("this time need not be kept free any more."),
        is_off=True,
    )


def _stays(told: Occasion) -> str:
    """What becomes of a booking whose move was wished for; nothing to say of a request for a new one."""
    if told.before is None:
        return ""
    standing = {"time": told.short_moment(told.before.starts_at), "people": people(told.before)}
    return _("The booking stays as it was: %(time)s, with %(people)s.") % standing
