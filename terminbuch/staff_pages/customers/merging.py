"""Two rows of one person become one. It cannot be undone, so a window asks before."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions import customers as deeds
from terminbuch.actions.refusals import CustomerChanged, NotYours, Refusal
from terminbuch.models import Customer, Member
from terminbuch.queries import customers

from ..decisions import acting
from ..desk import show
from ..door import SeeOther, for_deciders
from . import reading
from .entering import page_of
from .lines import lines

MOST_FOUND = 25
CHOICE = "staff_pages/customers/merge_choice.html"
QUESTION = "staff_pages/customers/merge.html"


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def merge(request: HttpRequest, member: Member, customer: uuid.UUID) -> HttpResponse:
    """``with`` names the other one; without it the reader chooses."""
    keep = reading.found(member, customer)
    given = request.POST if request.method == "POST" else request.GET
    named = reading.uid(given.get("with"))
    if named is None:
        return _choice(request, member, keep, status=422 if request.method == "POST" else 200)
    other = customers.by_uid(member, named) if named != keep.uid else None
    if other is None:
        raise Http404
    return (
        _merge(request, member, keep, other)
        if request.method == "POST"
        else _ask(request, member, keep, other)
    )


def _choice(request: HttpRequest, member: Member, keep: Customer, *, status: int) -> HttpResponse:
    text = reading.line(request.GET.get("q"))
    rows = (
        [found for found in customers.search(member, text, limit=MOST_FOUND) if found != keep]
        if text
        else customers.duplicates_of(member, keep)
    )
    facts = {"keep": keep, "text": text, "lines": lines(rows)}
    return show(request, member, CHOICE, section="customers", status=status, **facts)


def _merge(request: HttpRequest, member: Member, keep: Customer, other: Customer) -> HttpResponse:
    versions = [reading.number(version) for version in request.POST.getlist("version")[:2]]
    try:
        deeds.merge(
            keep.uid,
            other.uid,
            organisation_id=member.organisation_id,
            versions=(versions[0], versions[1]) if len(versions) == 2 else (0, 0),
            by=acting(member),
            now=timezone.now(),
        )
    except NotYours as refusal:
        raise Http404 from refusal
    except CustomerChanged as refusal:
        return _ask(
            request,
            member,
            reading.found(member, keep.uid),
            reading.found(member, other.uid),
            refusal=refusal,
        )
    messages.success(request, _("Both are one now."))
    return SeeOther(page_of(member, keep))


def _ask(
    request: HttpRequest, member: Member, keep: Customer, other: Customer, *, refusal: Refusal | None = None
) -> HttpResponse:
    facts = {
        "keep": keep,
        "other": other,
        "sides": [
            (keep, customers.number_of_bookings(member, keep)),
            (other, customers.number_of_bookings(member, other)),
        ],
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return show(request, member, QUESTION, section="customers", status=status, **facts)
