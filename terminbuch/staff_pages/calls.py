"""What to say on the telephone, and which times are kept meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terminbuch.models import Booking, Hold, Task

from .said import Voice

WHY = {
    "cancelled": gettext_lazy("The booking is cancelled, and nobody could be mailed."),
    "moved": gettext_lazy("The booking has changed, and nobody could be mailed."),
    "no_answer": gettext_lazy("There was no answer to the offered times."),
    "no_address": gettext_lazy("No e-mail address is known."),
    "bounced": gettext_lazy("The mail with the offered times did not arrive."),
    "nothing_free": gettext_lazy("No other time is free."),
    "too_soon": gettext_lazy("The appointment is too near for a mail."),
}


@dataclass(frozen=True, slots=True)
class Call:
    """``why`` is for the one who phones, ``words`` for the customer; ``held`` are times that are kept.

    ``held_until`` is when the first of them runs out.
    """

    why: str
    words: str
    held: list[str]
    held_until: str


def call(task: Task, voice: Voice) -> Call:
    """Reads the booking with its allocations, and the case with its absence and offers."""
    if task.booking is None or task.about not in WHY:
        return Call("", "", [], "")
    offers = _offers(task, voice)
    return Call(
        why=str(WHY[task.about]),
        words=_words(task, task.booking, voice, bool(offers)),
        held=[_offer(hold, voice) for hold in offers],
        held_until=_first_end(offers, voice),
    )


def _offers(task: Task, voice: Voice) -> list[Hold]:
    return [hold for hold in task.case.offers.all() if not hold.has_run_out(voice.now)] if task.case else []


def _first_end(offers: list[Hold], voice: Voice) -> str:
    first = min(offers, key=lambda hold: hold.deadline, default=None)
    return voice.brief(first.deadline, first.location.zone) if first else ""


def _offer(hold: Hold, voice: Voice) -> str:
    """ "Mi, 25.11., 11:00, Anna"."""
    zone = hold.location.zone
    rows = sorted(hold.allocations.all(), key=lambda row: (row.position, row.pk))
    return ", ".join([voice.brief(hold.starts_at, zone), *(row.resource.name for row in rows)])


def _words(task: Task, booking: Booking, voice: Voice, has_offers: bool) -> str:
    """As it is said, in quotation marks."""
    if task.about == "cancelled":
        return _("“Your appointment on %(when)s is cancelled.”") % {"when": _when(booking, voice)}
    if task.about == "moved":
        return _("“Your appointment has changed: %(when)s, %(people)s.”") % {
            "when": _when(booking, voice),
            "people": ", ".join(booking.people()) or booking.location.name,
        }
    said = [_public(task), _cannot(task, booking, voice), _instead(has_offers)]
    return _("“%(sentences)s”") % {"sentences": " ".join(filter(None, said))}


def _public(task: Task) -> str:
    """The sentence that customers may hear; why somebody is away stays private."""
    absence = task.case.disruption.absence if task.case else None
    return absence.public_sentence if absence else ""


def _cannot(task: Task, booking: Booking, voice: Voice) -> str:
    starts_at = task.case.was_starts_at if task.case else booking.starts_at
    when = voice.moment(starts_at, booking.location.zone)
    return _("Your appointment on %(when)s unfortunately can't take place as agreed.") % {"when": when}


def _instead(has_offers: bool) -> str:
    return _("We have kept these times for you:") if has_offers else _("When would suit you instead?")


def _when(booking: Booking, voice: Voice) -> str:
    return voice.moment(booking.starts_at, booking.location.zone)
