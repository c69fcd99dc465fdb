"""The team's page: who is in, and who is invited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from terminbuch.models import Invitation, Member
from terminbuch.queries import team

from ..desk import show, voice
from ..door import for_owners
from ..zones import home_zone
from .words import ROLE_NAMES

PAGE = "staff_pages/team/team.html"


@dataclass(frozen=True, slots=True)
class Line:
    """``seen`` is when the person last signed in; empty for never."""

    member: Member
    role: str | Promise
    seen: str


@dataclass(frozen=True, slots=True)
class Invited:
    invitation: Invitation
    role: str | Promise
    until: str
    has_run_out: bool


@require_safe
@for_owners
def listed(request: HttpRequest, member: Member) -> HttpResponse:
    return show_team(request, member)


def show_team(request: HttpRequest, member: Member, *, status: int = 200, **facts: object) -> HttpResponse:
    """The page as it is now; ``facts`` say what could not be done."""
    zone = home_zone(member)
    shown = {
        "lines": [_line(row, zone) for row in team.members(member.organisation_id)],
        "invited": [_invited(row, zone) for row in team.waiting(member.organisation_id)],
    }
    return show(request, member, PAGE, section="settings", status=status, **shown, **facts)


def _line(row: Member, zone: ZoneInfo) -> Line:
    return Line(row, ROLE_NAMES[row.role], _moment(row.user.last_login, zone))


def _invited(row: Invitation, zone: ZoneInfo) -> Invited:
    has_run_out = not row.is_open(voice().now)
    return Invited(row, ROLE_NAMES[row.role], _moment(row.deadline, zone), has_run_out)


def _moment(instant: datetime | None, zone: ZoneInfo) -> str:
    return voice().moment(instant, zone) if instant else ""
