"""For whom a booking is: nobody, somebody who is known, or somebody new."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
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


def sought(form: WindowForm, member: Member) -> list[Customer]:
    text = form.cleaned_data.get("find", "")
    return customers.search(member, text, limit=SHOWN) if text else []


def alike(form: WindowForm, member: Member) -> list[Customer]:
    """Who has the mail, the phone or the name of somebody who is to be entered anew."""
    said = form.cleaned_data
    typed = {name: said.get(name, "") for name in ("name", "email", "phone")}
    if not form.makes_customer or not any(typed.values()):
        return []
    return customers.duplicates_of(member, folded(Customer(organisation_id=member.organisation_id, **typed)))


def people(chosen: Customer | None, booking: Booking | None, others: Iterable[Customer]) -> list[Person]:
    """Whoever was chosen, whoever the booking has, and the others, each once."""
    every = {
        customer.pk: customer for customer in [chosen, booking and booking.customer, *others] if customer
    }
    return [
        Person(
            value=str(customer.uid),
            name=customer.name,
            reach=", ".join(filter(None, [customer.email, customer.phone])),
            is_chosen=customer == chosen,
        )
        for customer in every.values()
    ]
