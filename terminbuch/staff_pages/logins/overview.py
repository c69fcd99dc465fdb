"""How one signs in, on one page, and where one is signed in at the moment."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from terminbuch import wording
from terminbuch.actions.logins import sessions
from terminbuch.models import User
from terminbuch.queries import access, logins

from ..zones import home_zone
from .browsers import browser
from .own_pages import back, for_users, show
from .security_log import note


@dataclass(frozen=True, slots=True)
class Place:
    """One session, as its owner recognises it."""

    pk: int
    browser: str
    since: str
    address: str
    is_this: bool


@require_safe
@for_users
def overview(request: HttpRequest, user: User) -> HttpResponse:
    members = access.members_of(user)
    factors = logins.factors_of(user)
    strict = [member.organisation for member in members if member.organisation.requires_second_factor]
    return show(
        request,
        "overview",
        factors=factors,
        places=_places(request, user),
        waiting=logins.waiting_address(user),
        wanted_by=[] if factors.any else strict,
        members=members,
        provider=settings.OIDC_NAME if settings.OIDC_ISSUER else "",
    )


@require_POST
@for_users
def end_others(request: HttpRequest, user: User) -> HttpResponse:
    sessions.end_others(user.pk, keep=request.session.session_key or "")
    note(request, "sessions_ended")
    return back(request, _("You are signed out everywhere else."))


@require_POST
@for_users
def end_one(request: HttpRequest, user: User, session: int) -> HttpResponse:
    sessions.end_one(user.pk, session)
    note(request, "session_ended")
    return back(request, _("This sign-in has ended."))


def _places(request: HttpRequest, user: User) -> list[Place]:
    now, language = timezone.now(), get_language() or "en"
    members = access.members_of(user)
    zone = home_zone(members[0]) if members else timezone.get_default_timezone()
    today = now.astimezone(zone).date()
    return [
        Place(
            row.pk,
            browser(row.user_agent) or _("A browser we do not know"),
            wording.moment(row.created_at, zone, language, today),
            row.ip,
            row.session_key == request.session.session_key,
        )
        for row in logins.sessions_of(user, now=now)
    ]
