"""What else decides when somebody is open: single dates, and absences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from terminbuch import wording
from terminbuch.queries import absences
from terminbuch.queries.preview import posted_hours

from ..absences.said import Line, line
from ..said import Voice
from .posted import Posted
from .spans import said

LISTED = 20


@dataclass(frozen=True, slots=True)
class Dated:
    on_date: date
    day: str
    hours: str


def dates_ahead(door: Posted, voice: Voice) -> list[Dated]:
    """Today and later, in order."""
    own = posted_hours(door.member.organisation_id, door.resource.pk, door.location.pk).exceptions
    today = voice.today(door.location.zone)
    return [
        Dated(
            day,
            wording.long_date(day, language=voice.language, today=today),
            said(own[day], _("to")) or _("closed"),
        )
        for day in sorted(own)
        if day >= today
    ]


def times_away(door: Posted, voice: Voice) -> list[Line]:
    """Running and coming absences of the resource, and closures of the location."""
    rows = absences.visible_to(door.member).filter(
        Q(resource=door.resource) | Q(location=door.location),
        Q(ends_at__isnull=True) | Q(ends_at__gt=voice.now),
        withdrawn_at__isnull=True,
    )
    return [line(row, door.member, voice, to_do=0) for row in rows.order_by("starts_at", "pk")[:LISTED]]
