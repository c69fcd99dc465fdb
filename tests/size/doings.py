"""Everything that somebody asks of the database while the program runs, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from terminbuch.actions import absences, deliveries, holding, upkeep
from terminbuch.actions import booking as deeds
from terminbuch.actions.absences.asking import AbsenceRequest
from terminbuch.actions.asking import LINK_HOLDER, VISITOR
from terminbuch.calendars import working
from terminbuch.management import worker
from terminbuch.models import Member
from tests.builders import TUESDAY_9, a_hold, a_move, a_request, by_hand, staff
from tests.cast import Cast, signed_in
from tests.routes import address, routes

HOUR, WEEK = timedelta(hours=1), timedelta(days=7)


def doings(cast: Cast, *, now: datetime) -> Iterator[str]:
    """Tells what it is going to do, then does it."""
    yield from _pages(cast, "GET")
    yield from _deeds(cast, now=now)
    yield from _pages(cast, "POST")
    yield from _work(now=now)


def _pages(cast: Cast, method: str) -> Iterator[str]:
    """As the owner, who may see most; forms are sent empty."""
    values, client = cast.here.values, signed_in(cast.people["owner"])
    for route in routes():
        yield f"{method} {route}"
        client.generic(method, address(route, values))
        if method == "POST" and route.startswith("/-/staff/-/"):
            client = signed_in(cast.people["owner"])


def _deeds(cast: Cast, *, now: datetime) -> Iterator[str]:
    salon = cast.here.salon
    first = TUESDAY_9 + WEEK
    yield "hold"
    holding.hold(a_hold(salon.cut, at=first), now=now)
    yield "book"
    booking = deeds.book(a_request(salon.cut, at=first + HOUR), by=VISITOR, now=now)
    yield "move"
    deeds.reschedule(a_move(booking, to=first + 2 * HOUR), by=LINK_HOLDER, now=now)
    yield "cancel"
    deeds.cancel(booking.pk, by=LINK_HOLDER, now=now)
    yield "book by hand"
    clara = staff(Member.objects.of(salon.organisation).get(user=cast.people["manager"]))
    deeds.create_by_hand(by_hand(salon, starts_at=first + 3 * HOUR), by=clara, now=now)
    yield "somebody is ill"
    ill = AbsenceRequest(
        organisation_id=salon.organisation.pk, resource_id=salon.ben.pk, location_id=None,
        starts_at=now, ends_at=now + 2 * WEEK, kind="illness",
    )  # fmt: skip
    absences.record(ill, by=clara, now=now)


def _work(*, now: datetime) -> Iterator[str]:
    for name, (_every, chore) in {**upkeep.CHORES, **working.CHORES, **working.ASKING}.items():
        yield f"worker: {name}"
        chore(now)
    for name, work in working.LANES.items():
        yield f"worker: {name}"
        work(now)
    yield "worker: mails"
    worker.send_next(now)
    deliveries.take_due(now, lease=HOUR)
