from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from .tenancy import OrganisationRow


class Delivery(OrganisationRow):
    """Something promised to the outside, still to be sent. It holds no secret and no rendered text.

    ``facts`` are the times as they were when it was promised (ISO 8601, UTC), so that a mail that is late
    still tells the truth about its own event. ``key`` makes a promise unique (I7).
    """

    class State(models.TextChoices):
        DUE = "due"
        SENT = "sent"
        IN_DOUBT = "in_doubt"
        FAILED = "failed"
        WITHDRAWN = "withdrawn"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    booking = models.ForeignKey(
        "terminbuch.Booking", null=True, on_delete=models.PROTECT, related_name="deliveries"
    )
    resource = models.ForeignKey("terminbuch.Resource", null=True, on_delete=models.PROTECT, related_name="+")
    calendar = models.ForeignKey(
        "terminbuch.OutsideCalendar",
        null=True,
        on_delete=models.CASCADE,
        related_name="deliveries",
        help_text="Where the booking is to be written, when it is no mail.",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The reader, when it is somebody who signs in.",
    )
    recipient = models.EmailField(max_length=254, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.DUE)
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.UUIDField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="delivery_promised_once")]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(state="due"), name="delivery_due"),
            models.Index(fields=["organisation", "state"], name="delivery_by_state"),
            # About no booking are few; of them the last test is asked for at each look at the health.
            models.Index(fields=["kind", "id"], condition=Q(booking__isnull=True), name="delivery_of_none"),
        ]
