"""A promised mail is written and sent."""

from __future__ import annotations

from datetime import datetime

from django.core.mail import mailers

from terminbuch.models import Delivery

from .envelope import Mail
from .invitations import calendar
from .letters import PERSONAL_WRITERS, letter
from .occasion import occasion
from .personal import personal_occasion


def deliver(delivery: Delivery, *, now: datetime) -> None:
    """Send the mail that this delivery promises, by the mailer that the settings name.

    Nothing leaves a business in which people only practise. Raises RefusedForGood, TryAgain or InDoubt when
    it was not surely sent, NoLongerNeeded when there is nothing left to say. Sent again, it is recognisable
    as the same mail. Nothing is written to the database.
    """
    if delivery.organisation.practice_of_id is None:
        mailers.default.send_messages([written(delivery, now=now)])


def written(delivery: Delivery, *, now: datetime) -> Mail:
    if delivery.kind in PERSONAL_WRITERS:
        told = personal_occasion(delivery, now=now)
        return Mail(letter(told), told, None)
    about = occasion(delivery, now=now)
    return Mail(letter(about), about, calendar(about))
