"""Each address is made, shown again, made anew and ended here."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from terminbuch.actions.outside import feeds
from terminbuch.models import Member, Resource
from terminbuch.queries import connections

from ..calendars.access import for_connecting
from ..decisions import acting
from ..desk import show
from ..door import SeeOther


@dataclass(frozen=True, slots=True)
class Line:
    """Both addresses are empty where there is none."""

    resource: Resource
    neutral: str
    full: str


@require_safe
@for_connecting
def addresses(request: HttpRequest, member: Member) -> HttpResponse:
    return _page(request, member)


@require_POST
@for_connecting
def address(request: HttpRequest, member: Member, resource: uuid.UUID) -> HttpResponse:
    row = connections.resources(member).filter(uid=resource).first()
    if row is None:
        raise Http404
    key, now = member.organisation_id, timezone.now()
    match request.POST.get("do", ""):
        case "make":
            feeds.make(row.uid, organisation_id=key, by=acting(member), now=now)
            said = _(
                "The address of %(who)s is made. Whoever has it sees the calendar: please keep it private."
            )
        case "revoke":
            feeds.revoke(row.uid, organisation_id=key, by=acting(member), now=now)
            said = _("The address of %(who)s no longer answers.")
        case _unknown:
            return _page(request, member, refused=_("Please choose what is to be done."), status=422)
    messages.success(request, said % {"who": row.name})
    return SeeOther(resolve_url("staff_pages:calendar_addresses", member.organisation.slug))


def _page(request: HttpRequest, member: Member, *, refused: str = "", status: int = 200) -> HttpResponse:
    rows = connections.resources(member).filter(is_active=True)
    template = "staff_pages/feeds/addresses.html"
    return show(
        request,
        member,
        template,
        section="settings",
        status=status,
        lines=[*map(_line, rows)],
        refused=refused,
    )


def _line(resource: Resource) -> Line:
    if not resource.has_feed:
        return Line(resource, "", "")
    neutral, full = (settings.BASE_URL + feeds.feed_path(resource, is_full=each) for each in (False, True))
    return Line(resource, neutral, full)
