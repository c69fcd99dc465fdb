"""In which outside calendars a booking stands, or why it does not."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from terminbuch.models import Booking, Delivery
from terminbuch.queries.standing import RIGHTS, TROUBLES

from .entries import Entry
from .said import Voice

State = Delivery.State
WHY = {**TROUBLES, "not_allowed": RIGHTS["write"]}
SENTENCES: dict[str, str | Promise] = {
    "stands": _("for %(who)s, written %(when)s"),
    "erased": _("for %(who)s, taken out %(when)s"),
    "to_come": _("for %(who)s, is being written"),
    "tried": _("for %(who)s, not written yet, next try %(when)s. %(why)s"),
    "failed": _("for %(who)s, not in the calendar. %(why)s"),
}
SIGNS = {
    "stands": ("good", "check"),
    "erased": ("", "undo"),
    "to_come": ("", "clock"),
    "tried": ("warn", "warning"),
    "failed": ("bad", "warning"),
}


def written(booking: Booking, voice: Voice) -> list[Entry]:
    """One line a calendar, by its last promise. Reads the deliveries, their resources and calendars."""
    last = {row.calendar_id: row for row in sorted(_promises(booking), key=lambda row: row.pk)}
    return [_entry(row, booking, voice) for row in last.values()]


def why(write: Delivery) -> str | Promise:
    """What the last try said, in words; nothing where no words are known for it."""
    return WHY.get(write.last_error.partition(":")[0], "")


def _promises(booking: Booking) -> list[Delivery]:
    rows = [row for row in booking.deliveries.all() if row.calendar_id is not None]
    return [row for row in rows if row.state != State.WITHDRAWN]


def _entry(write: Delivery, booking: Booking, voice: Voice) -> Entry:
    how = _how(write)
    facts = {
        "who": write.resource.name if write.resource else "",
        "when": voice.brief(write.sent_at or write.due_at, booking.location.zone),
        "why": why(write),
    }
    name = write.calendar.name if write.calendar else ""
    return Entry(*SIGNS[how], name, (str(SENTENCES[how]) % facts).strip())


def _how(write: Delivery) -> str:
    if write.state == State.SENT:
        return "erased" if write.facts.get("erased") else "stands"
    if write.state == State.FAILED:
        return "failed"
    return "tried" if write.last_error else "to_come"
