"""How mail leaves this installation, and how the last try went."""

from __future__ import annotations

from django.conf import settings

from terminbuch.models import Delivery, MailServer

TEST_MAIL = "test_mail"


def stored_server() -> MailServer | None:
    """The server that somebody set on the page; None where there is none or the environment rules."""
    return None if settings.MAIL_WAY_IS_SET else MailServer.objects.first()


def sender_address(server: MailServer | None) -> str:
    """From which all mails come, and as whose their invitations are sent. ``server`` is the stored one."""
    return str(settings.MAIL_FROM) if server is None or settings.MAIL_FROM_IS_SET else server.sender


def last_test() -> Delivery | None:
    """The newest test mail of the whole installation."""
    return Delivery.objects.everywhere().filter(kind=TEST_MAIL, booking=None).order_by("-pk").first()


def tests_of(organisation_id: int) -> Delivery | None:
    """The newest test mail that was asked for here."""
    return Delivery.objects.of(organisation_id).filter(kind=TEST_MAIL).order_by("-pk").first()
