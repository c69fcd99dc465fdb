"""Customers, each member within the own right: all of the business's, or those of the own bookings."""

from __future__ import annotations

import uuid

from django.db.models import Count, Q, QuerySet

from terminbuch import wording
from terminbuch.models import Booking, Customer, Member

from . import bookings


def visible_to(member: Member) -> QuerySet[Customer]:
    rows = Customer.objects.of(member.organisation_id)
    if member.sees_all:
        return rows
    own = bookings.visible_to(member).filter(customer__isnull=False)
    return rows.filter(pk__in=own.values("customer_id"))


def search(member: Member, text: str, *, limit: int, start: int = 0) -> list[Customer]:
    """By name: whose name, mail and phone hold every word, however it is spelled. One query."""
    found = _by_name(visible_to(member).filter(_holds(text)))
    return list(found[start : start + limit])


def count(member: Member, text: str) -> int:
    return visible_to(member).filter(_holds(text)).count()


def by_uid(member: Member, uid: uuid.UUID) -> Customer | None:
    """None for who is not there and for whom this member does not see."""
    return visible_to(member).filter(uid=uid).first()


def duplicates_of(member: Member, customer: Customer) -> list[Customer]:
    """Who has the same mail, phone or name, by name; ``customer`` need not be saved. One query."""
    alike = _same_name(customer)
    if customer.email_folded:
        alike |= Q(email_folded=customer.email_folded)
    if customer.phone_folded:
        alike |= Q(phone_folded=customer.phone_folded)
    return list(_by_name(visible_to(member).filter(alike).exclude(pk=customer.pk)))


def doubles(member: Member, *, limit: int, start: int = 0) -> list[Customer]:
    """Who shares mail or phone with somebody else: likely the same person twice. One query."""
    return list(_by_name(visible_to(member).filter(_shared(member)))[start : start + limit])


def count_doubles(member: Member) -> int:
    return visible_to(member).filter(_shared(member)).count()


def bookings_of(member: Member, customer: Customer, *, limit: int) -> list[Booking]:
    """What this member sees of the customer's bookings, over and cancelled ones too, the latest first.

    Three queries.
    """
    rows = bookings.visible_to(member).filter(customer=customer)
    rows = rows.select_related("organisation", "service", "location").order_by("-starts_at", "-pk")
    return list(rows.prefetch_related("allocations__resource")[:limit])


def number_of_bookings(member: Member, customer: Customer) -> int:
    return bookings.visible_to(member).filter(customer=customer).count()


def _holds(text: str) -> Q:
    holds = Q()
    for ways in wording.sought(text):
        word = Q()
        for way in ways:
            word |= Q(search_text__contains=way)
        holds &= word
    return holds


def _by_name(rows: QuerySet[Customer]) -> QuerySet[Customer]:
    """The text begins with the name, folded: Özlem stands before Paul, anna beside Anna."""
    return rows.order_by("search_text", "pk")


def _same_name(customer: Customer) -> Q:
    return Q(search_text__startswith=wording.name_line(customer.name))


def _shared(member: Member) -> Q:
    """Within what this member sees, so that nothing is told about anybody else."""
    shared = Q()
    for column in ("email_folded", "phone_folded"):
        rows = visible_to(member).exclude(**{column: ""}).order_by().values(column)
        several = rows.annotate(rows=Count("pk")).filter(rows__gt=1)
        shared |= Q(**{f"{column}__in": several.values(column)})
    return shared
