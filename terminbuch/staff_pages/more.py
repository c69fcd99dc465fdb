"""Who is signed in and for whom, and how the organisation's colours reach the pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from terminbuch.models import Member, Resource
from terminbuch.queries import access, connections

from .desk import show
from .door import for_members

ROLES: dict[str, str | Promise] = {
    Member.Role.OWNER: _("Owner: sees and decides everything, the team included."),
    Member.Role.MANAGER: _("Manager: sees and decides everything but who belongs to the team."),
    Member.Role.RECEPTION: _("Reception: sees all bookings and decides requests."),
    Member.Role.RESOURCE: _("Own bookings: sees what concerns the own resource."),
    Member.Role.READ_ONLY: _("Read only: sees all bookings and changes nothing."),
}


@require_safe
@for_members
def more(request: HttpRequest, member: Member) -> HttpResponse:
    return show(
        request,
        member,
        "staff_pages/more.html",
        section="more",
        members=access.members_of(member.user),
        role=ROLES[member.role],
        may_connect=connections.may_connect(member),
    )


@require_safe
@for_members
def style(request: HttpRequest, member: Member) -> HttpResponse:
    """The accent and each resource's hue as a style sheet, for inline styles are forbidden."""
    resources = Resource.objects.of(member.organisation)
    tints = [f'[data-tint="{resource.slug}"]{{--hue:{resource.hue}}}' for resource in resources]
    accent = f":root{{--accent:{member.organisation.colour}}}"
    return HttpResponse("\n".join([accent, *tints]), content_type="text/css; charset=utf-8")
