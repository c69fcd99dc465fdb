"""What the script of the calendar has to know before it asks for anything."""

from __future__ import annotations

from typing import Any

from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from terminbuch.models import Member

from .look import Look
from .words import SPOKEN


def setup(member: Member, shown: Look) -> dict[str, Any]:
    home = resolve_url("staff_pages:bookings", member.organisation.slug)
    return {
        "view": shown.view,
        "on": shown.on.isoformat(),
        "alone": shown.alone,
        "bookings": f"{home}bookings/",
        "mayWrite": member.may_decide,
        "appliesAtOnce": member.drags_apply_at_once,
        "usesKeys": member.uses_single_keys,
        "words": {sign: str(said) for sign, said in SPOKEN.items()} | _sentences(),
    }


def _sentences() -> dict[str, str]:
    return {
        "to": _("{from} to {to}"),
        "buffer": _("Buffer until {time}"),
        "offline": _("No connection since {since}. What you see is as of {asOf}."),
        "undo": _("Undo"),
        "undone": _("It is as it was."),
        "failed": _("That did not work. Please try again."),
        "look": _("Look at it in the window"),
    }
