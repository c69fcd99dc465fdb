from __future__ import annotations

import uuid

from django.db import models

from .tenancy import OrganisationRow


class HistoryEntry(OrganisationRow):
    """Who did what, when and from where. Written in the transaction of the change, never changed."""

    class Actor(models.TextChoices):
        CUSTOMER = "customer"
        MEMBER = "member"
        SYSTEM = "system"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    booking = models.ForeignKey(
        "terminbuch.Booking", null=True, on_delete=models.PROTECT, related_name="history_entries"
    )
    what = models.CharField(max_length=40)
    actor = models.CharField(max_length=8, choices=Actor.choices)
    member = models.ForeignKey("terminbuch.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    source = models.CharField(max_length=40, help_text="page, link, staff, worker, command")
    at = models.DateTimeField()
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["organisation", "at"], name="history_by_time")]
