"""What a page says when an action refused: a sentence, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils.translation import gettext as _

from terminbuch import wording
from terminbuch.actions.refusals import Refusal, SlotTaken


@dataclass(frozen=True, slots=True)
class Refused:
    sentence: str
    advice: str = ""


def because(code: str, answer: HttpResponse) -> HttpResponse:
    """The answer with its reason, without a word about the person, in the one line that the log gets."""
    # Django logs the reason phrase of every answer from 400 on; browsers pass over it.
    answer.reason_phrase = code
    return answer


def time_refused(refusal: Refusal, start: datetime, zone: ZoneInfo, language: str) -> Refused:
    """Where a time was asked for; for one that is gone with the time itself."""
    if isinstance(refusal, SlotTaken):
        clock = wording.clock(start, zone, language)
        return Refused(
            _("%(clock)s has just been taken.") % {"clock": clock}, _("Please choose another time.")
        )
    return Refused(str(refusal.sentence))
