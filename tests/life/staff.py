"""What staff does by hand, and what the worker does while nobody decides."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import WORKER, NewCustomer
from terminbuch.actions.refusals import TooLateToUndo
from terminbuch.models import Booking
from tests.builders import as_it_is, by_hand
from tests.life.ground import MINUTE, Ground, answer, odd_starts, people, something, which
from tests.life.reference import Row
from tests.life.town import booking_name


class Staff(Ground):
    @something(lambda life: life.waiting())
    @rule(nth=which, says_yes=st.booleans())
    def decide(self, nth: int, says_yes: bool) -> None:
        waiting = self.waiting()
        booking = waiting[nth % len(waiting)]
        name, wish = booking_name(booking), booking_name(booking, wish=True)
        is_open = booking.requested_until is not None and booking.requested_until > self.now
        decide = deeds.accept if says_yes else deeds.decline
        decided = answer(lambda: decide(booking.pk, by=self.town.clara, now=self.now))
        assert (decided is not None) == is_open
        if decided is None:
            return
        if booking.is_pending:
            if not says_yes:
                self.ends(booking)
        elif says_yes:
            wished = self.diary.of(wish)
            self.diary.give_back(wish)
            self.diary.take(
                [Row(name, each.resource, each.starts_at, each.ends_at) for each in wished], instead_of=[name]
            )
        else:
            self.diary.give_back(wish)

    @rule(at=odd_starts, minutes=st.sampled_from([15, 45, 60]), who=people, blocks=st.booleans())
    def enter(self, at: datetime, minutes: int, who: str, blocks: bool) -> None:
        request = by_hand(
            self.town.salon,
            picks=self.town.picks([who]),
            starts_at=at,
            duration_minutes=minutes,
            overrides=True,
            service_id=None if blocks else self.town.salon.cut.pk,
            customer=None if blocks else NewCustomer("Berta"),
        )
        row = Row("?", who, at, at + minutes * MINUTE)
        entered = answer(lambda: deeds.create_by_hand(request, by=self.town.clara, now=self.now))
        assert (entered is not None) == self.diary.is_free(row, self.now)
        if entered is not None:
            self.diary.take([Row(booking_name(entered), who, at, row.ends_at)])

    @something(lambda life: life.live())
    @rule(nth=which, at=odd_starts, who=people, regrets=st.booleans())
    def drag(self, nth: int, at: datetime, who: str, regrets: bool) -> None:
        """Another start, another person; perhaps taken back within the ten seconds."""
        booking = self.one(nth)
        if not self.is_of_one(booking):
            return
        name, wish = booking_name(booking), booking_name(booking, wish=True)
        (was,) = self.diary.of(name)
        if (at, who) == (was.starts_at, was.resource):
            return
        row = Row(name, who, at, at + (was.ends_at - was.starts_at))
        own = [name, wish, *self.diary.offers_for(name)]
        free = self.diary.is_free(row, self.now, but=own)
        had_more = bool(self.diary.of(wish) or self.diary.offers_for(name))
        request = as_it_is(booking, starts_at=at, picks=self.town.picks([who]), overrides=True)
        edited = answer(
            lambda: deeds.edit(booking.pk, request, version=booking.version, by=self.town.clara, now=self.now)
        )
        assert (edited is not None) == free
        if edited is None:
            return
        self.diary.give_back(wish)
        self.diary.take([row], instead_of=[name])
        if regrets:
            self.take_back(edited, was, had_more=had_more)

    def take_back(self, booking: Booking, was: Row, *, had_more: bool) -> None:
        try:
            deeds.undo(
                booking.pk,
                organisation_id=self.town.key,
                version=booking.version,
                by=self.town.clara,
                now=self.now + timedelta(seconds=9),
            )
        except TooLateToUndo:
            assert had_more
        else:
            assert not had_more
            self.diary.take([was], instead_of=[was.owner])

    @rule(minutes=st.integers(1, 25))
    def time_passes(self, minutes: int) -> None:
        self.now += minutes * MINUTE

    @something(lambda life: life.waiting())
    @rule()
    def the_worker_comes_by(self) -> None:
        """What nobody decided in time lapses; until then it blocks."""
        for booking in self.waiting():
            if booking.requested_until is not None and booking.requested_until <= self.now:
                deeds.expire(booking.pk, by=WORKER, now=self.now)
                if booking.is_pending:
                    self.ends(booking)
                self.diary.give_back(booking_name(booking, wish=True))
