"""Which server a mail leaves by: the environment's, else the one that is set on the page."""

from __future__ import annotations

import email
import email.policy
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from terminbuch.mail import TryAgain, deliver
from terminbuch.models import MailServer
from tests.live import free_port

from .cases import delivery_of
from .rows import DELIVERY, MONDAY_NOON
from .servers import LOOPBACK, Taking, mailers, smtp_server

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def environment(settings: Settings) -> Settings:
    """It names a server where nobody listens."""
    settings.MAILERS = mailers(free_port())
    return settings


def a_server(port: int, **fields: Any) -> MailServer:
    values = {"host": LOOPBACK, "safety": "none", "sender": "salon@example.org"}
    return MailServer.objects.create(pk=1, port=port, **values | fields)


def mail_taken(server: Taking) -> Any:
    content = server.taken[0].content
    assert isinstance(content, bytes)
    return email.message_from_bytes(content, policy=email.policy.default)


def test_the_stored_server_is_used_at_once_with_its_sender() -> None:
    server = Taking()

    with smtp_server(server) as port:
        a_server(port)
        deliver(delivery_of("booking_confirmed"), now=MONDAY_NOON)

    mail = mail_taken(server)
    assert (str(mail["From"]), server.taken[0].mail_from) == (
        "Salon Anna <salon@example.org>",
        "salon@example.org",
    )
    invite = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    assert "mailto:salon@example.org" in invite.get_content()


def test_the_message_id_stays_when_the_sender_changes() -> None:
    server = Taking()

    with smtp_server(server) as port:
        a_server(port)
        deliver(delivery_of("booking_confirmed"), now=MONDAY_NOON)

    assert str(mail_taken(server)["Message-ID"]) == f"<{DELIVERY}@terminbuch.example>"


def test_the_environment_wins(environment: Settings) -> None:
    environment.MAIL_WAY_IS_SET = True
    server, other = Taking(), Taking()

    with smtp_server(server) as port, smtp_server(other) as stored:
        environment.MAILERS = mailers(port)
        a_server(stored)
        deliver(delivery_of("booking_confirmed"), now=MONDAY_NOON)

    assert (len(server.taken), len(other.taken)) == (1, 0)
    assert str(mail_taken(server)["From"]) == "Salon Anna <termine@terminbuch.example>"


def test_the_sender_of_the_environment_wins_by_itself(environment: Settings) -> None:
    environment.MAIL_FROM_IS_SET = True
    server = Taking()

    with smtp_server(server) as port:
        a_server(port)
        deliver(delivery_of("booking_confirmed"), now=MONDAY_NOON)

    assert str(mail_taken(server)["From"]) == "Salon Anna <termine@terminbuch.example>"


def test_a_password_whose_key_is_gone_is_a_setback(environment: Settings) -> None:
    server = a_server(25, username="salon")
    server.password = "streng geheim"
    server.save()
    environment.STORAGE_KEYS = ["another key, which was never there before"]

    with pytest.raises(TryAgain, match="sealed password"):
        deliver(delivery_of("booking_confirmed"), now=MONDAY_NOON)
