"""A letter put into a mail: headers, parts and their order.

multipart/mixed [ multipart/alternative [ text/plain, text/html, text/calendar ], invite.ics ]: Outlook wants
the calendar among the alternatives, others want the file; most read either.
"""

from __future__ import annotations

import email.policy
import re
from email.headerregistry import Address
from email.message import EmailMessage as Parts
from email.policy import Policy
from email.utils import format_datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.encoding import punycode

from .invitations import Calendar
from .letter import Letter
from .personal import Told
from .rendering import html, plain
from .setbacks import RefusedForGood

# Line ends of all kinds, other controls, turning characters, halves of letters: nothing of it in a header.
NOT_IN_HEADERS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+"
)


class Mail(EmailMessage):
    """One letter to one recipient, from this address. The same delivery always has the same Message-ID."""

    def __init__(self, letter: Letter, told: Told, calendar: Calendar | None, *, address: str) -> None:
        self.letter, self.calendar = letter, calendar
        super().__init__(
            subject=header(letter.subject),
            from_email=sender(told.organisation.name, address),
            to=[recipient(told.delivery.recipient)],
            reply_to=[recipient(told.organisation.email)],
            headers={
                "Message-ID": f"<{told.delivery.uid}@{_address(settings.MAIL_FROM).domain}>",
                "Date": format_datetime(told.now),
                # Against holiday replies: RFC 3834, then what Exchange and older programs look at.
                "Auto-Submitted": "auto-generated",
                "X-Auto-Response-Suppress": "All",
                "Precedence": "bulk",
            },
        )

    def message(self, *, policy: Policy | None = None) -> Parts:
        parts = super().message(policy=policy or email.policy.default)
        # Not 8bit: servers that don't offer 8BITMIME may cut such letters.
        parts.set_content(plain(self.letter), cte="quoted-printable")
        parts.add_alternative(html(self.letter), subtype="html", cte="quoted-printable")
        if self.calendar is not None:
            self._add_calendar(parts, self.calendar)
        return parts

    def _add_calendar(self, parts: Parts, calendar: Calendar) -> None:
        method = {"method": calendar.method}
        parts.add_alternative(calendar.text, subtype="calendar", cte="base64", params=method)
        parts.add_attachment(
            calendar.text.encode(),
            maintype="application",
            subtype="ics",
            filename="invite.ics",
            params={"charset": "UTF-8", **method},
        )


def header(text: str) -> str:
    """One line that cannot become two, with ordinary spaces."""
    return " ".join(NOT_IN_HEADERS.sub(" ", text).split())


def sender(name: str, address: str) -> str:
    mailbox = _address(address)
    return str(Address(header(name), mailbox.username, mailbox.domain))


def recipient(address: str) -> str:
    """Raises RefusedForGood for what no mail server would take."""
    try:
        return str(_address(address))
    except ValueError as error:
        raise RefusedForGood("no mail can go to such an address") from error


def _address(address: str) -> Address:
    """All ASCII: the domain as A-labels; other letters before the @ hardly any server takes."""
    local, _at, domain = header(address).rpartition("@")
    if not (local and local.isascii() and domain):
        raise ValueError(address)
    return Address(username=local, domain=punycode(domain))
