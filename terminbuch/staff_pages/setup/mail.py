from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terminbuch.actions import mail_server as deeds
from terminbuch.models import Member
from terminbuch.queries.mail_sending import stored_server

from ..letters.sending import save_server, server_form
from ..letters.server_form import MailServerForm
from ..settings.shape import SettingForm
from .step import Step


def _form(request: HttpRequest, member: Member) -> SettingForm:
    return server_form(request, stored_server())


def _save(request: HttpRequest, member: Member, form: SettingForm) -> bool:
    """A test mail leaves at once; the last page says what became of it."""
    if not isinstance(form, MailServerForm) or not save_server(request, member, form):
        return False
    deeds.ask_for_test(member, now=timezone.now())
    return True


def _facts(member: Member) -> dict[str, Any]:
    server = stored_server()
    return {"server": server, "seen": deeds.seen_server(server)}


STEP = Step(
    key="mail",
    title=_("Sending mails"),
    sentence=_("Without this nobody is told. Your mail provider names these facts under “SMTP”."),
    form=_form,
    save=_save,
    is_done=lambda member: stored_server() is not None,
    template="staff_pages/setup/mail.html",
    facts=_facts,
    is_for=lambda member: member.user.is_operator and not settings.MAIL_WAY_IS_SET,
)
