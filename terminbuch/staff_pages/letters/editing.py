"""The words of a business in its mails to customers: the list, one mail, and back to our words."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from terminbuch.actions import mail_texts
from terminbuch.actions import settings as deeds
from terminbuch.actions.refusals import Refusal
from terminbuch.mail.sample import sample_letter
from terminbuch.models import MailText, Member
from terminbuch.models.organisation import LANGUAGES
from terminbuch.queries.own_words import own_words

from ..decisions import acting
from ..desk import show
from ..door import SeeOther, for_business
from ..mailbox import AROUND_THE_MAIL
from ..mails import TITLES
from ..settings.saving import posted, saved, show_form
from .form import LetterForm
from .kinds import WHEN, lines, placeholders

TEMPLATE = "staff_pages/letters/letter.html"
OURS = {"subject": "", "opening": "", "closing": ""}


@require_safe
@for_business
def letters(request: HttpRequest, member: Member) -> HttpResponse:
    found = lines(member.organisation_id)
    return show(request, member, "staff_pages/letters/list.html", section="settings", lines=found)


@csp_override(AROUND_THE_MAIL)
@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def letter(request: HttpRequest, member: Member, kind: str, spoken: str) -> HttpResponse:
    row = asked_for(member, kind, spoken)
    form = LetterForm(posted(request), initial={name: getattr(row, name) for name in OURS})
    if request.method == "POST":
        kept = mail_texts.own_words(kind, spoken, organisation_id=member.organisation_id)
        if saved(request, member, "mail_text", kept, form):
            return SeeOther(resolve_url("staff_pages:letter", member.organisation.slug, kind, spoken))
    heading = TITLES[kind]
    facts = _around(member, kind, spoken)
    return show_form(request, member, TEMPLATE, form, heading=heading, subject="mail_text", row=row, **facts)


@require_POST
@for_business
def reset(request: HttpRequest, member: Member, kind: str, spoken: str) -> HttpResponse:
    """Our words again. What was said instead stands in the history."""
    row = asked_for(member, kind, spoken)
    around: dict[str, Any] = {"by": acting(member), "now": timezone.now()}
    try:
        if row.pk is not None:
            deeds.change(
                "mail_text", row.pk, OURS, organisation_id=member.organisation_id,
                seen=request.POST.get("seen", ""), **around,
            )  # fmt: skip
        messages.success(request, _("This mail is said in our words again."))
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    return SeeOther(resolve_url("staff_pages:letter", member.organisation.slug, kind, spoken))


def asked_for(member: Member, kind: str, spoken: str) -> MailText:
    """Raises Http404 for a mail or a language that there is not."""
    if kind not in mail_texts.KINDS or spoken not in dict(LANGUAGES):
        raise Http404
    return own_words(member.organisation_id, kind, spoken)


def _around(member: Member, kind: str, spoken: str) -> dict[str, Any]:
    """What our own words would be, for whoever leaves a field empty."""
    ours = sample_letter(member.organisation, kind, spoken, None, now=timezone.now())
    return {
        "kind": kind,
        "spoken": spoken,
        "spoken_name": dict(LANGUAGES)[spoken],
        "others": [code_and_name for code_and_name in LANGUAGES if code_and_name[0] != spoken],
        "when": WHEN[kind],
        "our_subject": ours.subject,
        "our_opening": ours.greeting,
        "placeholders": placeholders(spoken),
    }
