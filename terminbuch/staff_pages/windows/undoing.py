"""Taking the last change back, within its seconds."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from terminbuch.actions import booking as deeds
from terminbuch.actions.refusals import Refusal
from terminbuch.models import Member

from ..bookings import found, show_details
from ..decisions import acting
from ..door import SeeOther, for_deciders
from .answers import page_of


@require_POST
@for_deciders
def undo(request: HttpRequest, member: Member, booking: uuid.UUID) -> HttpResponse:
    """``version`` is the one that the change made."""
    asked = found(member, booking)
    said = request.POST.get("version", "")
    version = int(said) if said.isdecimal() and len(said) < 10 else 0
    try:
        deeds.undo(
            asked.pk,
            organisation_id=member.organisation_id,
            version=version,
            by=acting(member),
            now=timezone.now(),
        )
    except Refusal as refusal:
        fresh = found(member, booking)
        return show_details(request, member, fresh, status=refusal.status, refusal=refusal)
    messages.success(request, _("Taken back. Nobody got an e-mail."))
    return SeeOther(page_of(asked))
