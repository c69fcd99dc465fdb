"""What an action may answer instead of doing it: expected, and with a sentence for its reader."""

from __future__ import annotations

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from terminbuch.models import Booking, Customer
from terminbuch.queries.in_the_way import Concern, Obstacle


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


class TakenOutside(SlotTaken):
    """An outside calendar said so just now; the copy that offers are made from may not know it yet."""


class BusyOutside(Refusal):
    """Staff is about to accept a time at which an outside calendar shows something else; it may insist."""

    code = "busy_outside"
    sentence = _("A connected calendar shows something else at this time.")


class CalendarSilent(Refusal):
    """An outside calendar did not answer, and without its answer nobody may book."""

    code = "calendar_silent"
    sentence = _(
        "We could not make sure that this time is still free. Please try again in a moment, or call us."
    )


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


class NothingMissed(Refusal):
    """It has not begun yet, is not agreed, or is for nobody."""

    code = "nothing_missed"
    sentence = _("Only an agreed appointment that has begun can be missed.")


class AlreadyOver(Refusal):
    """Cancelled, declined or lapsed: nothing is left to change."""

    code = "already_over"
    sentence = _("This appointment is no longer on.")


class WrongAddress(Refusal):
    code = "wrong_address"
    status = 422
    sentence = _("This address does not belong to this appointment.")


class Closed(Refusal):
    """The business takes no bookings online; what is booked can be changed all the same."""

    code = "closed"
    sentence = _("Nothing can be booked online at present.")


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


class InTheWay(SlotTaken):
    """Somebody's time is taken. Nobody may go around it; ``obstacles`` say whose time and by what."""

    code = "in_the_way"
    sentence = _("This time is taken.")

    def __init__(self, obstacles: tuple[Obstacle, ...]) -> None:
        super().__init__(len(obstacles))
        self.obstacles = obstacles


class NeedsOverride(Refusal):
    """``concerns`` speak against it; whoever may, may do it all the same after having read them."""

    code = "needs_override"
    sentence = _("Something speaks against this time.")

    def __init__(self, concerns: tuple[Concern, ...]) -> None:
        super().__init__(len(concerns))
        self.concerns = concerns


class NoRightToOverride(NeedsOverride):
    code = "no_right_to_override"
    sentence = _("Your role does not allow booking outside opening hours or in an absence.")


class NotQualified(Refusal):
    """Too few, too many, twice the same, or somebody who cannot serve it."""

    code = "not_qualified"
    status = 422
    sentence = _("Please choose for each requirement somebody who can serve it.")


class CustomerStays(Refusal):
    """An online booking always has a customer (S32)."""

    code = "customer_stays"
    status = 422
    sentence = _("A booking that was made online keeps a customer. You can choose another one.")


class ChangedMeanwhile(Refusal):
    """Somebody else changed the booking after the window was opened; ``booking`` is how it stands now."""

    code = "changed_meanwhile"
    sentence = _("This booking has just been changed by somebody else.")

    def __init__(self, booking: Booking) -> None:
        super().__init__(booking.pk)
        self.booking = booking


class CustomerChanged(Refusal):
    """Somebody else changed or merged the customer meanwhile; ``customer`` is how the row stands now."""

    code = "customer_changed"
    sentence = _("This customer has just been changed by somebody else.")

    def __init__(self, customer: Customer) -> None:
        super().__init__(customer.pk)
        self.customer = customer


class AbsenceChanged(Refusal):
    """Somebody else changed or withdrew the absence after the window was opened."""

    code = "absence_changed"
    sentence = _("This absence has just been changed by somebody else.")


class CaseChanged(Refusal):
    """The booking is no longer where the board showed it: answered, changed or settled meanwhile."""

    code = "case_changed"
    sentence = _("Something has changed here meanwhile. Please look again.")


class NothingToSend(Refusal):
    """There is no proposal for this booking yet, or it is not one that can be sent."""

    code = "nothing_to_send"
    sentence = _("There is no proposal for this booking yet.")


class OfferEnded(Refusal):
    """The offered time is no longer kept: run out, taken back, or the booking has changed."""

    code = "offer_ended"
    sentence = _("This time is no longer kept for you.")


class TooLateToUndo(Refusal):
    code = "too_late_to_undo"
    sentence = _("It is too late to undo this. Please change the booking again.")


class NotYours(Refusal):
    """There is no such thing here, or not for you: the same answer for both."""

    code = "not_found"
    status = 404
    sentence = _("There is nothing here.")
