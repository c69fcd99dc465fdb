"""The one way to fetch by link, token or login. What is not there and what is not yours look the same."""

from __future__ import annotations

import hashlib

from terminbuch.models import Booking, Hold, Member, OldSlug, Organisation, User

TOKEN_LENGTH = 128


def organisation_by_slug(slug: str) -> Organisation | None:
    return Organisation.objects.filter(slug=slug).first()


def current_slug(old_slug: str) -> str | None:
    """Where an address that an organisation once had leads now."""
    return OldSlug.objects.filter(slug=old_slug).values_list("organisation__slug", flat=True).first()


def only_organisation() -> Organisation | None:
    """The organisation of an installation that has exactly one."""
    first_two = list(Organisation.objects.order_by("pk")[:2])
    return first_two[0] if len(first_two) == 1 else None


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
