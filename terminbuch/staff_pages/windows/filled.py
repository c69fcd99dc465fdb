"""What the fields of a window hold when it opens: the booking's own, or where in the calendar was pressed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from terminbuch.actions.keys import new_key
from terminbuch.models import Booking, Location, Organisation, Resource, Service

from ..fields import Clock, Day, Minutes
from .form import A_WEEK, LATER, NOBODY

type Typed = MultiValueDict[str, str]
QUARTER = timedelta(minutes=15)
# A blocked time that nobody gave a length.
AN_HOUR = 60


def of_booking(booking: Booking, pressed: Mapping[str, str]) -> Typed:
    """As it stands, but for what a drag in the calendar wished. Reads allocations with their resources."""
    typed = _typed(
        service=booking.service.slug if booking.service else "",
        location=booking.location.slug,
        minutes=int(booking.duration.total_seconds()) // 60,
        before=booking.buffer_before_minutes,
        after=booking.buffer_after_minutes,
        customer=booking.customer.uid if booking.customer else NOBODY,
        language=booking.organisation.language,
        staff_note=booking.staff_note,
        version=booking.version,
        **start_fields(booking.starts_at, booking.location.zone),
    )
    for name, uids in picks_of(booking, was=pressed.get("was", ""), to=pressed.get("resource", "")).items():
        typed.setlist(name, uids)
    return _wished(typed, pressed)


def of_nothing(
    organisation: Organisation,
    pressed: Mapping[str, str],
    *,
    services: Mapping[str, Service],
    locations: Mapping[str, Location],
    now: datetime,
) -> Typed:
    """A new booking: the next quarter of an hour, or where the calendar was pressed."""
    place = locations.get(pressed.get("location", "")) or next(iter(locations.values()))
    slug = pressed.get("service", "")
    service = services.get(slug) or next(iter(services.values()), None)
    typed = _typed(
        location=place.slug,
        customer=_uid(pressed.get("customer", "")) or NOBODY,
        language=organisation.language,
        staff_note="",
        version=0,
        **start_fields(_next_quarter(now), place.zone),
        **lengths_of(service),
    )
    typed.setlist("pick-0", [pressed.get("resource", "")])
    return _wished(typed, pressed)


def lengths_of(service: Service | None) -> dict[str, Any]:
    """The service with its own length and buffers; ``for`` says whose they are."""
    if service is None:
        return {"service": "", "for": "", "minutes": AN_HOUR, "before": 0, "after": 0}
    return {
        "service": service.slug,
        "for": service.slug,
        "minutes": service.duration_minutes,
        "before": service.buffer_before_minutes,
        "after": service.buffer_after_minutes,
    }


def start_fields(starts_at: datetime, zone: ZoneInfo) -> dict[str, str]:
    wall = starts_at.astimezone(zone)
    return {"date": f"{wall:%Y-%m-%d}", "start": f"{wall:%H:%M}", "fold": LATER if wall.fold else "0"}


def picks_of(booking: Booking, *, was: str = "", to: str = "") -> dict[str, list[str]]:
    """Who serves it, by requirement; whoever the booking was dragged away from is exchanged."""
    found: dict[str, list[str]] = {}
    for row in booking.allocations.all():
        if row.live and not row.is_wish:
            uid = str(row.resource.uid)
            found.setdefault(f"pick-{row.position}", []).append(to if to and uid == was else uid)
    return found


def first_service_of(resource: Resource, services: Iterable[Service]) -> Service | None:
    """What this resource serves first on the list. Prefetch requirements and candidates."""
    return next((service for service in services if _serves(resource, service)), None)


def _serves(resource: Resource, service: Service) -> bool:
    return any(
        candidate.resource_id == resource.pk
        for requirement in service.requirements.all()
        for candidate in requirement.candidates.all()
    )


def _typed(**values: Any) -> Typed:
    said: dict[str, Any] = {"tell_resource": "on", "tell_customer": "on", "key": new_key(), **values}
    said.setdefault("for", said.get("service", ""))
    return MultiValueDict({name: [str(value)] for name, value in said.items()})


def _wished(typed: Typed, pressed: Mapping[str, str]) -> Typed:
    """What cannot be read is left out: an address is no form."""
    fields = {
        "date": ("on", Day()),
        "start": ("at", Clock()),
        "minutes": ("minutes", Minutes(least=1, most=A_WEEK)),
    }
    for name, (asked, field) in fields.items():
        if _is_fit(field, pressed.get(asked, "")):
            typed[name] = pressed[asked]
    return typed


def _is_fit(field: forms.Field, said: str) -> bool:
    try:
        field.clean(said)
    except ValidationError:
        return False
    return True


def _next_quarter(now: datetime) -> datetime:
    return now + (-(now - datetime.min.replace(tzinfo=now.tzinfo)) % QUARTER)


def _uid(said: str) -> str:
    try:
        return str(uuid.UUID(said))
    except ValueError:
        return ""
