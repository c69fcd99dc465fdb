"""What customers do, and what they must be answered."""

from __future__ import annotations

from datetime import datetime

from hypothesis import strategies as st
from hypothesis.stateful import rule

from terminbuch.actions import booking as deeds
from terminbuch.actions import holding
from terminbuch.actions.asking import LINK_HOLDER, VISITOR
from terminbuch.models import Booking
from tests.builders import a_hold, a_move
from tests.life.ground import Ground, answer, numbers, something, starts, which
from tests.life.reference import SERVICES, Offered, Row
from tests.life.town import booking_name, hold_name

services = st.sampled_from(SERVICES)
anybody = st.sampled_from(["", "ben", "clara"])


class Customers(Ground):
    @rule(service=services, at=starts, who=anybody)
    def book(self, service: Offered, at: datetime, who: str) -> None:
        self.ask_to_book(service, at, who if service.name in {"cut", "colour"} else "")

    @something(lambda life: life.kept)
    @rule(nth=which)
    def book_what_is_kept(self, nth: int) -> None:
        name = sorted(self.kept)[nth % len(self.kept)]
        token, service, at = self.kept[name]
        self.ask_to_book(service, at, "", token=token, hold=name)

    @something(lambda life: life.asked)
    @rule()
    def ask_the_same_again(self) -> None:
        assert self.asked is not None
        request, booking = self.asked
        assert deeds.book(request, by=VISITOR, now=self.now).pk == booking.pk

    @rule(service=services, at=starts)
    def hold(self, service: Offered, at: datetime) -> None:
        ways = self.diary.ways(service, at, self.now)
        request = a_hold(self.town.services[service.name], at=at, visitor=str(next(numbers)))
        held = answer(lambda: holding.hold(request, now=self.now))
        assert (held is not None) == bool(ways)
        if held is not None:
            name = hold_name(held.hold)
            self.kept[name] = (held.token, service, at)
            self.diary.until[name] = held.hold.deadline
            self.serve(name, service, at, ways)

    @something(lambda life: life.kept)
    @rule(nth=which, extends=st.booleans())
    def extend_or_release(self, nth: int, extends: bool) -> None:
        name = sorted(self.kept)[nth % len(self.kept)]
        token = self.kept[name][0]
        if not extends:
            holding.release(token, organisation_id=self.town.key, now=self.now)
            self.diary.give_back(name)
            del self.kept[name]
        elif found := answer(lambda: holding.extend(token, organisation_id=self.town.key, now=self.now)):
            assert self.diary.until[name] > self.now
            self.diary.until[name] = found.deadline

    @something(lambda life: life.live())
    @rule(nth=which)
    def cancel(self, nth: int) -> None:
        booking = self.one(nth)
        deeds.cancel(booking.pk, by=LINK_HOLDER, now=self.now)
        self.ends(booking)

    @something(lambda life: life.live())
    @rule(nth=which, at=starts, who=anybody)
    def move(self, nth: int, at: datetime, who: str) -> None:
        booking = self.one(nth)
        service = self.plain(booking)
        if service is None:
            return
        who = who if service.name in {"cut", "colour"} else ""
        is_wish = service.on_request and not booking.is_pending
        name, wish = booking_name(booking), booking_name(booking, wish=True)
        own = [wish, *self.diary.offers_for(name), *([] if is_wish else [name])]
        ways = self.diary.ways(service, at, self.now, who=who, but=own)
        serving = {row.resource for row in self.diary.of(name)}
        is_same = at == booking.starts_at and (not who or who in serving)
        request = a_move(booking, to=at, resource_id=self.town.who(who))
        moved = answer(lambda: deeds.reschedule(request, by=LINK_HOLDER, now=self.now))
        assert (moved is not None) == (bool(ways) and not is_same)
        if moved is not None:
            self.diary.give_back(wish, *self.diary.offers_for(name))
            self.serve(wish if is_wish else name, service, at, ways, instead_of=[wish if is_wish else name])

    @something(lambda life: life.diary.offered)
    @rule(nth=which)
    def take_an_offer(self, nth: int) -> None:
        offers = sorted(self.diary.offered)
        offer = offers[nth % len(offers)]
        name = self.diary.offered[offer]
        booking = Booking.objects.of(self.town.key).get(pk=int(name.split()[1]))
        hold = next(each for each in self.town.holds_of(booking) if hold_name(each) == offer)
        rows = [
            Row(name, each.resource, each.starts_at, each.ends_at, each.sitting)
            for each in self.diary.of(offer)
        ]
        redeemed = answer(lambda: deeds.redeem(hold.uid, booking_id=booking.pk, by=LINK_HOLDER, now=self.now))
        assert (redeemed is not None) == (self.diary.until[offer] > self.now)
        if redeemed is not None:
            self.diary.take(rows, instead_of=[name, booking_name(booking, wish=True)])
