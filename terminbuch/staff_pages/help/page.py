"""All help in one place: guides to print, practice, and what every rule means."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from terminbuch.models import Member

from ..desk import show
from ..door import for_members
from . import OF_HOURS, OF_SERVICES, OF_THE_BUSINESS, OF_WINDOWS

CHAPTERS = (
    ("times", _("Hours and absences"), OF_HOURS),
    ("rules", _("Rules of services"), OF_SERVICES),
    ("booking", _("Booking by hand"), OF_WINDOWS),
    ("business", _("The whole business"), OF_THE_BUSINESS),
)


@require_safe
@for_members
def help_page(request: HttpRequest, member: Member) -> HttpResponse:
    return show(request, member, "staff_pages/help/page.html", section="more", chapters=CHAPTERS)
