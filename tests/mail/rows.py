"""Salon Anna's rows as a mail reads them, without a database: nothing here is saved."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from terminbuch.actions.links import first_link_hash
from terminbuch.models import Booking, Delivery, Location, Organisation, Resource, Service

WEDNESDAY_10_15 = "2026-11-25T09:15:00Z"
WEDNESDAY_11 = "2026-11-25T10:00:00Z"
FRIDAY_14_30 = "2026-11-27T13:30:00Z"
FRIDAY_15_15 = "2026-11-27T14:15:00Z"
MONDAY_NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)
BOOKING = UUID("a4719000-0000-4000-8000-000000000001")
DELIVERY = UUID("de11e4e5-0000-4000-8000-000000000002")


def salon(**fields: Any) -> Organisation:
    values = {"slug": "salon-anna", "name": "Salon Anna", "email": "hallo@salon-anna.example"}
    return Organisation(**values | {"phone": "030 1234567", "colour": "#8a3a63", "pk": 1} | fields)


def anna(**fields: Any) -> Resource:
    values = {"name": "Anna", "email": "anna@salon-anna.example", "language": "de"}
    return Resource(organisation=salon(), **values | fields)


def a_booking(**fields: Any) -> Booking:
    """Maria Weber's cut on Wednesday, 25 November 2026, 10:15 in Berlin."""
    organisation = fields.pop("organisation", salon())
    place = Location(organisation=organisation, name="Mitte", street="Lindenstraße 12", town="10969 Berlin")
    cut = Service(
        organisation=organisation, name_de="Schneiden & Föhnen", name_en="Cut & blow-dry",
        price_de="48 €", price_en="€48", duration_minutes=45, step_minutes=15, cut_off_minutes=1440,
    )  # fmt: skip
    values = {
        "uid": BOOKING, "number": "A4719", "service": cut, "location": place, "status": "confirmed",
        "name": "Maria Weber", "email": "maria.weber@example.org", "phone": "0170 5551234",
        "note": "Bitte etwas kürzer als letztes Mal.\nDanke!", "answers": [["Haarlänge", "mittel"]],
        "language": "de", "zone_name": "Europe/Berlin", "link_hash": first_link_hash(BOOKING),
    }  # fmt: skip
    return Booking(organisation=organisation, **values | fields)


def a_delivery(
    kind: str, *, booking: Booking | None = None, resource: Resource | None = None, **facts: Any
) -> Delivery:
    """What was promised when Maria's booking (or one like it) came about or changed."""
    about = booking or a_booking()
    times = {"starts_at": WEDNESDAY_10_15, "ends_at": WEDNESDAY_11, "people": ["Anna"]}
    return Delivery(
        uid=DELIVERY,
        organisation=about.organisation,
        kind=kind,
        booking=about,
        resource=resource,
        recipient=resource.email if resource else about.email,
        facts=times | {"sequence": 0, "by": "customer"} | facts,
    )


MOVED_TO_FRIDAY: dict[str, Any] = {
    "starts_at": FRIDAY_14_30, "ends_at": FRIDAY_15_15, "people": ["Anna"], "sequence": 1,
    "was_starts_at": WEDNESDAY_10_15, "was_ends_at": WEDNESDAY_11, "was_people": ["Anna"],
}  # fmt: skip
