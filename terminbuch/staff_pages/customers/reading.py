"""What a request names, read with doubt."""

from __future__ import annotations

import re
import uuid

from django.http import Http404

from terminbuch.models import Customer, Member
from terminbuch.queries import customers

NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


def found(member: Member, uid: uuid.UUID) -> Customer:
    """Raises Http404 for who is not there and for whom this member does not see."""
    customer = customers.by_uid(member, uid)
    if customer is None:
        raise Http404
    return customer


def number(typed: str | None) -> int:
    """0 for what is none: no page and no version has it."""
    return int(typed) if typed and NUMBER.fullmatch(typed) else 0


def uid(typed: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(typed or "")
    except ValueError:
        return None


def line(typed: str | None) -> str:
    """What somebody looks for, as one short line."""
    return " ".join((typed or "").replace("\x00", " ")[:120].split())
