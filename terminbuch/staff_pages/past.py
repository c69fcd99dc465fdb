"""What happened to a booking: who did what, when and from where, the latest first."""

from __future__ import annotations

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from terminbuch.actions.asking import CALENDAR
from terminbuch.models import Booking, HistoryEntry

from .entries import Entry
from .said import Voice

WHAT: dict[str, tuple[str, str, str | Promise]] = {
    "entered": ("", "by-hand", pgettext_lazy("history", "Entered")),
    "edited": ("", "pencil", pgettext_lazy("history", "Changed")),
    "undone": ("", "undo", pgettext_lazy("history", "Change taken back")),
    "booked": ("", "online", pgettext_lazy("history", "Booked")),
    "requested": ("", "pending", pgettext_lazy("history", "Requested")),
    "accepted": ("good", "check", pgettext_lazy("history", "Accepted")),
    "request_declined": ("", "close", pgettext_lazy("history", "Declined")),
    "request_expired": ("", "hold", pgettext_lazy("history", "Lapsed")),
    "moved": ("", "refresh", pgettext_lazy("history", "Moved")),
    "move_requested": ("", "pending", pgettext_lazy("history", "Move requested")),
    "move_declined": ("", "close", pgettext_lazy("history", "Move declined")),
    "move_expired": ("", "hold", pgettext_lazy("history", "Move lapsed")),
    "cancelled": ("", "bin", pgettext_lazy("history", "Cancelled")),
    "offered": ("", "mail", pgettext_lazy("history", "Other times offered")),
    "offers_taken_back": ("", "undo", pgettext_lazy("history", "Offered times taken back")),
    "reassigned": ("", "people", pgettext_lazy("history", "Given to somebody else")),
    "reassigned_back": ("", "undo", pgettext_lazy("history", "Given back")),
    "left_as_it_is": ("good", "check", pgettext_lazy("history", "Stays as agreed")),
    "will_come": ("good", "check", pgettext_lazy("history", "Said: I will come")),
    "verified": ("good", "check", pgettext_lazy("history", "Checked against the calendar")),
    "missed": ("", "close", pgettext_lazy("history", "Did not come")),
    "came": ("good", "undo", pgettext_lazy("history", "Came after all")),
    "task_done": ("", "task", pgettext_lazy("history", "Task done")),
    "task_reopened": ("", "task", pgettext_lazy("history", "Task opened again")),
    "conflict_found": ("warn", "busy", pgettext_lazy("history", "Conflict with a calendar")),
    "conflict_gone": ("good", "check", pgettext_lazy("history", "Conflict with a calendar is over")),
    "conflict_ignored": ("", "check", pgettext_lazy("history", "What stands in the calendar does not count")),
    "conflict_kept": ("", "check", pgettext_lazy("history", "Stays beside what stands in the calendar")),
    "conflict_applied": ("", "check", pgettext_lazy("history", "Taken over from the calendar")),
    "conflict_put_back": ("", "undo", pgettext_lazy("history", "Written to the calendar again")),
    "customer_merged": ("", "people", pgettext_lazy("history", "Customers merged")),
}


FOLLOWED = frozenset({"edited", "cancelled"})
"""What somebody did in the outside calendar, and the booking after it."""


def history(booking: Booking, voice: Voice) -> list[Entry]:
    """Reads the entries with their members and users: prefetch them."""
    latest_first = sorted(booking.history_entries.all(), key=lambda entry: (entry.at, entry.pk), reverse=True)
    return [_entry(entry, booking, voice) for entry in latest_first]


def _entry(entry: HistoryEntry, booking: Booking, voice: Voice) -> Entry:
    when = voice.brief(entry.at, booking.location.zone)
    said = [*_times(entry, booking, voice), *_people(entry), _by(entry, booking, voice), when]
    # What another version of the program wrote is still shown, by its own word.
    sign = WHAT.get(entry.what, ("", "info", entry.what))
    return Entry(*sign, ", ".join(said))


def _times(entry: HistoryEntry, booking: Booking, voice: Voice) -> list[str]:
    """From when to when, where the entry tells and they differ."""
    if entry.facts.get("was") == entry.facts.get("to"):
        return []
    sentences = {"was": _("from %(when)s"), "to": _("to %(when)s")}
    told = {fact: entry.facts[fact] for fact in sentences if fact in entry.facts}
    zone = booking.location.zone
    return [
        sentences[fact] % {"when": voice.brief(datetime.fromisoformat(at), zone)} for fact, at in told.items()
    ]


def _people(entry: HistoryEntry) -> list[str]:
    """Who serves it instead of whom, where the entry tells and they differ."""
    was, people = entry.facts.get("was_people"), entry.facts.get("people")
    if not was or not people or was == people:
        return []
    return [_("%(people)s instead of %(was)s") % {"people": ", ".join(people), "was": ", ".join(was)}]


def _by(entry: HistoryEntry, booking: Booking, voice: Voice) -> str:
    if entry.source == CALENDAR.source and entry.what in FOLLOWED:
        return _("in the outside calendar")
    if entry.actor == HistoryEntry.Actor.SYSTEM:
        return _("automatically")
    if entry.actor == HistoryEntry.Actor.CUSTOMER and entry.source == "page":
        return _("on the booking page")
    return _("by %(who)s") % {"who": _name(entry, booking, voice)}


def _name(entry: HistoryEntry, booking: Booking, voice: Voice) -> str:
    if entry.actor == HistoryEntry.Actor.CUSTOMER:
        return voice.who(booking)
    return entry.member.user.name or entry.member.user.email if entry.member else _("a former member")
