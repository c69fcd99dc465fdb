"""What a business offers, made again for its practice organisation."""

from __future__ import annotations

from typing import Any

from django.db.models import Field, ForeignKey

from terminbuch.models import (
    Candidate,
    Location,
    Logo,
    MailText,
    Organisation,
    OrganisationRow,
    Question,
    Requirement,
    Resource,
    Schedule,
    ScheduleException,
    Service,
    ServiceGroup,
    WeeklyHours,
)

# What is referred to stands before what refers to it.
COPIED: tuple[type[OrganisationRow], ...] = (
    Location, Resource, Schedule, WeeklyHours, ScheduleException, ServiceGroup, Service, Question,
    Requirement, Candidate, MailText, Logo,
)  # fmt: skip
# These begin anew: nothing is known of the copy's time yet, and nobody's turn has been.
OWN = frozenset({"id", "uid", "revision", "last_booked_at"})

type Copies = dict[tuple[type[Any], int], int]
"""By table and id of the real row: the id of its copy."""


def copy_business(real: Organisation, practice: Organisation) -> None:
    """No customers, no bookings, no absences: these are the people's own."""
    copies: Copies = {}
    for model in COPIED:
        _copy(model, real, practice, copies)
    _hide_addresses(practice)


def _copy(model: type[OrganisationRow], real: Organisation, practice: Organisation, copies: Copies) -> None:
    rows = list(model.objects.of(real).order_by("pk"))
    made = model.objects.bulk_create(model(**_values(row, practice, copies)) for row in rows)
    copies |= {(model, row.pk): copy.pk for row, copy in zip(rows, made, strict=True)}


def _values(row: OrganisationRow, practice: Organisation, copies: Copies) -> dict[str, Any]:
    fields = (field for field in row._meta.concrete_fields if field.name not in OWN)
    return {field.attname: _value(row, field, practice, copies) for field in fields}


def _value(row: OrganisationRow, field: Field[Any, Any], practice: Organisation, copies: Copies) -> Any:
    value = getattr(row, field.attname)
    if field.name == "organisation":
        return practice.pk
    if isinstance(field, ForeignKey) and value is not None:
        return copies[field.related_model, value]
    return value


def _hide_addresses(practice: Organisation) -> None:
    """Mails of a practice organisation never leave; an address that is nobody's makes it twice as sure."""
    for resource in Resource.objects.of(practice).exclude(email=""):
        Resource.objects.of(practice).filter(pk=resource.pk).update(email=f"{resource.slug}@example.org")
