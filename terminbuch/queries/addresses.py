"""Under which address the world reaches a business."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

from terminbuch.models import Organisation


def base_url(organisation: Organisation) -> str:
    """Scheme and host of its customers' pages: its own address if it has one, else the installation's.

    Staff sign in at the installation's address, always.
    """
    if not organisation.hostname:
        return str(settings.BASE_URL)
    parts = urlsplit(settings.BASE_URL)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{organisation.hostname}{port}"
