"""What there is to set, as the settings' first page lists it. Whoever adds a page adds a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from terminbuch.models import Member
from terminbuch.queries.connections import may_connect


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
        "staff_pages:setup",
        "check",
        _("Set up"),
        _("Step by step to the open booking page, with what is still missing."),
        business,
    ),
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
        "staff_pages:booking_rules",
        "calendar",
        _("Booking rules"),
        _("Whether customers can book online, and how long times are kept."),
        business,
    ),
    Section(
        "staff_pages:embedding",
        "embed",
        _("Booking page and web site"),
        _("The address of your booking page, as a QR code, and inside your own web site."),
        business,
    ),
    Section(
        "staff_pages:locations",
        "place",
        _("Locations"),
        _("Addresses and their time zones."),
        business,
    ),
    Section(
        "staff_pages:resources",
        "people",
        _("Resources"),
        _("Persons, rooms and devices that a booking occupies."),
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
        "staff_pages:calendars",
        "busy",
        _("Connected calendars"),
        _("Your people's own calendars: what blocks, and where bookings are entered."),
        may_connect,
    ),
    Section(
        "staff_pages:log",
        "undo",
        _("What was changed"),
        _("Everything that was set: what it was, what it became, and by whom. Most can be taken back."),
        business,
    ),
    Section(
        "staff_pages:letters",
        "mail",
        _("What mails say"),
        _("Your own words in confirmations, reminders and cancellations."),
        business,
    ),
    Section(
        "staff_pages:mail_sending",
        "mail",
        _("Sending mails"),
        _("The server by which all mails of the installation leave, and a test."),
        operator,
    ),
    Section(
        "staff_pages:day_sheet_settings",
        "calendar",
        _("Day sheet by mail"),
        _("Every evening the next days as a sheet to print, should nothing else work."),
        business,
    ),
    Section(
        "staff_pages:team",
        "people",
        _("Team"),
        _("Who belongs to it, who may do what, and invitations."),
        team,
    ),
    Section(
        "staff_pages:sign_in_rules",
        "safe",
        _("Sign-in rules"),
        _("Whether everybody needs more than a password."),
        team,
    ),
    Section(
        "staff_pages:hostname",
        "online",
        _("Own web address"),
        _("The booking page under a name of your own."),
        team,
    ),
    Section(
        "staff_pages:practise",
        "refresh",
        _("Practise"),
        _("Try everything out where nothing can be broken."),
        business,
    ),
)
