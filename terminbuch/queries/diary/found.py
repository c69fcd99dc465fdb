"""Bookings to come, looked for by what somebody says on the telephone."""

from __future__ import annotations

import re
from datetime import datetime

from django.db.models import Q

from terminbuch import wording
from terminbuch.models import Booking, Member

from ..bookings import visible_to
from .listed import with_people


def found(member: Member, text: str, *, since: datetime, limit: int = 100) -> list[Booking]:
    """Live bookings that end after ``since`` and have all these words, by start. Two queries.

    In the name, the number, the mail or the phone; accents and the spaces in a number do not matter.
    """
    rows = visible_to(member).filter(
        status__in=[Booking.Status.PENDING, Booking.Status.CONFIRMED], ends_at__gt=since
    )
    matching = with_people(rows.filter(_is_number(text) | _has_all(text)), member.organisation_id)
    return list(matching.order_by("starts_at", "pk")[:limit])


def _has_all(text: str) -> Q:
    """The customer's words as they are looked for everywhere, or the booking's own as they were typed."""
    held = Q()
    for ways in wording.sought(text):
        way = Q()
        for spelling in ways:
            way |= Q(customer__search_text__contains=spelling) | Q(email_folded__contains=spelling)
            way |= Q(name__icontains=spelling) | Q(phone__contains=spelling)
        held &= way
    return held or Q(pk__in=[])


def _is_number(text: str) -> Q:
    """Booking numbers are shown in groups, and typed as they are shown."""
    return Q(number=re.sub(r"\s", "", text).upper())
