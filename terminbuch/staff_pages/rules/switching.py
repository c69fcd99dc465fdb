"""A service is switched off and on, copied, or removed if it was never booked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from terminbuch.actions import settings as deeds
from terminbuch.actions.refusals import Refusal
from terminbuch.models import Member, Service
from terminbuch.queries.offer import bookings_to_come, was_booked
from terminbuch.wording import slug_from

from ..decisions import acting
from ..desk import voice
from ..door import SeeOther, for_business
from .found import service_named
from .removing import ask_or_remove
from .ways import to_service, to_services

BOOKED = gettext_lazy(
    "It was booked already, so it must stay: customers and statistics still need it. Switch it off instead."
)


@require_POST
@for_business
def switch(request: HttpRequest, member: Member, service: str) -> HttpResponse:
    """Off or on; what is booked stays. The other button takes it back, so nobody is asked before."""
    row, wanted = service_named(member, service), request.POST.get("to")
    if wanted not in {"on", "off"}:
        return HttpResponseBadRequest()
    try:
        deeds.change(
            "service",
            row.pk,
            {"is_active": wanted == "on"},
            seen=request.POST.get("seen", ""),
            **_around(member),
        )
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _switched(row, wanted))
    return SeeOther(to_service(row))


def _switched(service: Service, wanted: str) -> str:
    if wanted == "on":
        return _("The service is switched on.")
    count = bookings_to_come(service, now=voice().now)
    staying = ngettext(
        "%(count)d booking to come stays as it is.", "%(count)d bookings to come stay as they are.", count
    ) % {"count": count}
    return " ".join([_("The service is switched off: nobody can book it."), *([staying] if count else [])])


@require_POST
@for_business
def duplicate(request: HttpRequest, member: Member, service: str) -> HttpResponse:
    """The copy is not online, so that nobody books it before it is what it should be."""
    row = service_named(member, service)
    every = Service.objects.of(member.organisation_id)
    values = {
        "slug": slug_from(row.slug, set(every.values_list("slug", flat=True))),
        "name_de": f"{row.name_de[:110]} (Kopie)",
        "name_en": f"{row.name_en[:110]} (copy)",
        "position": every.count(),
        "is_online": False,
    }
    try:
        copy = deeds.duplicate(row.pk, values, **_around(member))
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
        return SeeOther(to_service(row))
    messages.success(request, _("This is the copy. Customers don't see it yet; give it a name of its own."))
    return SeeOther(resolve_url("staff_pages:service_looks", member.organisation.slug, copy.slug))


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def remove(request: HttpRequest, member: Member, service: str) -> HttpResponse:
    row, language = service_named(member, service), voice().language
    name, is_kept = row.name(language), was_booked(row)
    sentence = BOOKED if is_kept else _("It was never booked. Its questions and who can do it go with it.")
    return ask_or_remove(
        request, member, "service", row,
        back=to_service(row),
        to=to_services(member),
        name=name,
        title=_("Remove %(name)s?") % {"name": name},
        sentences=[str(sentence)],
        button=_("Remove service"),
        is_kept=is_kept,
    )  # fmt: skip


def _around(member: Member) -> dict[str, Any]:
    return {"organisation_id": member.organisation_id, "by": acting(member), "now": timezone.now()}
