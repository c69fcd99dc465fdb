"""What a business says about its locations."""

from __future__ import annotations

from terminbuch.models import Location

from .deed import deed
from .refusals import NotYours


@deed
def choose_region(location_id: int, *, organisation_id: int, country: str, region: str) -> None:
    """Whose public holidays count there; no time is taken by it. Raises NotYours."""
    rows = Location.objects.of(organisation_id).filter(pk=location_id)
    if not rows.update(country=country, region=region):
        raise NotYours
