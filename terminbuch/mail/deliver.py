"""A promised mail is written and sent."""

from __future__ import annotations

from datetime import datetime

from django.core.mail import mailers

from terminbuch.models import Delivery

from .envelope import Mail
from .invitations import calendar
from .letters import letter
from .occasion import occasion


def deliver(delivery: Delivery, *, now: datetime) -> None:
    """Send the mail that this delivery promises, by the mailer that the settings name.

    Raises RefusedForGood, TryAgain or InDoubt when it was not surely sent. Sent again, it is recognisable as
    the same mail. Nothing is written to the database.
    """
    told = occasion(delivery, now=now)
    mailers.default.send_messages([Mail(letter(told), told, calendar(told))])
