"""What holds in this business, as its guides say it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from terminbuch import wording
from terminbuch.models import Location, Organisation, Service
from terminbuch.queries.addresses import base_url

from .code import Code, code


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when customers may change their mind, and for which services; "" where it holds for all."""

    until: str
    services: str


@dataclass(frozen=True, slots=True)
class Facts:
    """``address``: where customers book, ``shown`` as it is typed."""

    address: str
    shown: str
    code: Code
    locations: list[Location]
    deadlines: list[Deadline]
    decides: bool


def facts(organisation: Organisation, *, language: str) -> Facts:
    address = f"{base_url(organisation)}{resolve_url('booking_pages:services', organisation.slug)}"
    services = list(Service.objects.of(organisation).filter(is_active=True, is_online=True))
    return Facts(
        address=address,
        shown=address.partition("://")[2].rstrip("/"),
        code=code(address),
        locations=list(Location.objects.of(organisation)),
        deadlines=_deadlines(services, language),
        decides=any(service.needs_approval for service in services),
    )


def _deadlines(services: list[Service], language: str) -> list[Deadline]:
    """The shortest first."""
    by_length: dict[int, list[str]] = defaultdict(list)
    for service in services:
        by_length[service.cut_off_minutes].append(service.name(language))
    is_one = len(by_length) == 1
    return [
        Deadline(_until(minutes, language), "" if is_one else ", ".join(names))
        for minutes, names in sorted(by_length.items())
    ]


def _until(minutes: int, language: str) -> str:
    if not minutes:
        return _("until it begins")
    hours, rest = divmod(minutes, 60)
    counted = ngettext("%(hours)s hour", "%(hours)s hours", hours) % {"hours": hours}
    length = wording.length(minutes, language) if rest else counted
    return _("until %(length)s before it begins") % {"length": length}
