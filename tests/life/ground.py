"""What every part of the model stands on: the salon, the reference, and what must hold of both."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import VISITOR, BookingRequest
from terminbuch.actions.refusals import Refusal
from terminbuch.models import Booking
from tests.builders import MONDAY_10, SUNDAY_18, a_request
from tests.life.reference import CUT, SERVICES, Diary, Offered, rows_of
from tests.life.town import Town, booking_name

MINUTE = timedelta(minutes=1)
numbers = itertools.count()
# So few that they meet.
starts = st.integers(0, 5).map(lambda half: MONDAY_10 + timedelta(days=half // 5, minutes=30 * (half % 5)))
odd_starts = st.integers(0, 8).map(lambda quarter: MONDAY_10 + 15 * quarter * MINUTE)
people = st.sampled_from(["ben", "clara"])
which = st.integers(0, 7)


def something[M: Ground](of: Callable[[M], object]) -> Callable[..., Any]:
    """The rule is only taken where there is something to do it to."""
    return precondition(lambda life: bool(of(life)))


class Ground(RuleBasedStateMachine):
    """``kept`` has the tokens of holds by name, ``asked`` the last request of a customer and its answer."""

    def __init__(self) -> None:
        super().__init__()
        self.town = Town(f"town-{next(numbers)}")
        self.diary = Diary()
        self.now = SUNDAY_18
        self.kept: dict[str, tuple[str, Offered, datetime]] = {}
        self.asked: tuple[BookingRequest, Booking] | None = None
        for service in SERVICES:
            self.ask_to_book(service, MONDAY_10 + len(self.diary.rows) * 30 * MINUTE, "")

    @invariant()
    def the_tables_say_what_the_reference_says(self) -> None:
        """A hold that has run out may lie there until somebody forgets it."""
        assert self.diary.standing(self.now) <= self.town.rows() <= self.diary.rows

    # What the others need.

    def ask_to_book(
        self, service: Offered, at: datetime, who: str, *, token: str = "", hold: str = ""
    ) -> None:
        ways = self.diary.ways(service, at, self.now, who=who, but=[hold])
        row = self.town.services[service.name]
        name = f"anna{next(numbers)}"
        request = a_request(row, at=at, resource_id=self.town.who(who), hold_token=token, who=name)
        booking = answer(lambda: deeds.book(request, by=VISITOR, now=self.now))
        assert (booking is not None) == bool(ways)
        if booking is not None:
            self.asked = (request, booking)
            self.serve(booking_name(booking), service, at, ways, instead_of=[hold])
            self.kept.pop(hold, None)

    def serve(
        self,
        owner: str,
        service: Offered,
        at: datetime,
        ways: set[frozenset[str]],
        *,
        instead_of: list[str] | None = None,
    ) -> None:
        """Whom the product picks of those who could is its own."""
        found = {row for row in self.town.rows() if row.owner == owner}
        picks = frozenset(row.resource for row in found)
        assert picks in ways
        self.diary.take(rows_of(owner, service, at, picks), instead_of=instead_of or [])
        assert self.diary.of(owner) == found

    def ends(self, booking: Booking) -> None:
        self.diary.give_back(booking_name(booking), booking_name(booking, wish=True))

    def live(self) -> list[Booking]:
        rows = Booking.objects.of(self.town.key).filter(status__in=["pending", "confirmed"])
        return list(rows.select_related("service").order_by("pk"))

    def one(self, nth: int) -> Booking:
        live = self.live()
        return live[nth % len(live)]

    def waiting(self) -> list[Booking]:
        """For staff to decide: requests, and wishes for another time."""
        return [each for each in self.live() if each.is_pending or each.has_wish]

    def plain(self, booking: Booking) -> Offered | None:
        """Its service, where the booking is as long as the service says: what was entered may differ."""
        found = next(
            (each for each in SERVICES if booking.service and each.name == booking.service.slug), None
        )
        return found if found and booking.duration == found.length else None

    def is_of_one(self, booking: Booking) -> bool:
        """Of a service that one person serves and that has no pause."""
        return booking.service is None or booking.service.slug == CUT.name


def answer[Result](ask: Callable[[], Result]) -> Result | None:
    try:
        return ask()
    except Refusal:
        return None
