"""Under which names a business can be reached: what stands in the path, and an address of its own."""

from __future__ import annotations

import re
from ipaddress import ip_address

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from terminbuch.models.organisation import SLUG
from terminbuch.queries.addresses import RESERVED

LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)", re.ASCII)
NO_SLUG = _("Please use only the letters a to z, digits and hyphens, with no hyphen in front.")
NO_HOST = _("Please give only the name of the host, for example termine.example.org.")


def slug_trouble(slug: str) -> str | Promise:
    """A sentence, empty where the slug may stand in an address."""
    if not re.search(SLUG.regex, slug):
        return NO_SLUG
    return _("This address is already in use.") if slug in RESERVED else ""


def hostname_trouble(hostname: str) -> str | Promise:
    """A sentence, empty for a name in small letters that DNS can have and that is not the installation's."""
    if not is_hostname(hostname):
        return NO_HOST
    if hostname in {name.strip("[]") for name in settings.ALLOWED_HOSTS}:
        return _("This is the address of the whole installation.")
    return ""


def is_hostname(name: str) -> bool:
    """RFC 1123, with at least one dot, and no address of numbers."""
    labels = name.split(".")
    if len(name) > 253 or len(labels) < 2 or not all(map(LABEL.fullmatch, labels)):
        return False
    return not labels[-1].isdigit() and not _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
