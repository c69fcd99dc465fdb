"""The deeds by which time is taken, as doors call them: keep the time, ask outside, then decide.

Nobody is asked within a deed. docs/calendars/README.md says what is promised by this, and what is not.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from uuid import UUID

from terminbuch.actions import assistant, holding
from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import EVERYBODY, Actor, BookingRequest, HandRequest, MoveRequest, Telling
from terminbuch.actions.assistant import Sent
from terminbuch.actions.booking import whom_to_ask
from terminbuch.actions.booking.occupied import Spans, for_offer, for_what_waits
from terminbuch.actions.outside.hurrying import read_soon
from terminbuch.actions.refusals import TakenOutside
from terminbuch.availability import NOT_ASKED, Outside
from terminbuch.models import Booking, Hold
from terminbuch.queries import access

from .checking import SECONDS, ask

# For all that a board sends at once: somebody waits for the page.
SECONDS_A_BOARD = 6.0


def book(request: BookingRequest, *, by: Actor, now: datetime) -> Booking:
    """See ``actions.booking.book``."""
    organisation_id = request.organisation_id
    spans = whom_to_ask.for_booking(request, now=now)
    _keep(access.hold_by_token(organisation_id, request.hold_token) if spans else None, now=now)
    with _asked(organisation_id, spans, now=now) as outside:
        return deeds.book(request, by=by, now=now, outside=outside)


def reschedule(request: MoveRequest, *, organisation_id: int, by: Actor, now: datetime) -> Booking:
    """See ``actions.booking.reschedule``. The booking keeps its time while others are asked."""
    spans = whom_to_ask.for_move(request, organisation_id=organisation_id, by=by, now=now)
    moving = _booking(organisation_id, request.booking_id) if spans else None
    with _asked(organisation_id, spans, now=now, moving=moving) as outside:
        return deeds.reschedule(request, by=by, now=now, outside=outside)


def redeem(
    hold_uid: uuid.UUID, *, booking_id: int, organisation_id: int, by: Actor, now: datetime
) -> Booking:
    """See ``actions.booking.redeem``. Its time was free when it was offered; that is a while ago."""
    spans = for_offer(hold_uid, organisation_id=organisation_id)
    _keep(Hold.objects.of(organisation_id).filter(uid=hold_uid).first() if spans else None, now=now)
    moving = _booking(organisation_id, booking_id) if spans else None
    with _asked(organisation_id, spans, now=now, moving=moving) as outside:
        return deeds.redeem(hold_uid, booking_id=booking_id, by=by, now=now, outside=outside)


def accept(
    booking_id: int, *, organisation_id: int, by: Actor, now: datetime, insists: bool = False
) -> Booking:
    """See ``actions.booking.accept``. Much may have been entered since it was requested."""
    booking = _booking(organisation_id, booking_id)
    spans = for_what_waits(booking) if booking is not None else {}
    outside = ask(organisation_id, spans, now=now, moving=booking)
    return deeds.accept(booking_id, by=by, now=now, outside=outside, insists=insists)


def create_by_hand(request: HandRequest, *, by: Actor, now: datetime) -> Booking:
    """See ``actions.booking.create_by_hand``. What is answered is a concern."""
    outside = ask(request.organisation_id, whom_to_ask.for_hand(request), now=now)
    return deeds.create_by_hand(request, by=by, now=now, outside=outside)


def edit(booking_id: int, request: HandRequest, *, version: int, by: Actor, now: datetime) -> Booking:
    """See ``actions.booking.edit``. What is answered is a concern; where the time stays nobody is asked."""
    spans = whom_to_ask.for_hand(request, booking_id=booking_id)
    moving = _booking(request.organisation_id, booking_id) if spans else None
    outside = ask(request.organisation_id, spans, now=now, moving=moving)
    return deeds.edit(booking_id, request, version=version, by=by, now=now, outside=outside)


@dataclass
class Sending:
    """What a board sends, one case after the other, with some seconds of asking for all together."""

    organisation_id: int
    by: Actor
    left: float = SECONDS_A_BOARD

    def send(self, case_uid: UUID, *, now: datetime, telling: Telling = EVERYBODY) -> Sent:
        """See ``actions.assistant.send``."""
        spans = assistant.whom_to_ask(case_uid, organisation_id=self.organisation_id)
        begun = monotonic()
        outside = ask(self.organisation_id, spans, now=now, seconds=max(min(self.left, SECONDS), 0))
        self.left -= monotonic() - begun
        return assistant.send(
            [case_uid], organisation_id=self.organisation_id, by=self.by, now=now, telling=telling,
            outside=outside,
        )  # fmt: skip


@contextmanager
def _asked(
    organisation_id: int, spans: Spans, *, now: datetime, moving: Booking | None = None
) -> Iterator[Outside]:
    """The answers. A calendar that refused a customer is read again, for the next one is shown its copy."""
    outside = ask(organisation_id, spans, now=now, moving=moving) if spans else NOT_ASKED
    try:
        yield outside
    except TakenOutside:
        read_soon(_busy(outside), organisation_id=organisation_id, now=now)
        raise


def _busy(outside: Outside) -> Iterable[int]:
    return [key for key, answer in outside.answers.items() if answer.said == "busy"]


def _keep(hold: Hold | None, *, now: datetime) -> None:
    if hold is not None:
        holding.keep_while_asking(hold.pk, organisation_id=hold.organisation_id, now=now)


def _booking(organisation_id: int, booking_id: int) -> Booking | None:
    return Booking.objects.of(organisation_id).filter(pk=booking_id).first()
