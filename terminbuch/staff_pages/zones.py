from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings

from terminbuch.models import Location, Member


def home_zone(member: Member) -> ZoneInfo:
    """That of the first location: what concerns the whole business happens by its clocks."""
    rows = Location.objects.of(member.organisation_id).values_list("zone_name", flat=True)
    return ZoneInfo(rows.first() or settings.TIME_ZONE)
