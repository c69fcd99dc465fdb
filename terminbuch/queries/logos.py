"""The picture that a business shows beside its name."""

from __future__ import annotations

from terminbuch.models import Logo, Organisation


def logo_of(organisation: Organisation | int) -> Logo | None:
    """Its size and its name alone: what a page needs to show it. One query."""
    return Logo.objects.of(organisation).defer("png").first()


def picture_of(organisation: Organisation) -> Logo | None:
    """With the picture itself."""
    return Logo.objects.of(organisation).first()
