"""What an action may answer instead of doing it: expected, and with a sentence for its reader."""

from __future__ import annotations

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from terminbuch.models import Booking


class Refusal(Exception):
    """Nothing was changed. ``status`` is HTTP's word for it, ``sentence`` what the reader is told."""

    status = 409
    code = "refused"
    sentence: str | Promise = _("This is not possible.")

    def __str__(self) -> str:
        return self.code


class SlotTaken(Refusal):
    code = "taken"
    sentence = _("This time has just been taken.")


class NotOffered(Refusal):
    """The start is no slot: off the grid, past, too soon, too far, outside the hours. ``rule`` is W2, W7 …"""

    code = "not_offered"
    sentence = _("This time is not on offer. Please choose one of the times shown.")

    def __init__(self, rule: str = "") -> None:
        super().__init__(rule)
        self.rule = rule


class OverlapsOwnTime(Refusal):
    code = "overlaps_own_time"
    sentence = _(
        "The time you wish overlaps your present appointment. Please choose one that does not, or call us."
    )


class TooLate(Refusal):
    code = "too_late"
    sentence = _("It is too late to change this online.")

    def __init__(self, cut_off_at: datetime) -> None:
        super().__init__(cut_off_at)
        self.cut_off_at = cut_off_at


class AlreadyOver(Refusal):
    """Cancelled, declined or lapsed: nothing is left to change."""

    code = "already_over"
    sentence = _("This appointment is no longer on.")


class WrongAddress(Refusal):
    code = "wrong_address"
    status = 422
    sentence = _("This address does not belong to this appointment.")


class TooManyTries(Refusal):
    code = "too_many_tries"
    status = 429
    sentence = _("Please try again in an hour, or call us.")


class TooManyHolds(Refusal):
    code = "too_many_holds"
    status = 429
    sentence = _("You are already keeping several times. Please finish one of them first.")


class TooManyBookings(Refusal):
    code = "too_many_bookings"
    sentence = _(
        "You already have as many appointments of this kind as can be booked online. Please call us."
    )


class KeyReused(Refusal):
    """The form was already used for ``booking``, and now asks for something else."""

    code = "key_reused"
    status = 422
    sentence = _("You have already booked with this form.")

    def __init__(self, booking: Booking) -> None:
        super().__init__(booking.pk)
        self.booking = booking


class HoldEnded(Refusal):
    code = "hold_ended"
    sentence = _("This time is no longer kept for you.")


class AlreadyExtended(Refusal):
    code = "already_extended"
    sentence = _("This time cannot be kept any longer.")


class NotPending(Refusal):
    code = "not_pending"
    sentence = _("This request has already been decided or has lapsed.")


class NotYours(Refusal):
    """There is no such thing here, or not for you: the same answer for both."""

    code = "not_found"
    status = 404
    sentence = _("There is nothing here.")
