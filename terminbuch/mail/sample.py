"""An invented appointment, so that a mail can be looked at before anybody gets it."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from terminbuch.actions.links import first_link_hash
from terminbuch.actions.promising import iso
from terminbuch.models import Booking, Delivery, Location, MailText, Organisation, Resource, Service

from .letter import Letter
from .letters import letter
from .occasion import Occasion, occasion
from .own_words import reworded

A_DAY = timedelta(days=1)
MOVES = {"booking_moved", "move_requested"}
WAITING = {"booking_requested", "move_requested"}
SETTLED = {"booking_cancelled": "cancelled", "request_declined": "declined", "request_expired": "expired"}


def sample_letter(
    organisation: Organisation, kind: str, language: str, words: MailText | None, *, now: datetime
) -> Letter:
    """As a customer of this business would get it today. Three queries, nothing is saved."""
    told = sample(organisation, kind, language, now=now)
    return reworded(letter(told), told, words)


def sample(organisation: Organisation, kind: str, language: str, *, now: datetime) -> Occasion:
    """About the first service at the first place, with whoever comes first; three days from now at 10."""
    booking = _booking(organisation, kind, language, now=now)
    people = Resource.objects.of(organisation.pk).filter(is_active=True).order_by("position", "pk")
    facts = _facts(booking, [str(person) for person in people[:1]], kind, now=now)
    return occasion(
        Delivery(
            organisation=organisation, kind=kind, booking=booking, recipient=booking.email, facts=facts,
            created_at=now,
        ),
        now=now,
    )  # fmt: skip


def _booking(organisation: Organisation, kind: str, language: str, *, now: datetime) -> Booking:
    place = Location.objects.of(organisation.pk).first()
    place = place or Location(organisation=organisation, name=organisation.name)
    offered = Service.objects.of(organisation.pk).filter(is_active=True).order_by("position", "pk").first()
    uid = uuid.uuid4()
    starts_at = (now + 3 * A_DAY).astimezone(place.zone).replace(hour=10, minute=0, second=0, microsecond=0)
    length = timedelta(minutes=offered.duration_minutes if offered else 60)
    return Booking(
        organisation=organisation, uid=uid, number="A4719", service=offered, location=place,
        status="pending" if kind in WAITING else SETTLED.get(kind, "confirmed"),
        name="Maria Weber", email="maria.weber@example.org", language=language, zone_name=place.zone_name,
        starts_at=starts_at, ends_at=starts_at + length, link_hash=first_link_hash(uid),
        requested_until=now + A_DAY if kind in WAITING else None,
    )  # fmt: skip


def _facts(booking: Booking, people: list[str], kind: str, *, now: datetime) -> dict[str, Any]:
    facts: dict[str, Any] = _times(booking, people, timedelta(0)) | {"sequence": 0, "by": "member"}
    if kind in MOVES:
        before = _times(booking, people, -A_DAY)
        facts |= {f"was_{name}": value for name, value in before.items()}
    if kind == "move_declined":
        facts["wished_starts_at"] = iso(booking.starts_at + A_DAY)
    if kind == "booking_offered":
        offers = [_times(booking, people, days * A_DAY) for days in (1, 2, 3)]
        facts |= {"offers": offers, "until": iso(now + timedelta(hours=4))}
    return facts


def _times(booking: Booking, people: list[str], later: timedelta) -> dict[str, Any]:
    return {
        "starts_at": iso(booking.starts_at + later),
        "ends_at": iso(booking.ends_at + later),
        "people": people,
    }
