from __future__ import annotations

import uuid

from django.db import models

from .tenancy import OrganisationRow


class Disruption(OrganisationRow):
    """What hits bookings that were agreed: an absence, or a rule that changed. Its cases are the board.

    ``what`` names the rule (hours, exception, service, skills) where it is no absence.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    absence = models.OneToOneField(
        "terminbuch.Absence", null=True, on_delete=models.PROTECT, related_name="disruption"
    )
    resource = models.ForeignKey("terminbuch.Resource", null=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=16, default="absence")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        "terminbuch.Member", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    planned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
