"""What a test looks at afterwards: what was promised, what is occupied, what the log says."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import apps

from terminbuch.models import Allocation, Booking, Delivery, Organisation, OrganisationRow, Resource


def promised(booking: Booking) -> list[tuple[str, str]]:
    """Kind and recipient of each promise about the booking that still stands, in the order of making."""
    rows = Delivery.objects.of(booking.organisation_id).filter(booking=booking)
    return list(rows.exclude(state="withdrawn").order_by("pk").values_list("kind", "recipient"))


def promise(booking: Booking, kind: str, recipient: str | None = None) -> Delivery:
    """The one promise of this kind (to this address)."""
    rows = Delivery.objects.of(booking.organisation_id).filter(booking=booking, kind=kind)
    return rows.get(**{} if recipient is None else {"recipient": recipient})


def occupied(resource: Resource) -> list[tuple[datetime, datetime]]:
    """The spans in which the resource is taken, buffers included, ascending."""
    rows = Allocation.objects.of(resource.organisation_id).filter(resource=resource, live=True)
    return list(rows.order_by("starts_at", "seat").values_list("starts_at", "ends_at"))


def log_of(booking: Booking) -> list[tuple[str, str, str]]:
    """What happened, by whom and from where."""
    return list(booking.history_entries.order_by("pk").values_list("what", "actor", "source"))


def everything(organisation: Organisation) -> dict[str, list[dict[str, Any]]]:
    """Every row of the organisation, to compare before with after."""
    return {
        model.__name__: [dict(row) for row in model.objects.of(organisation).order_by("pk").values()]
        for model in apps.get_models()
        if issubclass(model, OrganisationRow)
    }
