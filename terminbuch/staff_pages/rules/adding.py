"""A new service: a name, a length and who can do it are enough to be booked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions import settings as deeds
from terminbuch.actions.refusals import Refusal
from terminbuch.models import Member, Service

from ..decisions import acting
from ..desk import voice
from ..door import SeeOther, for_business
from ..settings.saving import posted, refused, show_form
from .offer_form import NewServiceForm
from .ways import to_service


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def new_service(request: HttpRequest, member: Member) -> HttpResponse:
    form = NewServiceForm(posted(request), member=member)
    if request.method == "POST" and form.is_valid() and (service := _offered(member, form)):
        said = _("%(name)s can be booked now.") if form.able else _("%(name)s is entered.")
        messages.success(request, said % {"name": service.name(voice().language)})
        return SeeOther(to_service(service))
    heading = _("New service")
    return show_form(request, member, "staff_pages/rules/new.html", form, heading=heading, section="services")


def _offered(member: Member, form: NewServiceForm) -> Service | None:
    try:
        return deeds.offer(
            form.values(), form.able, organisation_id=member.organisation_id, by=acting(member),
            now=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        refused(form, refusal)
        return None
