"""Links by which staff reach a customer."""

from __future__ import annotations

import re

from django.utils.http import urlencode


def phone_link(phone: str) -> str:
    """``tel:`` and what can be dialled (RFC 3966)."""
    return "tel:" + re.sub(r"[^+0-9]", "", phone) if phone else ""


def mail_link(email: str) -> str:
    """``mailto:``; what an address may hold and a link may not ("a&b@example.org") is escaped (RFC 6068)."""
    return "mailto:" + urlencode({"": email})[1:].replace("%40", "@") if email else ""
