from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from .tenancy import OrganisationRow


class Verification(models.Model):
    """One comparison of everything that is stored with everything else. Belongs to the installation.

    ``is_whole``: the guard was tried out on a copy, and bookings raced there; a quick one only reads.
    ``figures`` are counts, and what the copy showed. Without ``ended_at`` it was broken off, or goes on.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    is_whole = models.BooleanField(default=True)
    engine = models.CharField(max_length=20)
    figures = models.JSONField(default=dict, blank=True)
    fault_count = models.PositiveIntegerField(default=0, help_text="Faults that were open when it ended.")
    is_safe = models.BooleanField(
        null=True, help_text="Whether no time was, or could have been, given twice."
    )
    safe_since = models.DateTimeField(
        null=True, blank=True, help_text="When the first of the unbroken run of safe ones began."
    )

    class Meta:
        ordering = ["-began_at", "-id"]


class VerifiedOrganisation(OrganisationRow):
    """What a verification came to for one business: what its owner reads of it.

    ``marks``: the revision and the newest allocation of each resource, by id, as they were then.
    """

    verification = models.ForeignKey(Verification, on_delete=models.CASCADE, related_name="organisations")
    figures = models.JSONField(default=dict, blank=True)
    marks = models.JSONField(default=dict, blank=True)
    fault_count = models.PositiveIntegerField(default=0)
    is_safe = models.BooleanField(default=True)
    safe_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-verification__began_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "verification"], name="verified_once"),
        ]


class Fault(OrganisationRow):
    """Something that a verification found wrong, from when it was found until one finds it no longer.

    Without organisation it is about the installation. ``about`` names what it is about, so that the same is
    told once; ``facts`` are what a sentence about it needs.
    """

    organisation = models.ForeignKey(  # type: ignore[assignment]  # the installation's own have none
        "terminbuch.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    code = models.CharField(max_length=24)
    about = models.CharField(max_length=120, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    found_at = models.DateTimeField()
    seen_at = models.DateTimeField(help_text="When it was last found.")
    told_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["found_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "code", "about"],
                condition=Q(ended_at__isnull=True),
                name="fault_open_once",
            ),
        ]
