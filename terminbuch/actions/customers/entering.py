from __future__ import annotations

from datetime import datetime

from terminbuch.models import Customer

from ..asking import Actor
from ..deed import deed
from .asking import CustomerFields, fill
from .past import remember


@deed
def create(organisation_id: int, fields: CustomerFields, *, by: Actor, now: datetime) -> Customer:
    """A new row, also where there is one like it: the page asks before."""
    customer = fill(Customer(organisation_id=organisation_id, created_at=now), fields, now=now)
    customer.save()
    remember(customer, "customer_created", by=by, now=now)
    return customer
