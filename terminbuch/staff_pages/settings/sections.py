"""What there is to set, as the settings' first page lists it. Whoever adds a page adds a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from terminbuch.models import Member


@dataclass(frozen=True, slots=True)
class Section:
    """``url`` is the name of a page of one organisation, ``sign`` one of the sprite's."""

    url: str
    sign: str
    title: str | Promise
    sentence: str | Promise
    may: Callable[[Member], bool]


def business(member: Member) -> bool:
    return member.may_run_business


def team(member: Member) -> bool:
    return member.may_run_team


def operator(member: Member) -> bool:
    return member.user.is_operator


SECTIONS: tuple[Section, ...] = (
    Section(
        "staff_pages:business",
        "info",
        _("Business and contact"),
        _("Name, address of the booking page, language, e-mail, telephone, imprint."),
        business,
    ),
    Section(
        "staff_pages:look",
        "look",
        _("Colour and logo"),
        _("By what customers recognise you."),
        business,
    ),
    Section(
        "staff_pages:services",
        "service",
        _("Services"),
        _("What customers can book, and its rules."),
        business,
    ),
    Section(
        "staff_pages:hours",
        "clock",
        _("Opening hours"),
        _("When people, rooms and devices are there."),
        business,
    ),
    Section(
        "staff_pages:letters",
        "mail",
        _("What mails say"),
        _("Your own words in confirmations, reminders and cancellations."),
        business,
    ),
)
