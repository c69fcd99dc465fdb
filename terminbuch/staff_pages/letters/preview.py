"""A mail as a customer would get it today, in the words that are kept or that are being typed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods

from terminbuch.actions import mail_texts
from terminbuch.mail.envelope import header
from terminbuch.mail.rendering import html, plain
from terminbuch.mail.sample import sample_letter
from terminbuch.models import MailText, Member

from ..door import for_business
from ..mailbox import INSIDE_THE_MAIL, Policy
from .editing import asked_for
from .form import LetterForm

# The links of a sample lead nowhere, so nothing of it may be opened.
INSIDE_THE_SAMPLE: Policy = {**INSIDE_THE_MAIL, "sandbox": ("",)}
PLAIN = "text/plain; charset=utf-8"


@csp_override(INSIDE_THE_SAMPLE)
@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def preview(request: HttpRequest, member: Member, kind: str, spoken: str) -> HttpResponse:
    """For a frame. What is posted is shown and not kept."""
    row = asked_for(member, kind, spoken)
    if request.method == "POST" and (trouble := _typed_into(row, request)):
        return HttpResponse("\n".join(trouble), status=422, content_type=PLAIN)
    said = sample_letter(member.organisation, kind, spoken, row, now=timezone.now())
    if request.GET.get("as") == "text":
        return HttpResponse(f"{header(said.subject)}\n\n{plain(said)}", content_type=PLAIN)
    return HttpResponse(html(said))


def _typed_into(row: MailText, request: HttpRequest) -> list[str]:
    """Why it cannot be shown; nothing when it can, and the row then says what was typed."""
    form = LetterForm(request.POST)
    if not form.is_valid():
        return [str(sentence) for sentences in form.errors.values() for sentence in sentences]
    for column, words in form.values().items():
        setattr(row, column, words)
    return [str(sentence) for sentence in mail_texts.problems(row.organisation_id, form.values()).values()]
