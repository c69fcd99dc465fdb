"""A promised mail is written and sent."""

from __future__ import annotations

from datetime import datetime

from terminbuch.models import Delivery
from terminbuch.queries.mail_sending import sender_address, stored_server

from .envelope import Mail
from .invitations import calendar
from .letters import PERSONAL_WRITERS, letter
from .occasion import occasion
from .own_words import own_words, reworded
from .personal import personal_occasion
from .servers import mailer


def deliver(delivery: Delivery, *, now: datetime) -> None:
    """Send the mail that this delivery promises, by the server that the environment or the page names now.

    Nothing leaves a business in which people only practise. Raises RefusedForGood, TryAgain or InDoubt when
    it was not surely sent, NoLongerNeeded when there is nothing left to say. Sent again, it is recognisable
    as the same mail. Nothing is written to the database.
    """
    if delivery.organisation.practice_of_id is None:
        server = stored_server()
        mailer(server).send_messages([written(delivery, now=now, address=sender_address(server))])


def written(delivery: Delivery, *, now: datetime, address: str) -> Mail:
    if delivery.kind in PERSONAL_WRITERS:
        told = personal_occasion(delivery, now=now)
        return Mail(letter(told), told, None, address=address)
    about = occasion(delivery, now=now)
    said = reworded(letter(about), about, own_words(about))
    return Mail(said, about, calendar(about, address=address), address=address)
