"""Whether those outside can reach this installation, so that they can tell it of changes."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings

INNER = (".local", ".lan", ".internal", ".localhost", ".test")


def can_be_told() -> bool:
    """By TLS, and under a name that is no inner one."""
    parts = urlsplit(settings.BASE_URL)
    return parts.scheme == "https" and _is_public(parts.hostname or "")


def _is_public(host: str) -> bool:
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(INNER)
