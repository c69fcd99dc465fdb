"""From a form of the settings to the deed; a refusal comes back into the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from terminbuch.actions import settings as deeds
from terminbuch.actions.refusals import Refusal
from terminbuch.actions.settings import Contradiction
from terminbuch.models import Member

from ..decisions import acting
from ..desk import show
from .shape import SettingForm


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is filled with: nothing before it is sent."""
    return request.POST if request.method == "POST" else None


def saved(request: HttpRequest, member: Member, subject: str, row: Model, form: SettingForm) -> bool:
    """Whether the row is now as the form says. Its page showed ``seen``."""
    if not form.is_valid():
        return False
    seen = request.POST.get("seen", "")
    try:
        deeds.change(subject, row.pk, form.values(), seen=seen, **_around(member))
    except Refusal as refusal:
        return refused(form, refusal)
    messages.success(request, _("Saved."))
    return True


def added(
    request: HttpRequest, member: Member, subject: str, form: SettingForm, **further: Any
) -> Model | None:
    """The new row, with the columns that no field asks for (``slug``, ``position``); None if refused."""
    if not form.is_valid():
        return None
    try:
        row = deeds.add(subject, form.values() | further, **_around(member))
    except Refusal as refusal:
        refused(form, refusal)
        return None
    messages.success(request, _("%(name)s is entered.") % {"name": _called(row)})
    return row


def removed(request: HttpRequest, member: Member, subject: str, row: Model) -> Refusal | None:
    """None when it is gone, else why it is not."""
    try:
        deeds.remove(subject, row.pk, seen=request.POST.get("seen", ""), **_around(member))
    except Refusal as refusal:
        return refusal
    messages.success(request, _("%(name)s is removed.") % {"name": row})
    return None


def done(member: Member, form: SettingForm, deed: Callable[..., object]) -> bool:
    """Whether a deed did what the form asks for; what it refuses comes back into the form."""
    try:
        deed(**_around(member))
    except Refusal as refusal:
        return refused(form, refusal)
    return True


def show_form(
    request: HttpRequest,
    member: Member,
    template: str,
    form: SettingForm,
    *,
    heading: str | Promise,
    subject: str = "",
    row: Model | None = None,
    section: str = "settings",
    status: int = 200,
    **facts: Any,
) -> HttpResponse:
    """The page of one form, refused or not. What it showed at first stays what it showed."""
    if form.is_bound:
        form.focus_first_error()
    seen = request.POST.get("seen") or (deeds.seen(subject, row) if row else "")
    if form.is_bound and (form.errors or form.refusal):
        status = form.status
    around = {"form": form, "seen": seen, "row": row, "refusal": form.refusal, "heading": heading}
    return show(request, member, template, section=section, status=status, **(around | facts))


def _called(row: Any) -> str:
    """In the reader's language where it has a name or label in each."""
    words = getattr(row, "label", None) or getattr(row, "name", None)
    return str(words(get_language() or "en")) if callable(words) else str(row)


def _around(member: Member) -> dict[str, Any]:
    return {"organisation_id": member.organisation_id, "by": acting(member), "now": timezone.now()}


def refused(form: SettingForm, refusal: Refusal) -> bool:
    """By the fields where it says which, else above the form."""
    if not isinstance(refusal, Contradiction):
        form.refusal = refusal
        return False
    for column, sentence in refusal.problems.items():
        form.add_error(column if column in form.fields else None, str(sentence))
    return False
