"""Who belongs to a business, and who is invited."""

from __future__ import annotations

import uuid

from terminbuch.models import Invitation, Member, Resource

IN_ORDER = list(Member.Role.values)


def members(organisation_id: int) -> list[Member]:
    """Owners first, then by name."""
    rows = Member.objects.of(organisation_id).select_related("user", "resource", "organisation")
    return sorted(rows, key=lambda row: (IN_ORDER.index(row.role), row.user.name or row.user.email, row.pk))


def member(organisation_id: int, uid: uuid.UUID) -> Member | None:
    rows = Member.objects.of(organisation_id).select_related("user", "resource", "organisation")
    return rows.filter(uid=uid).first()


def waiting(organisation_id: int) -> list[Invitation]:
    """Neither accepted nor withdrawn; those that have run out are among them, for they can be sent again."""
    rows = Invitation.objects.of(organisation_id).filter(accepted_at=None, withdrawn_at=None)
    return list(rows.select_related("resource").order_by("created_at", "pk"))


def invitation(organisation_id: int, uid: uuid.UUID) -> Invitation | None:
    return next((row for row in waiting(organisation_id) if row.uid == uid), None)


def resources(organisation_id: int) -> list[Resource]:
    """Whose bookings somebody may see as their own; those that are switched off keep their old ones."""
    return list(Resource.objects.of(organisation_id))
