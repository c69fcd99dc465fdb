"""A living week for any business: booked as customers book, at times that are on offer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from random import Random

from terminbuch.availability import Slot
from terminbuch.models import Booking, HistoryEntry, Location, Member, Organisation, Question, Service
from terminbuch.queries import offers
from terminbuch.queries.services import locations_of
from terminbuch.queries.wish import Wish

from .. import booking
from ..asking import LINK_HOLDER, VISITOR, Actor, BookingRequest
from ..demo.stories import settle_mails
from ..demo.visits import CUSTOMERS, Visit
from ..refusals import Refusal

BEFORE, AFTER = timedelta(days=5), timedelta(days=14)
BOOKINGS = 80
UNDECIDED = 2
A_MOMENT, AN_HOUR, LONG_AGO = timedelta(minutes=5), timedelta(hours=1), timedelta(days=8)
PHONE = "030 5550100"

type Chance = tuple[Service, Location, Slot]


def fill(organisation: Organisation, *, now: datetime) -> None:
    """Some of what is on offer is booked; one customer cancels, some requests wait to be decided."""
    chance = Random(f"{organisation.slug} {now.date()}")  # noqa: S311  # nothing secret: again it looks the same
    by = _decider(organisation)
    rows = [_book(wanted, chance, now=now) for wanted in _wanted(organisation, chance, now=now)]
    booked = [row for row in rows if row is not None]
    for row in [row for row in booked if row.is_pending][UNDECIDED:]:
        booking.accept(row.pk, by=by, now=now)
    for row in [row for row in booked if row.starts_at > now and not row.is_pending][-1:]:
        with suppress(Refusal):
            booking.cancel(row.pk, by=LINK_HOLDER, now=now)
    settle_mails(organisation, now=now)


def _wanted(organisation: Organisation, chance: Random, *, now: datetime) -> list[Chance]:
    """By their starts, so that what was first is booked first."""
    services = list(Service.objects.of(organisation).filter(is_active=True, is_online=True))
    found: list[Chance] = []
    for service in services:
        on_offer = list(_on_offer(service, now=now))
        found += chance.sample(on_offer, min(len(on_offer), max(BOOKINGS // len(services), 2)))
    return sorted(found, key=lambda each: each[2].start)


def _on_offer(service: Service, *, now: datetime) -> Iterator[Chance]:
    """As it was on offer some days ago. What waits for a decision nobody asks for in the past."""
    asked_at = now if service.needs_approval else now - LONG_AGO
    for location in locations_of(service):
        days = [(now + each).astimezone(location.zone).date() for each in (-BEFORE, AFTER)]
        wish = Wish(service, location)
        offer = offers.offer(wish, first=days[0], last=days[1], zone=location.zone, now=asked_at)
        yield from ((service, location, slot) for slot in offer.slots)


def _book(wanted: Chance, chance: Random, *, now: datetime) -> Booking | None:
    """None where the time is gone meanwhile."""
    service, location, slot = wanted
    visit = Visit("", "", slot.start.time(), chance.choice(CUSTOMERS), timedelta(days=chance.randrange(1, 6)))
    ahead = max(visit.ahead, timedelta(minutes=service.notice_minutes) + AN_HOUR)
    request = BookingRequest(
        organisation_id=service.organisation_id,
        service_id=service.pk,
        location_id=location.pk,
        starts_at=slot.start,
        resource_id=None,
        name=visit.name,
        email=visit.email,
        phone=PHONE if service.asks_phone != Service.Asks.NO else "",
        answers=tuple(_answers(service, visit.language, chance)),
        language=visit.language,
        zone_name=location.zone_name,
        key=f"practice:{service.pk}:{location.pk}:{slot.start}",
    )
    asked_at = now - A_MOMENT if service.needs_approval else min(slot.start - ahead, now - A_MOMENT)
    with suppress(Refusal):
        return booking.book(request, by=VISITOR, now=asked_at)
    return None


def _answers(service: Service, language: str, chance: Random) -> Iterator[tuple[str, str]]:
    """To what can be chosen from."""
    for question in Question.objects.of(service.organisation_id).filter(service=service, kind="choice"):
        yield question.label(language), chance.choice(question.choices(language))


def _decider(organisation: Organisation) -> Actor:
    team = Member.objects.of(organisation).order_by("pk")
    return Actor(HistoryEntry.Actor.MEMBER, "staff", next(member for member in team if member.may_decide))
