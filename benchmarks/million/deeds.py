"""What people do in a business, each round on a day of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from terminbuch.actions import absences, assistant, holding
from terminbuch.actions import booking as booking_deeds
from terminbuch.actions.absences.asking import AbsenceRequest
from terminbuch.actions.asking import LINK_HOLDER, VISITOR
from terminbuch.models import Absence, Booking, Disruption, Member, Resource
from tests.builders import MONDAY_9, SUNDAY_18, a_hold, a_move, a_request, by_hand, staff
from tests.cast import Business

from .doing import Doing

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
FREE_FROM = MONDAY_9 + 3 * WEEK
MOST_ROUNDS = 25
"""So many working days lie between the full diaries and the service's horizon."""
FULL_DAYS = 10


def deeds(business: Business, whose: str) -> Iterator[Doing]:
    one = _Deeds(business)
    for what, do in {
        "keep a time": one.hold,
        "book": one.book,
        "move": one.move,
        "cancel": one.cancel,
        "book by hand": one.book_by_hand,
        "somebody is ill for a day": one.fall_ill,
        "plan for all who are hit": one.plan,
        "well again": one.recover,
    }.items():
        yield Doing("deed", what, whose, do)


class _Deeds:
    """Each begins with what the one before it in the same round has left."""

    def __init__(self, business: Business) -> None:
        self._salon = business.salon
        member = Member.objects.of(business.organisation).get(user=business.owner)
        self._owner, self._organisation_id = staff(member), business.organisation.pk
        rows = Resource.objects.of(business.organisation).filter(slug__startswith="person-")
        self._people = list(rows.order_by("pk").values_list("pk", flat=True))
        self._booking: Booking | None = None
        self._disruption: Disruption | None = None

    def hold(self, number: int) -> None:
        asked = a_hold(self._salon.cut, at=_free(number), visitor=f"198.51.100.{number}")
        holding.hold(asked, now=SUNDAY_18)

    def book(self, number: int) -> None:
        """With whoever is free."""
        asked = a_request(self._salon.cut, at=_free(number) + HOUR, who=f"Visitor-{number}")
        self._booking = booking_deeds.book(asked, by=VISITOR, now=SUNDAY_18)

    def move(self, number: int) -> None:
        assert self._booking is not None
        to = a_move(self._booking, to=_free(number) + 2 * HOUR)
        booking_deeds.reschedule(to, by=LINK_HOLDER, now=SUNDAY_18)

    def cancel(self, _round: int) -> None:
        assert self._booking is not None
        booking_deeds.cancel(self._booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    def book_by_hand(self, number: int) -> None:
        asked = by_hand(self._salon, starts_at=_free(number) + 4 * HOUR)
        booking_deeds.create_by_hand(asked, by=self._owner, now=SUNDAY_18)

    def fall_ill(self, number: int) -> None:
        """One after the other, on one full day after the other: eight hours are booked."""
        turn, day = divmod(number, FULL_DAYS)
        begins = MONDAY_9 - 9 * HOUR + (day // 5) * WEEK + (day % 5) * DAY
        ill = AbsenceRequest(
            organisation_id=self._organisation_id, resource_id=self._people[turn % len(self._people)],
            location_id=None, starts_at=begins, ends_at=begins + DAY, kind="illness",
        )  # fmt: skip
        self._disruption = absences.record(ill, by=self._owner, now=SUNDAY_18)

    def plan(self, _round: int) -> None:
        assert self._disruption is not None
        uid = self._disruption.uid
        assistant.plan(uid, organisation_id=self._organisation_id, by=self._owner, now=SUNDAY_18)

    def recover(self, _round: int) -> None:
        row = Absence.objects.of(self._organisation_id).get(disruption=self._disruption)
        absences.withdraw(row.uid, organisation_id=self._organisation_id, by=self._owner, now=SUNDAY_18)


def _free(number: int) -> datetime:
    """Nine o'clock of the round's day."""
    assert number < MOST_ROUNDS
    return FREE_FROM + (number // 5) * WEEK + (number % 5) * DAY
