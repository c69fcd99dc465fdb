"""The question before something is removed that cannot be brought back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from terminbuch.actions import settings as deeds
from terminbuch.actions.refusals import Refusal
from terminbuch.models import Member

from ..decisions import acting
from ..desk import show
from ..door import SeeOther


def ask_or_remove(
    request: HttpRequest,
    member: Member,
    subject: str,
    row: Model,
    *,
    back: str,
    name: str,
    title: str,
    sentences: Sequence[str],
    button: str,
    to: str = "",
    **facts: Any,
) -> HttpResponse:
    """A POST removes it and leads ``to`` (else ``back``); a GET, and a refusal, show the question."""
    refusal = _removed(request, member, subject, row) if request.method == "POST" else None
    if request.method == "POST" and refusal is None:
        messages.success(request, _("%(name)s is removed.") % {"name": name})
        return SeeOther(to or back)
    around = {"title": title, "sentences": sentences, "button": button, "back": back, "refusal": refusal}
    seen = request.POST.get("seen") or deeds.seen(subject, row)
    return show(
        request, member, "staff_pages/rules/remove.html", section="services", seen=seen,
        status=refusal.status if refusal else 200, **around, **facts,
    )  # fmt: skip


def _removed(request: HttpRequest, member: Member, subject: str, row: Model) -> Refusal | None:
    seen, by = request.POST.get("seen", ""), acting(member)
    ours = member.organisation_id
    try:
        deeds.remove(subject, row.pk, organisation_id=ours, seen=seen, by=by, now=timezone.now())
    except Refusal as refusal:
        return refusal
    return None
