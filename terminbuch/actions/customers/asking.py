from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from terminbuch.models import Customer

from ..knowing import folded


@dataclass(frozen=True, slots=True)
class CustomerFields:
    """What the form says of a customer. ``consents``: that the note and the like are kept."""

    name: str
    email: str = ""
    phone: str = ""
    language: str = "de"
    note: str = ""
    consents: bool = False


def fill(customer: Customer, fields: CustomerFields, *, now: datetime) -> Customer:
    """The row as the form says, not yet saved. A consent keeps the moment at which it was first given."""
    customer.name, customer.email, customer.phone = fields.name, fields.email, fields.phone
    customer.language, customer.note = fields.language, fields.note
    customer.consented_at = (customer.consented_at or now) if fields.consents else None
    return folded(customer)
