"""Practice is begun, begun anew and thrown away here, from the real business as from the practice itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions import practice
from terminbuch.models import Member, Organisation

from ..desk import show, voice
from ..door import SeeOther, for_business

ASKS = ["GET", "HEAD", "POST"]


@require_http_methods(ASKS)
@for_business
def practise(request: HttpRequest, member: Member) -> HttpResponse:
    """What practice is, and the way in."""
    real = _real(member)
    if request.method == "POST":
        return _opened(practice.begin(real.pk, now=voice().now))
    return _page(request, member, "practice")


@require_http_methods(ASKS)
@for_business
def anew(request: HttpRequest, member: Member) -> HttpResponse:
    """Asks first: what was tried out is gone then."""
    real = _real(member)
    if request.method == "POST":
        copy = practice.begin_anew(real.pk, now=voice().now)
        messages.success(request, _("Everything is as on the first day."))
        return _opened(copy)
    return _question(request, member, "anew")


@require_http_methods(ASKS)
@for_business
def discard(request: HttpRequest, member: Member) -> HttpResponse:
    """Asks first; afterwards nothing of it is left."""
    real = _real(member)
    if request.method == "POST":
        practice.discard(real.pk)
        messages.success(request, _("The practice is thrown away. Your business is as it was."))
        return SeeOther(resolve_url("staff_pages:practise", real.slug))
    return _question(request, member, "discard")


def _real(member: Member) -> Organisation:
    """The business itself, also where somebody stands in its practice."""
    return member.organisation.practice_of or member.organisation


def _question(request: HttpRequest, member: Member, template: str) -> HttpResponse:
    if _practice(member) is None:
        return SeeOther(resolve_url("staff_pages:practise", member.organisation.slug))
    return _page(request, member, template)


def _page(request: HttpRequest, member: Member, template: str) -> HttpResponse:
    page = f"staff_pages/practising/{template}.html"
    return show(request, member, page, section="more", real=_real(member), practice=_practice(member))


def _practice(member: Member) -> Organisation | None:
    return Organisation.objects.filter(practice_of=_real(member)).first()


def _opened(copy: Organisation) -> HttpResponse:
    return SeeOther(resolve_url("staff_pages:bookings", copy.slug))
