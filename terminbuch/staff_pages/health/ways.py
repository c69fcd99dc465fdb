"""Where something that was found can be put right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.shortcuts import resolve_url
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import pgettext_lazy

from terminbuch.models import Member
from terminbuch.queries.findings import Finding


@dataclass(frozen=True, slots=True)
class Way:
    href: str
    words: str | Promise


@dataclass(frozen=True, slots=True)
class Place:
    """A page of one organisation. ``query`` is the name under which it is told what the finding is about."""

    url: str
    words: str | Promise
    may: Callable[[Member], bool]
    takes_slug: bool = False
    query: str = ""

    def way(self, member: Member, about: str) -> Way:
        slugs = [member.organisation.slug, *([about] if self.takes_slug else [])]
        query = "?" + urlencode({self.query: about}) if self.query and about else ""
        return Way(resolve_url(self.url, *slugs) + query, self.words)


def _everybody(member: Member) -> bool:
    return True


def _rules(member: Member) -> bool:
    return member.may_set_rules


def _business(member: Member) -> bool:
    return member.may_run_business


def _team(member: Member) -> bool:
    return member.may_run_team


def _decisions(member: Member) -> bool:
    return member.may_decide


def _operator(member: Member) -> bool:
    return member.user.is_operator


TASKS = Place("staff_pages:tasks", pgettext_lazy("health", "See the tasks"), _everybody)
SERVICE = Place("staff_pages:service", pgettext_lazy("health", "Open the service"), _rules, takes_slug=True)
SERVICES = Place("staff_pages:services", pgettext_lazy("health", "Open the services"), _everybody)
HOURS = Place("staff_pages:hours", pgettext_lazy("health", "Open the hours"), _rules, query="resource")
BUSINESS = Place("staff_pages:business", pgettext_lazy("health", "Fill it in"), _business)
RULES = Place("staff_pages:booking_rules", pgettext_lazy("health", "Open it"), _business)
MAIL = Place("staff_pages:mail_sending", pgettext_lazy("health", "Set up mail"), _operator)
CALENDARS = Place("staff_pages:calendars", pgettext_lazy("health", "Open the calendars"), _business)
CONNECTION = Place(
    "staff_pages:calendar_connection",
    pgettext_lazy("health", "Open the calendar"),
    _business,
    takes_slug=True,
)
CONFLICTS = Place("staff_pages:conflicts", pgettext_lazy("health", "See the conflicts"), _decisions)
VERIFICATION = Place("staff_pages:verification", pgettext_lazy("health", "See what was found"), _team)
SIGNING_IN = Place("staff_pages:team", pgettext_lazy("health", "See the team"), _team)

PLACES: dict[str, Place] = {
    "deliveries": TASKS,
    "failed": TASKS,
    "tasks": TASKS,
    "cases": TASKS,
    "service_without_anyone": SERVICE,
    "service_without_hours": SERVICE,
    "service_too_long": SERVICE,
    "notice_beyond_horizon": SERVICE,
    "until_is_over": SERVICE,
    "no_service": SERVICES,
    "resource_without_hours": HOURS,
    "hours_overlap": HOURS,
    "mail_address": BUSINESS,
    "statements": BUSINESS,
    "closed": RULES,
    "mail_sending": MAIL,
    "second_factor": SIGNING_IN,
    "calendar": CONNECTION,
    "calendars": CALENDARS,
    "calendar_writes": TASKS,
    "conflicts": CONFLICTS,
    "overlaps": VERIFICATION,
    "verification": VERIFICATION,
    "calendar_blocks_none": CALENDARS,
    "calendar_receives_none": CALENDARS,
}


def way_out(finding: Finding, member: Member) -> Way | None:
    """None where there is nothing to do, or nothing that this member may do."""
    place = PLACES.get(finding.code)
    is_well = not finding.is_trouble and finding.state != "hint"
    if place is None or is_well or not place.may(member):
        return None
    return place.way(member, finding.about)
