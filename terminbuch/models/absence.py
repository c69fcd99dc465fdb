from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from .tenancy import OrganisationRow


class Absence(OrganisationRow):
    """A span in which a resource is away or a location is closed. Without an end: until further notice.

    One that was withdrawn keeps its row and blocks nothing. ``reason`` is for staff only.
    """

    class Kind(models.TextChoices):
        ILLNESS = "illness"
        HOLIDAY = "holiday"
        TRAINING = "training"
        OTHER = "other"
        CLOSURE = "closure"
        PUBLIC_HOLIDAY = "public_holiday"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    resource = models.ForeignKey(
        "terminbuch.Resource", null=True, blank=True, on_delete=models.CASCADE, related_name="absences"
    )
    location = models.ForeignKey(
        "terminbuch.Location", null=True, blank=True, on_delete=models.CASCADE, related_name="closures"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    kind = models.CharField(max_length=14, choices=Kind.choices, default=Kind.OTHER)
    reason = models.CharField(max_length=200, blank=True)
    public_sentence = models.CharField(max_length=200, blank=True)

    created_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(
        "terminbuch.Member", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(resource__isnull=True, location__isnull=False)
                | Q(resource__isnull=False, location__isnull=True),
                name="absence_of_a_resource_or_a_location",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="absence_ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "starts_at"],
                condition=Q(withdrawn_at__isnull=True),
                name="absence_by_start",
            )
        ]
