"""How mail leaves the installation, set by whoever runs it; and a mail that shows whether it does."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from terminbuch.models import HistoryEntry, MailServer, Member
from terminbuch.queries.mail_sending import TEST_MAIL
from terminbuch.queries.preview import digest

from .asking import Actor
from .deed import deed
from .personal import promise_personally
from .rules import RuleChanged
from .settings import Contradiction
from .settings.refusals import Problems

ONLY = 1
OPEN_COLUMNS = ("host", "port", "safety", "username", "sender")
ON_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Way:
    """``password`` is None for the one that is kept already."""

    host: str
    port: int
    safety: str
    username: str
    password: str | None
    sender: str


def seen_server(server: MailServer | None) -> str:
    """Of the row as a form shows it; the password is no part of it."""
    return digest(_shown(server))


@deed
def set_server(way: Way, *, organisation_id: int, seen: str, by: Actor, now: datetime) -> None:
    """From now on mail leaves so. History never holds the password. Raises RuleChanged, Contradiction."""
    server = _locked()
    was = _shown(server)
    if digest(was) != seen:
        raise RuleChanged
    server = server or MailServer(pk=ONLY)
    if problems := _problems(server, way):
        raise Contradiction(problems)
    for column in OPEN_COLUMNS:
        setattr(server, column, getattr(way, column))
    if way.password is not None or not way.username:
        server.password = way.password or ""
    server.tested_at, server.test_error = None, ""
    server.save()
    to = _shown(server) | ({"password": "new"} if way.password else {})
    _remember(server.host, was, to, organisation_id=organisation_id, by=by, now=now)


@deed
def forget_server(*, organisation_id: int, by: Actor, now: datetime) -> None:
    """Mail leaves again as the environment says; twice is harmless."""
    if (server := _locked()) is None:
        return
    _remember(server.host, _shown(server), {}, organisation_id=organisation_id, by=by, now=now)
    server.delete()


@deed
def ask_for_test(member: Member, *, now: datetime) -> None:
    """A mail to the member's own address, which the worker sends as it sends every other.

    From where people only practise no mail leaves: it is the real business's.
    """
    promise_personally(
        TEST_MAIL,
        organisation_id=member.organisation.practice_of_id or member.organisation_id,
        recipient=member.user.email,
        language=member.user.language,
        key=uuid.uuid4().hex,
        now=now,
        user=member.user,
    )


def _remember(
    host: str, was: dict[str, Any], to: dict[str, Any], *, organisation_id: int, by: Actor, now: datetime
) -> None:
    """In the history of the business in which it was set."""
    HistoryEntry.objects.create(
        organisation_id=organisation_id, what="mail_server_changed", actor=by.kind, member=by.member,
        source=by.source, at=now, facts={"name": host, "was": was, "to": to},
    )  # fmt: skip


def _locked() -> MailServer | None:
    return MailServer.objects.select_for_update().filter(pk=ONLY).first()


def _shown(server: MailServer | None) -> dict[str, Any]:
    if server is None:
        return {}
    has_password = bool(server.sealed_password)
    return {column: getattr(server, column) for column in OPEN_COLUMNS} | {"has_password": has_password}


def _problems(server: MailServer, way: Way) -> Problems:
    """A password goes only where it was meant to go, and never openly over the net."""
    keeps = way.password is None and way.username and server.sealed_password
    if keeps and (way.host, way.port) != (server.host, server.port):
        return {"password": _("Please type the password again: it would go to another server now.")}
    is_open = way.safety == MailServer.Safety.NONE and way.host not in ON_THIS_MACHINE
    if way.username and is_open:
        return {"safety": _("User name and password would cross the net openly. Please choose encryption.")}
    return {}
