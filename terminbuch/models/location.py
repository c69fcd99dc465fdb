from __future__ import annotations

import uuid
from zoneinfo import ZoneInfo

from django.db import models

from .organisation import SLUG
from .tenancy import OrganisationRow


class Location(OrganisationRow):
    """A place with an address and a time zone; what is open there is open by its clocks."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.CharField(max_length=63, validators=[SLUG])
    name = models.CharField(max_length=120)
    street = models.CharField(max_length=120, blank=True)
    town = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=32, blank=True)
    zone_name = models.CharField(max_length=64, default="Europe/Berlin")
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1, for public holidays.")
    region = models.CharField(max_length=6, blank=True, help_text="ISO 3166-2 without the country.")
    position = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "slug"], name="location_slug_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone_name)

    @property
    def address(self) -> str:
        return ", ".join(part for part in (self.street, self.town) if part)
