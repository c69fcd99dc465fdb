"""By which server a mail leaves."""

from __future__ import annotations

from typing import Any

from django.core.mail import mailers
from django.core.mail.backends.base import BaseEmailBackend

from terminbuch.models import MailServer

from .setbacks import TryAgain
from .smtp import SmtpBackend

SECONDS = 10
Safety = MailServer.Safety


def mailer(server: MailServer | None) -> BaseEmailBackend:
    """The stored one, else the one of the settings. Raises TryAgain when no key opens its password."""
    return mailers.default if server is None else SmtpBackend(alias="stored", **options(server))


def options(server: MailServer) -> dict[str, Any]:
    return {
        "host": server.host,
        "port": server.port,
        "username": server.username,
        "password": _password(server),
        "use_tls": server.safety == Safety.STARTTLS,
        "use_ssl": server.safety == Safety.TLS,
        "timeout": SECONDS,
    }


def _password(server: MailServer) -> str:
    try:
        return server.password
    except LookupError:
        raise TryAgain("sealed password: its key is no longer in STORAGE_KEYS") from None
