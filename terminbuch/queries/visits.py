"""How often a customer was here."""

from __future__ import annotations

from datetime import datetime

from terminbuch.models import Booking, Customer


def visits(customer: Customer, *, now: datetime) -> int:
    """Agreed bookings that have begun, but for those that were missed. One query."""
    rows = Booking.objects.of(customer.organisation_id).filter(customer=customer)
    return rows.filter(status=Booking.Status.CONFIRMED, starts_at__lte=now, missed_at=None).count()
