"""How customers are entered, at the place of use."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from terminbuch.models import Member

from ..desk import show
from ..door import for_members


@require_safe
@for_members
def about_customers(request: HttpRequest, member: Member) -> HttpResponse:
    return show(request, member, "staff_pages/customers/help.html", section="customers")
