"""The one way to fetch by link, token or login. What is not there and what is not yours look the same."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import lru_cache

from terminbuch.models import (
    Booking,
    Hold,
    Invitation,
    Location,
    Member,
    OldSlug,
    Opening,
    Organisation,
    User,
)

from . import prepared
from .model_rows import columns, model_row

TOKEN_LENGTH = 128

HELD = """FROM terminbuch_hold h LEFT JOIN terminbuch_allocation a ON a.hold_id = h.id
WHERE h.organisation_id = %(organisation)s AND h.token_hash = %(token)s"""


def organisation_by_slug(slug: str) -> Organisation | None:
    found = prepared.rows(_organisation(), {"slug": slug})
    return model_row(Organisation, found[0])[0] if found else None


@lru_cache
def _organisation() -> str:
    return f"SELECT {columns(Organisation)} FROM terminbuch_organisation WHERE slug = %(slug)s"  # noqa: S608


def organisation_by_hostname(name: str) -> Organisation | None:
    """Whose own address this is; whatever its case."""
    return Organisation.objects.filter(hostname=name.lower()).first() if name else None


def current_slug(old_slug: str) -> str | None:
    """Where an address that an organisation once had leads now."""
    return OldSlug.objects.filter(slug=old_slug).values_list("organisation__slug", flat=True).first()


def only_organisation() -> Organisation | None:
    """The organisation of an installation that has exactly one; its practice does not count."""
    first_two = list(Organisation.objects.filter(practice_of=None).order_by("pk")[:2])
    return first_two[0] if len(first_two) == 1 else None


def only_location(organisation: Organisation) -> Location | None:
    """The place of a business that has exactly one."""
    found = prepared.rows(_locations(), {"organisation": organisation.pk})
    return model_row(Location, found[0])[0] if len(found) == 1 else None


@lru_cache
def _locations() -> str:
    of_organisation = "terminbuch_location WHERE organisation_id = %(organisation)s"
    return f"SELECT {columns(Location)} FROM {of_organisation} LIMIT 2"  # noqa: S608


def booking_by_token(token: str) -> Booking | None:
    """The booking that a mail's link opens. One query, by hash, so timing tells nothing about the token."""
    if not 0 < len(token) <= TOKEN_LENGTH:
        return None
    rows = Booking.objects.everywhere().filter(link_hash=_hashed(token))
    return (
        rows.select_related("organisation", "service", "location", "chosen_resource")
        .prefetch_related("allocations__resource")
        .first()
    )


def hold_by_token(organisation: Organisation | int, token: str) -> Hold | None:
    """The hold a visitor made here; another organisation's token opens nothing."""
    if not 0 < len(token) <= TOKEN_LENGTH:
        return None
    rows = Hold.objects.of(organisation).filter(token_hash=_hashed(token))
    return rows.select_related("service", "location", "chosen_resource").first()


def held_by_token(organisation_id: int, token: str) -> tuple[Hold, frozenset[int]] | None:
    """The same in one statement, without what it names; and whose time it keeps."""
    if not 0 < len(token) <= TOKEN_LENGTH:
        return None
    found = prepared.rows(_held(), {"organisation": organisation_id, "token": _hashed(token)})
    if not found:
        return None
    hold, _rest = model_row(Hold, found[0])
    return hold, frozenset(row[-1] for row in found if row[-1] is not None)


@lru_cache
def _held() -> str:
    return f"SELECT {columns(Hold, 'h')}, a.resource_id {HELD}"


def opening_by_token(token: str, now: datetime) -> Opening | None:
    """A one-time link to a new business, while it can be used."""
    rows = Opening.objects.filter(token_hash=_hashed(token), used_at=None, deadline__gt=now)
    return rows.first() if 0 < len(token) <= TOKEN_LENGTH else None


def invitation_by_token(token: str, now: datetime) -> Invitation | None:
    """An invitation to a team, while it can be accepted."""
    if not 0 < len(token) <= TOKEN_LENGTH:
        return None
    rows = Invitation.objects.everywhere().filter(link_hash=_hashed(token))
    found = rows.select_related("organisation", "resource", "invited_by__user").first()
    return found if found is not None and found.is_open(now) else None


def members_of(user: User) -> list[Member]:
    """In which organisations somebody who signed in is a member, by their names."""
    rows = Member.objects.everywhere().filter(user=user, user__is_active=True)
    return list(rows.select_related("organisation", "resource", "user").order_by("organisation__name", "pk"))


def member_of(user: User, organisation_slug: str) -> Member | None:
    return next(
        (member for member in members_of(user) if member.organisation.slug == organisation_slug), None
    )


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
