"""The one-time link that was printed where the installation was started, or by ``createorganisation``."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods

from terminbuch.actions import attempts
from terminbuch.actions.founding import found
from terminbuch.actions.refusals import NotYours, TooManyTries
from terminbuch.actions.settings import Contradiction
from terminbuch.models import Member, User
from terminbuch.queries import access

from ..bare import bare_page
from ..door import SeeOther
from ..language import language_for
from ..logins.entering import let_in
from ..settings.saving import refused
from .form import OpeningForm

FORM, ENDED = "staff_pages/opening/open.html", "staff_pages/opening/ended.html"
# The form says whether somebody signs in with an address already: not to be asked about many.
TRIES = 30


@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: HttpRequest, opening: str) -> HttpResponse:
    if access.opening_by_token(opening, timezone.now()) is None:
        return bare_page(request, ENDED, status=404)
    with translation.override(language_for(request)):
        user = request.user if isinstance(request.user, User) else None
        if request.method != "POST":
            start = {"language": translation.get_language()}
            return _show(request, OpeningForm(initial=start, user=user))
        return _open(request, opening, OpeningForm(request.POST, user=user))


def _open(request: HttpRequest, opening: str, form: OpeningForm) -> HttpResponse:
    if not form.is_valid():
        return _show(request, form, status=422)
    now = timezone.now()
    try:
        attempts.count("opening", opening, limit=TRIES, now=now)
        member = found(form.founding(), owner=form.owner(), now=now, opening=opening)
    except NotYours:
        return bare_page(request, ENDED, status=404)
    except (Contradiction, TooManyTries) as refusal:
        refused(form, refusal)
        return _show(request, form, status=refusal.status)
    return arrived(request, member, by="opening", to=first_page(member))


def arrived(request: HttpRequest, member: Member, *, by: str, to: str) -> HttpResponse:
    """Whoever has just chosen a password need not type it again."""
    if isinstance(request.user, User):
        return SeeOther(to)
    return let_in(request, member.user, by=by, to=to)


def first_page(member: Member) -> str:
    """Where the owner of a new business begins."""
    return resolve_url("staff_pages:setup_step", member.organisation.slug, "business")


def _show(request: HttpRequest, form: OpeningForm, *, status: int = 200) -> HttpResponse:
    if form.is_bound:
        form.focus_first_error()
    return bare_page(request, FORM, status=status, form=form, refusal=form.refusal)
