"""How mail leaves the installation: the server, and a test mail with what became of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from terminbuch.actions import mail_server as deeds
from terminbuch.actions.refusals import Refusal
from terminbuch.models import MailServer, Member
from terminbuch.queries.mail_sending import sender_address, stored_server, tests_of

from ..decisions import acting
from ..door import SeeOther, for_operators
from ..logins.freshness import freshly
from ..settings.saving import posted, refused, show_form
from .answers import answer
from .server_form import MailServerForm, as_it_is

LOOK_AGAIN_SECONDS = "2"


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
@freshly
def sending(request: HttpRequest, member: Member) -> HttpResponse:
    server = stored_server()
    form = server_form(request, server)
    if request.method == "POST" and not settings.MAIL_WAY_IS_SET and save_server(request, member, form):
        return _back(member)
    return _page(request, member, form, server)


@require_POST
@for_operators
@freshly
def forget(request: HttpRequest, member: Member) -> HttpResponse:
    deeds.forget_server(organisation_id=member.organisation_id, by=acting(member), now=timezone.now())
    messages.success(request, _("Mail leaves as the environment says again."))
    return _back(member)


@require_POST
@for_operators
def send_test(request: HttpRequest, member: Member) -> HttpResponse:
    deeds.ask_for_test(member, now=timezone.now())
    return _back(member)


def server_form(request: HttpRequest, server: MailServer | None) -> MailServerForm:
    return MailServerForm(posted(request), initial=as_it_is(server))


def save_server(request: HttpRequest, member: Member, form: MailServerForm) -> bool:
    """Whether mail leaves so from now on; else the form says why not."""
    if not form.is_valid():
        return False
    try:
        deeds.set_server(
            form.way(), organisation_id=member.organisation_id, seen=request.POST.get("seen", ""),
            by=acting(member), now=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        return refused(form, refusal)
    messages.success(request, _("Saved. A test mail shows whether it works."))
    return True


def test_facts(member: Member) -> dict[str, Any]:
    """What became of the last test mail that was asked for here."""
    test = tests_of(member.organisation.practice_of_id or member.organisation_id)
    return {"test": test, "answer": answer(test, now=timezone.now()) if test else None}


def _page(
    request: HttpRequest, member: Member, form: MailServerForm, server: MailServer | None
) -> HttpResponse:
    facts = test_facts(member)
    response = show_form(
        request, member, "staff_pages/letters/sending.html", form, heading=_("Sending mails"),
        is_set=settings.MAIL_WAY_IS_SET, way=_way(), sender=sender_address(server), server=server,
        seen=request.POST.get("seen") or deeds.seen_server(server), **facts,
    )  # fmt: skip
    if facts["answer"] and facts["answer"].waits and not form.is_bound:
        response["Refresh"] = LOOK_AGAIN_SECONDS
    return response


def _way() -> str:
    """As the environment says, without a secret."""
    options = settings.MAILERS["default"].get("OPTIONS", {})
    if "folder" in options:
        return _("onto the demo's mailbox page, to nobody")
    if "command" in options:
        return str(options["command"])
    return f"{options.get('host')}:{options.get('port')}"


def _back(member: Member) -> HttpResponse:
    return SeeOther(resolve_url("staff_pages:mail_sending", member.organisation.slug))
