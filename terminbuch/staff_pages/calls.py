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
}


@dataclass(frozen=True, slots=True)
class Call:
    """``why`` is for the one who phones, ``words`` for the customer; ``held`` are times kept until then."""

    why: str
    words: str
    held: list[str]


def call(task: Task, voice: Voice) -> Call:
    """Reads the booking with its allocations, and the case with its absence and offers."""
    if task.booking is None or task.about not in WHY:
        return Call("", "", [])
    offers = _offers(task, voice)
    return Call(str(WHY[task.about]), _words(task, task.booking, voice, bool(offers)), offers)


def _offers(task: Task, voice: Voice) -> list[str]:
    kept = [hold for hold in task.case.offers.all() if not hold.has_run_out(voice.now)] if task.case else []
    return [_offer(hold, voice) for hold in kept]


def _offer(hold: Hold, voice: Voice) -> str:
    """ "Mi, 25.11., 11:00, Anna (bis Mo, 23.11., 12:00)"."""
    zone = hold.location.zone
    rows = sorted(hold.allocations.all(), key=lambda row: (row.position, row.pk))
    said = ", ".join([voice.brief(hold.starts_at, zone), *(row.resource.name for row in rows)])
    return _("%(time)s (kept until %(until)s)") % {"time": said, "until": voice.brief(hold.deadline, zone)}


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
