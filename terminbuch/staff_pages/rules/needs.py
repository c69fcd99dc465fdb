"""What a service needs: one thing more, another, or one less. What would follow stands beside the form."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions import settings as deeds
from terminbuch.actions.refusals import Refusal
from terminbuch.models import Member, Service
from terminbuch.queries.offer import bookings_to_come

from ..decisions import acting
from ..desk import voice
from ..door import SeeOther, for_rule_makers
from ..foretold import foretold
from ..hours.saving import SAVES
from ..settings.saving import posted, refused, saved, show_form
from .found import requirement_named, service_named
from .need_form import NeedForm, as_it_is, further, without
from .picture import title
from .removing import ask_or_remove
from .ways import to_service


@require_http_methods(["GET", "HEAD", "POST"])
@for_rule_makers
def new_need(request: HttpRequest, member: Member, service: str) -> HttpResponse:
    """Sent with ``do=keep`` it is saved, else it shows what would follow."""
    row = service_named(member, service)
    form = NeedForm(posted(request), initial={"how": "one"}, member=member)
    if request.POST.get("do") in SAVES and form.is_valid() and _needed(request, member, row, form):
        return SeeOther(to_service(row))
    return _page(request, member, row, form, heading=_("What else is needed"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_rule_makers
def need(request: HttpRequest, member: Member, service: str, requirement: uuid.UUID) -> HttpResponse:
    whole, language = service_named(member, service), member.organisation.language
    row = requirement_named(whole, requirement)
    form = NeedForm(posted(request), initial=as_it_is(row, language), member=member, row=row)
    if request.POST.get("do") in SAVES and saved(request, member, "requirement", row, form):
        return SeeOther(to_service(whole))
    return _page(
        request, member, whole, form, heading=_("Change what is needed"), subject="requirement", row=row
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_rule_makers
def remove_need(request: HttpRequest, member: Member, service: str, requirement: uuid.UUID) -> HttpResponse:
    whole = service_named(member, service)
    row = requirement_named(whole, requirement)
    name, now = title(row, voice().language), voice().now
    sentences = [_("%(service)s is given without it then.") % {"service": whole.name(voice().language)}]
    if bookings_to_come(whole, now=now):
        sentences.append(_("What is booked already goes on occupying what it occupies."))
    return ask_or_remove(
        request, member, "requirement", row,
        back=to_service(whole),
        name=name,
        title=_("Is this no longer needed: %(name)s?") % {"name": name},
        sentences=sentences,
        button=_("Remove it"),
        foretold=foretold(without(row), voice()),
    )  # fmt: skip


def _needed(request: HttpRequest, member: Member, service: Service, form: NeedForm) -> bool:
    around: dict[str, Any] = {"organisation_id": member.organisation_id, "by": acting(member)}
    try:
        deeds.need(form.values() | further(service), form.able, **around, now=timezone.now())
    except Refusal as refusal:
        return refused(form, refusal)
    messages.success(request, _("Saved."))
    return True


def _page(
    request: HttpRequest, member: Member, service: Service, form: NeedForm, **facts: Any
) -> HttpResponse:
    change = form.change(service)
    return show_form(
        request, member, "staff_pages/rules/need.html", form, section="services", service=service,
        foretold=foretold(change, voice()) if change else None, **facts,
    )  # fmt: skip
