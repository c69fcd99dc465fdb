from __future__ import annotations

import uuid
from datetime import datetime

from terminbuch.models import Customer

from ..asking import Actor
from ..deed import deed
from ..refusals import CustomerChanged, NotYours
from .asking import CustomerFields, fill
from .past import remember


@deed
def change(
    customer_uid: uuid.UUID,
    fields: CustomerFields,
    *,
    organisation_id: int,
    version: int,
    by: Actor,
    now: datetime,
) -> Customer:
    """Bookings keep name, mail and phone as they were typed for them.

    ``version`` is the one that was read. Raises NotYours, CustomerChanged.
    """
    rows = Customer.objects.of(organisation_id).select_for_update(no_key=True)
    customer = rows.filter(uid=customer_uid).first()
    if customer is None:
        raise NotYours
    if customer.version != version:
        raise CustomerChanged(customer)
    fill(customer, fields, now=now)
    customer.version += 1
    customer.save()
    remember(customer, "customer_changed", by=by, now=now)
    return customer
