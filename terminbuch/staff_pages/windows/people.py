"""For whom a booking is: nobody, somebody who is known, or somebody new."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from terminbuch.actions.knowing import folded
from terminbuch.models import Booking, Customer, Member
from terminbuch.queries import customers

from .filled import Typed
from .form import NEW, NOBODY, WindowForm

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Person:
    """A customer to be chosen, with how to reach them."""

    value: str
    name: str
    reach: str
    is_chosen: bool


def chosen_customer(typed: Typed, member: Member) -> Customer | None:
    """The known customer that the form names; None for nobody, for somebody new, and for an unknown id."""
    try:
        return customers.by_uid(member, uuid.UUID(typed.get("customer", "")))
    except ValueError:
        return None


def is_somebody(typed: Typed, customer: Customer | None) -> bool:
    """Whether what the form names is one of the three."""
    return customer is not None or typed.get("customer") in {NOBODY, NEW}


def people(
    sought: str, alike: list[Customer], chosen: Customer | None, booking: Booking | None, member: Member
) -> list[Person]:
    """Whoever the booking has, whoever was chosen, whom the search finds, and who may be meant."""
    found = {chosen.pk: _person(chosen, is_chosen=True)} if chosen else {}
    if booking and booking.customer and booking.customer_id not in found:
        found[booking.customer.pk] = _person(booking.customer, is_chosen=False)
    sought_for = customers.search(member, sought, limit=SHOWN) if sought else []
    for customer in [*sought_for, *alike]:
        found.setdefault(customer.pk, _person(customer, is_chosen=False))
    return list(found.values())


def alike(form: WindowForm, member: Member) -> list[Customer]:
    """Who has the mail, the phone or the name of somebody who is to be entered anew."""
    said = form.cleaned_data
    typed = {name: said.get(name, "") for name in ("name", "email", "phone")}
    if not form.makes_customer or not any(typed.values()):
        return []
    return customers.duplicates_of(member, folded(Customer(organisation_id=member.organisation_id, **typed)))


def _person(customer: Customer, *, is_chosen: bool) -> Person:
    reach = ", ".join(filter(None, [customer.email, customer.phone]))
    return Person(str(customer.uid), customer.name, reach, is_chosen)
