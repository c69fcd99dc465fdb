"""Customers who are known to the business: how a row comes about, and by what it is found again.

Private steps for deeds. Mail and phone are kept as they were typed and compared folded.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from terminbuch import wording
from terminbuch.models import Customer, Location
from terminbuch.queries import prepared

from .asking import NewCustomer

# Most who book are new: whether somebody is known is asked before a row is read and locked.
OF_THIS_NAME = """SELECT 1 FROM terminbuch_customer
WHERE organisation_id = %(organisation)s AND name = %(name)s AND """
KNOWN = {by: f"{OF_THIS_NAME}{by} = %(reached)s LIMIT 1" for by in ("email_folded", "phone_folded")}


def known_customer(organisation_id: int, wanted: NewCustomer, *, now: datetime) -> Customer:
    """The customer of this name with the same mail (without one: the same phone), else a new one, not saved.

    An existing row is never changed. A name alone is nobody in particular, so it makes a new row.
    """
    fresh = unsaved(organisation_id, wanted, now=now)
    return _same(fresh) or fresh


def new_customer(organisation_id: int, wanted: NewCustomer, *, now: datetime) -> Customer:
    return _saved(unsaved(organisation_id, wanted, now=now))


def locked(organisation_id: int) -> QuerySet[Customer]:
    """Rows that a booking is about to refer to: until it does, no merge takes them away."""
    return Customer.objects.of(organisation_id).select_for_update(no_key=True)


def folded(customer: Customer) -> Customer:
    """The same row, not yet saved, with the columns by which it is found. One query when it has a phone.

    A number without a country code is read as in the country of the first location.
    """
    zone_name = _zone_name(customer.organisation_id) if customer.phone else ""
    customer.email_folded = _folded_email(customer.email)
    customer.phone_folded = wording.fold_phone(customer.phone, zone_name)
    customer.search_text = wording.search_text(customer.name, customer.email, customer.phone, zone_name)
    return customer


def unsaved(organisation_id: int, wanted: NewCustomer, *, now: datetime) -> Customer:
    return folded(
        Customer(
            organisation_id=organisation_id,
            name=wanted.name,
            email=wanted.email,
            phone=wanted.phone,
            language=wanted.language,
            created_at=now,
        )
    )


def _same(fresh: Customer) -> Customer | None:
    """Whom this row would stand for a second time."""
    by = "email_folded" if fresh.email_folded else "phone_folded"
    reached = getattr(fresh, by)
    if not reached or not prepared.rows(KNOWN[by], _reached_by(fresh, reached)):
        return None
    rows = locked(fresh.organisation_id).filter(**{by: reached}, name=fresh.name)
    return rows.order_by("pk").first()


def _reached_by(fresh: Customer, reached: str) -> dict[str, object]:
    return {"organisation": fresh.organisation_id, "reached": reached, "name": fresh.name}


def _saved(customer: Customer) -> Customer:
    customer.save()
    return customer


def _folded_email(email: str) -> str:
    """ "" where there is none, and for what programs before us accepted as an address."""
    try:
        return wording.fold_email(email)
    except ValueError:
        return ""


def _zone_name(organisation_id: int) -> str:
    rows = Location.objects.of(organisation_id).values_list("zone_name", flat=True)
    return rows.first() or ""
