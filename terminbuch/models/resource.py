from __future__ import annotations

import uuid

from django.db import models

from .organisation import LANGUAGES, SLUG
from .tenancy import OrganisationRow


class Resource(OrganisationRow):
    """What a booking occupies: a person, a room or a device."""

    class Kind(models.TextChoices):
        PERSON = "person"
        ROOM = "room"
        DEVICE = "device"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.CharField(max_length=63, validators=[SLUG])
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.PERSON)
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="de")
    hue = models.PositiveSmallIntegerField(default=60)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    hears_of_new = models.BooleanField(default=True)
    hears_of_moves = models.BooleanField(default=True)
    hears_of_cancellations = models.BooleanField(default=True)
    feed_generation = models.PositiveIntegerField(
        default=0, help_text="Of the private address to subscribe to; the next one ends the one before."
    )
    has_feed = models.BooleanField(default=False, help_text="Whether the private address answers.")
    revision = models.PositiveBigIntegerField(default=0)
    last_booked_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="Where anybody will do, the turn is on whoever was booked longest ago.",
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="resource_slug_once"),
            models.CheckConstraint(condition=models.Q(hue__lt=360), name="resource_hue_on_the_circle"),
        ]

    def __str__(self) -> str:
        return self.name
