"""Customers as the lines of a register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from terminbuch import wording
from terminbuch.models import Customer


@dataclass(frozen=True, slots=True)
class Line:
    """``letter`` stands beside the first of those whose names begin with it."""

    customer: Customer
    letter: str
    reach: str


def lines(customers: Iterable[Customer]) -> list[Line]:
    written: list[Line] = []
    before = ""
    for customer in customers:
        letter = wording.spellings(customer.name)[0][:1].upper()
        written.append(Line(customer, letter if letter != before else "", reach(customer)))
        before = letter
    return written


def reach(customer: Customer) -> str:
    """ "anna@example.org, 030 1234567"."""
    return ", ".join(filter(None, (customer.email, customer.phone)))
