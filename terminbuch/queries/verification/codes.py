"""What was found, in words: for the page, the mail and the command alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from terminbuch import wording

WORDS: Mapping[str, str | Promise] = {
    "overlap": pgettext_lazy("fault", "Two bookings occupy the same time"),
    "seat_twice": pgettext_lazy("fault", "One seat is given twice"),
    "unoccupied": pgettext_lazy("fault", "A booking does not occupy its time, which could so be given again"),
    "wish_unoccupied": pgettext_lazy("fault", "The new time that somebody wished for is not kept"),
    "no_owner": pgettext_lazy("fault", "A time is occupied, and no booking that stands is the reason"),
    "strange_owner": pgettext_lazy("fault", "A time is occupied on somebody of another business"),
    "spelling": pgettext_lazy("fault", "A time is spelled in a way that the database cannot compare"),
    "hold_left": pgettext_lazy("fault", "A time that was kept for a visitor was not given back"),
    "guard_missing": pgettext_lazy("fault", "The guard against double bookings is missing"),
    "guard_toothless": pgettext_lazy("fault", "The guard against double bookings let a planted one through"),
    "guard_overzealous": pgettext_lazy("fault", "The guard refuses two bookings that do not meet"),
    "rule_missing": pgettext_lazy("fault", "A rule of the database is missing"),
    "durability": pgettext_lazy("fault", "The database may forget what was confirmed"),
    "damaged": pgettext_lazy("fault", "The file of the database is damaged"),
    "race": pgettext_lazy("fault", "In the self-test, a time was not given exactly once"),
    "no_copy": pgettext_lazy("fault", "No copy could be made, so the guard could not be tried out"),
    "promise_missing": pgettext_lazy("fault", "An event of a booking was not followed by its mail"),
    "promise_strange": pgettext_lazy("fault", "A message is about something that is not there"),
    "promise_stuck": pgettext_lazy("fault", "A message has been stuck for more than an hour"),
    "promise_unnoticed": pgettext_lazy(
        "fault", "A message could not be sent, and nobody was asked to look after it"
    ),
    "reminder_wrong": pgettext_lazy("fault", "A reminder is due about a time that is not the booking’s"),
    "entry_missing": pgettext_lazy("fault", "A booking is missing in the connected calendar"),
    "entry_differs": pgettext_lazy("fault", "A booking stands at another time in the connected calendar"),
    "entry_left": pgettext_lazy("fault", "A booking that is over still stands in the connected calendar"),
    "calendar_silent": pgettext_lazy("fault", "A connected calendar could not be asked"),
    "there_missing": pgettext_lazy("fault", "An entry that was written is not in the calendar any more"),
    "there_differs": pgettext_lazy("fault", "An entry in the calendar has another time than was written"),
    "there_left": pgettext_lazy("fault", "The calendar still shows a booking that is over"),
    "history_missing": pgettext_lazy("fault", "Nothing was logged about a booking"),
    "history_status": pgettext_lazy("fault", "A booking is not what its log says"),
    "history_time": pgettext_lazy("fault", "A booking is at another time than its log says"),
    "revision": pgettext_lazy("fault", "A change of somebody’s time was not counted"),
}
UNSAFE = frozenset(
    {
        *("overlap", "seat_twice", "unoccupied", "wish_unoccupied", "strange_owner", "spelling"),
        *("guard_missing", "guard_toothless", "durability", "damaged", "race"),
    }
)
"""With these a time was given twice or could be, or something confirmed could be lost."""
WITH_A_COPY = frozenset({"guard_toothless", "guard_overzealous", "damaged", "race", "no_copy"})
"""Looked at by whole verifications only."""
OUTSIDE = frozenset({"calendar_silent", "there_missing", "there_differs", "there_left"})
"""Looked at where the calendars were asked."""


def words(code: str) -> str:
    return str(WORDS[code])


def details(facts: Mapping[str, Any], *, zone: ZoneInfo, language: str, today: date) -> str:
    """Where to look: who, when, which booking. Empty where there is nothing to say."""
    parts = [facts.get("resource"), facts.get("calendar"), _moment(facts, zone, language, today)]
    numbers = [str(facts[name]) for name in ("number", "other_number") if facts.get(name)]
    if numbers:
        parts.append(_("booking %(numbers)s") % {"numbers": " · ".join(numbers)})
    parts.append(facts.get("name"))
    return ", ".join(str(part) for part in parts if part)


def _moment(facts: Mapping[str, Any], zone: ZoneInfo, language: str, today: date) -> str:
    try:
        starts_at = datetime.fromisoformat(str(facts.get("starts_at")))
    except ValueError:
        return ""
    if starts_at.tzinfo is None:  # spelled in a way of its own
        return str(facts["starts_at"])
    return wording.moment(starts_at, zone, language, today)
