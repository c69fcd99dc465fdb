"""What was promised by e-mail about a booking, and what became of each promise."""

from __future__ import annotations

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from terminbuch.models import Booking, Delivery

from .entries import Entry
from .said import Voice

State = Delivery.State

TITLES: dict[str, str | Promise] = {
    "booking_confirmed": pgettext_lazy("mail", "Confirmation"),
    "booking_requested": pgettext_lazy("mail", "Request received"),
    "request_accepted": pgettext_lazy("mail", "Request accepted"),
    "request_declined": pgettext_lazy("mail", "Request declined"),
    "request_expired": pgettext_lazy("mail", "Request lapsed"),
    "booking_moved": pgettext_lazy("mail", "New time"),
    "move_requested": pgettext_lazy("mail", "Move requested"),
    "move_declined": pgettext_lazy("mail", "Move declined"),
    "booking_cancelled": pgettext_lazy("mail", "Cancellation"),
    "booking_reminder": pgettext_lazy("mail", "Reminder"),
    "booking_offered": pgettext_lazy("mail", "Offered times"),
    "resource_new": pgettext_lazy("mail", "New booking"),
    "resource_moved": pgettext_lazy("mail", "Booking moved"),
    "resource_cancelled": pgettext_lazy("mail", "Booking cancelled"),
    "resource_requested": pgettext_lazy("mail", "New request"),
    "resource_request_ended": pgettext_lazy("mail", "Request settled"),
}
PERSONAL_TITLES: dict[str, str | Promise] = {
    "member_invited": pgettext_lazy("mail", "Invitation"),
    "password_reset": pgettext_lazy("mail", "Link for a new password"),
    "address_confirmation": pgettext_lazy("mail", "Confirmation of the address"),
    "sign_in_changed": pgettext_lazy("mail", "Changed sign-in"),
    "day_sheet": pgettext_lazy("mail", "Day sheet"),
    "test_mail": pgettext_lazy("mail", "Test mail"),
    "conflict_found": pgettext_lazy("mail", "Conflict with a calendar"),
    "calendar_red": pgettext_lazy("mail", "Calendar cannot be read"),
    "calendar_back": pgettext_lazy("mail", "Calendar can be read again"),
    "fault_found": pgettext_lazy("mail", "Something found by the verification"),
    "faults_over": pgettext_lazy("mail", "All is well again"),
}
"""About no booking."""
SIGNS = {
    State.DUE: ("", "clock"),
    State.SENT: ("good", "check"),
    State.IN_DOUBT: ("warn", "warning"),
    State.FAILED: ("bad", "warning"),
    State.WITHDRAWN: ("", "undo"),
}
SENTENCES = {
    State.DUE: _("to %(who)s, to be sent %(when)s"),
    State.SENT: _("to %(who)s, sent %(when)s"),
    State.IN_DOUBT: _("to %(who)s, perhaps not delivered, %(when)s"),
    State.FAILED: _("to %(who)s, could not be delivered"),
    State.WITHDRAWN: _("to %(who)s, no longer needed"),
}
LEAVING = _("to %(who)s, on its way")
TRIED_BEFORE = _("to %(who)s, not delivered yet, next try %(when)s")


def mails(booking: Booking, voice: Voice) -> list[Entry]:
    """By the moment each was or will be sent. Reads the deliveries and their resources: prefetch them."""
    rows = [row for row in booking.deliveries.all() if row.calendar_id is None]
    return [_entry(delivery, booking, voice) for delivery in sorted(rows, key=_moment)]


def _entry(delivery: Delivery, booking: Booking, voice: Voice) -> Entry:
    state = State(delivery.state)
    kind, sign = SIGNS[state]
    facts = {
        "who": delivery.resource.name if delivery.resource else voice.who(booking),
        "when": voice.brief(_moment(delivery), booking.location.zone),
    }
    return Entry(kind, sign, TITLES[delivery.kind], str(_sentence(delivery, state, voice)) % facts)


def _sentence(delivery: Delivery, state: Delivery.State, voice: Voice) -> str | Promise:
    if state != State.DUE:
        return SENTENCES[state]
    if delivery.due_at <= voice.now:
        return LEAVING
    return TRIED_BEFORE if delivery.attempts else SENTENCES[state]


def _moment(delivery: Delivery) -> datetime:
    return delivery.sent_at or delivery.due_at
