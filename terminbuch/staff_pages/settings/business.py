"""Name, address on the web, language, and how the business is reached."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.models import Member, Organisation

from ..door import SeeOther, for_business
from ..zones import home_zone
from .embedding import booking_address
from .forms import BusinessForm, as_it_is
from .saving import posted, saved, show_form


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def business(request: HttpRequest, member: Member) -> HttpResponse:
    """A new address holds at once; whoever still has the old one is led to it."""
    row, initial = member.organisation, as_it_is(BusinessForm, member.organisation)
    form = BusinessForm(posted(request), initial=initial, zone_name=home_zone(member).key)
    form.fields["slug"].help_text = _("The page is at %(address)s") % {"address": booking_address(row)}
    if request.method == "POST" and saved(request, member, "organisation", row, form):
        return SeeOther(resolve_url("staff_pages:business", _slug_of(member)))
    heading = _("Business and contact")
    template = "staff_pages/settings/business.html"
    return show_form(request, member, template, form, heading=heading, subject="organisation", row=row)


def _slug_of(member: Member) -> str:
    return Organisation.objects.values_list("slug", flat=True).get(pk=member.organisation_id)
