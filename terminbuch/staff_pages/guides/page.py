from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from terminbuch.models import Member

from ..desk import show, voice
from ..door import for_members
from .facts import facts


@require_safe
@for_members
def guide(request: HttpRequest, member: Member, which: str) -> HttpResponse:
    """``which``: for whom it is printed."""
    said = facts(member.organisation, language=voice().language)
    return show(request, member, f"staff_pages/guides/{which}.html", section="more", facts=said)
