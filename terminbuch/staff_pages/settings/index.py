"""The settings' first page: what there is to set, for the one who asks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from terminbuch.models import Member

from ..desk import show
from ..door import for_business
from .sections import SECTIONS


@require_safe
@for_business
def index(request: HttpRequest, member: Member) -> HttpResponse:
    sections = [section for section in SECTIONS if section.may(member)]
    return show(request, member, "staff_pages/settings/index.html", section="settings", sections=sections)
