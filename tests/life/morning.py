"""Somebody falls ill: the assistant plans, and what it sends is looked at."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from terminbuch.actions import absences, assistant
from terminbuch.actions.absences.asking import AbsenceRequest
from terminbuch.models import Booking, Case
from tests.life.ground import Ground, odd_starts, people
from tests.life.town import booking_name, hold_name


class Morning(Ground):
    @rule(at=odd_starts, hours=st.integers(1, 4), who=people)
    def fall_ill(self, at: datetime, hours: int, who: str) -> None:
        """Whoever is booked then has a case; it is planned and all is sent."""
        until = at + timedelta(hours=hours)
        request = AbsenceRequest(self.town.key, self.town.who(who), None, at, until, "illness")
        disruption = absences.record(request, by=self.town.clara, now=self.now)
        hit = [hold for hold in self.diary.offered if self.is_hit(hold, who, at, until)]
        self.diary.give_back(*hit)
        self.diary.away[str(disruption.absence_id)] = (who, at, until)
        assistant.plan(disruption.uid, organisation_id=self.town.key, by=self.town.clara, now=self.now)
        cases = Case.objects.of(self.town.key).filter(disruption=disruption, state="planned")
        uids = list(cases.values_list("uid", flat=True))
        sent = assistant.send(uids, organisation_id=self.town.key, by=self.town.clara, now=self.now)
        assert not sent.refused
        self.learn_what_was_sent(
            [case.booking for case in Case.objects.of(self.town.key).filter(uid__in=uids)]
        )

    def is_hit(self, hold: str, who: str, at: datetime, until: datetime) -> bool:
        return any(row.resource == who and row.meets(at, until) for row in self.diary.of(hold))

    def learn_what_was_sent(self, bookings: list[Booking]) -> None:
        """How the assistant plans is its own; whatever it takes was free and nobody's absence."""
        found = self.town.rows()
        for booking in bookings:
            name, holds = booking_name(booking), self.town.holds_of(booking)
            if not booking.has_wish:
                self.diary.give_back(booking_name(booking, wish=True))
            fresh = {row for row in found if row.owner == name} - self.diary.of(name)
            assert all(
                self.diary.is_there(row) and self.diary.is_free(row, self.now, but=[name]) for row in fresh
            )
            if fresh:
                self.diary.take({row for row in found if row.owner == name}, instead_of=[name])
            for hold in holds:
                rows = {row for row in found if row.owner == hold_name(hold)}
                assert all(
                    self.diary.is_there(row)
                    and self.diary.is_free(row, self.now, but=self.diary.offers_for(name))
                    for row in rows
                )
                self.diary.until[hold_name(hold)] = hold.deadline
                self.diary.offered[hold_name(hold)] = name
                self.diary.take(rows)
