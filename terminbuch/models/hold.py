from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q

from .tenancy import OrganisationRow


class Hold(OrganisationRow):
    """A slot kept for some minutes for one visitor or one offer.

    It has run out at ``deadline``, equality included. Naming a customer and a booking makes it an offer. The
    visitor's token is stored hashed.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    visitor_hash = models.CharField(max_length=64, blank=True)
    service = models.ForeignKey("terminbuch.Service", on_delete=models.CASCADE, related_name="+")
    location = models.ForeignKey("terminbuch.Location", on_delete=models.CASCADE, related_name="+")
    chosen_resource = models.ForeignKey(
        "terminbuch.Resource", null=True, on_delete=models.CASCADE, related_name="+"
    )
    customer = models.ForeignKey(
        "terminbuch.Customer", null=True, on_delete=models.CASCADE, related_name="offers"
    )
    booking = models.ForeignKey(
        "terminbuch.Booking", null=True, on_delete=models.CASCADE, related_name="offers"
    )
    case = models.ForeignKey("terminbuch.Case", null=True, on_delete=models.CASCADE, related_name="offers")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    created_at = models.DateTimeField()
    deadline = models.DateTimeField()
    was_extended = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="hold_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(customer__isnull=True, booking__isnull=True)
                | Q(customer__isnull=False, booking__isnull=False),
                name="offer_names_customer_and_booking",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "visitor_hash"], name="hold_by_visitor"),
            models.Index(fields=["deadline"], name="hold_by_deadline"),
        ]

    def has_run_out(self, now: datetime) -> bool:
        return self.deadline <= now
