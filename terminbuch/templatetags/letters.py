"""What only mails need in their templates."""

from __future__ import annotations

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()
E_MAIL = re.compile(r"(\bE-mails?\b)", re.IGNORECASE)


@register.filter
def unbroken(text: str) -> SafeString:
    """The text with every "E-Mail" kept on one line; a hyphen that cannot break is missing in many fonts."""
    return format_html_join("", "{}", ((_kept(piece),) for piece in E_MAIL.split(text)))


def _kept(piece: str) -> str:
    return format_html('<span style="white-space:nowrap;">{}</span>', piece) if E_MAIL.match(piece) else piece
