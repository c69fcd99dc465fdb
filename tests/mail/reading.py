"""How the tests read a letter."""

from __future__ import annotations

from datetime import datetime

from terminbuch.mail.letter import Letter, Slip
from terminbuch.mail.letters import letter
from terminbuch.mail.occasion import occasion
from terminbuch.models import Delivery

from .rows import MONDAY_NOON


def written(delivery: Delivery, *, now: datetime = MONDAY_NOON) -> Letter:
    return letter(occasion(delivery, now=now))


def spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def deadline(delivery: Delivery, *, now: datetime = MONDAY_NOON) -> str:
    """The last sentences before the reason: until when the appointment can be changed."""
    return spaced(str(written(delivery, now=now).paragraphs[-1]))


def slip_of(letter: Letter) -> Slip:
    assert letter.slip is not None
    return letter.slip
