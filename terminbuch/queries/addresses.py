"""Under which address the world reaches a business."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

from terminbuch.models import OldSlug, Organisation
from terminbuch.wording import slug_from

RESERVED = {"static", "healthz", "metrics"}
"""Fixed pages and files of the installation stand there."""


def base_url(organisation: Organisation) -> str:
    """Scheme and host of its customers' pages: its own address if it has one, else the installation's.

    Staff sign in at the installation's address, always.
    """
    if not organisation.hostname:
        return str(settings.BASE_URL)
    parts = urlsplit(settings.BASE_URL)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{organisation.hostname}{port}"


def free_slug(name: str) -> str:
    """A part of the address that no business has or had, made from the name."""
    wished = slug_from(name, otherwise="business")
    taken = Organisation.objects.filter(slug__startswith=wished[:50]).values_list("slug", flat=True)
    former = OldSlug.objects.filter(slug__startswith=wished[:50]).values_list("slug", flat=True)
    return slug_from(name, {*taken, *former, *RESERVED}, otherwise="business")
