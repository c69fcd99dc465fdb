from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..refusals import Refusal


class ReadOnlyCalendar(Refusal):
    """It may block, but cannot receive (S7)."""

    code = "read_only_calendar"
    sentence = _(
        "Nothing may be written to this calendar, so it cannot receive bookings. It can still block."
    )


class OtherAccount(Refusal):
    """Somebody signed in as somebody else: the calendars of this connection are not among that account's."""

    code = "other_account"
    sentence = _("This is another account. Please sign in to the same one, or connect it anew.")


class TooManyConnections(Refusal):
    code = "too_many_connections"
    sentence = _("More accounts than these cannot be connected. Please disconnect one first.")
