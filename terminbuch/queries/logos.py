"""The picture that a business shows beside its name."""

from __future__ import annotations

from terminbuch.models import Logo, Organisation

from . import prepared

SHOWN = ("id", "organisation_id", "width", "height", "digest")
LOGO = f"SELECT {', '.join(SHOWN)} FROM terminbuch_logo WHERE organisation_id = %(organisation)s"  # noqa: S608


def logo_of(organisation_id: int) -> Logo | None:
    """Its size and its name alone: what a page needs to show it. One query."""
    found = prepared.rows(LOGO, {"organisation": organisation_id})
    return Logo.from_db("default", SHOWN, found[0]) if found else None


def picture_of(organisation: Organisation) -> Logo | None:
    """With the picture itself."""
    return Logo.objects.of(organisation).first()
