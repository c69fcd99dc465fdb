from __future__ import annotations

import uuid

from django.db import models

from .organisation import LANGUAGES
from .tenancy import OrganisationRow


class Customer(OrganisationRow):
    """Who booked; needs no login. ``email_folded`` is the address as it is compared, never as it is shown."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254, blank=True)
    email_folded = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=32, blank=True)
    phone_folded = models.CharField(max_length=20, blank=True, help_text="E.164, where it can be read so.")
    search_text = models.CharField(max_length=500, blank=True, help_text="Name, mail and digits, folded.")
    language = models.CharField(max_length=2, choices=LANGUAGES, default="de")
    note = models.TextField(max_length=2000, blank=True)
    consented_at = models.DateTimeField(
        null=True, blank=True, help_text="When the customer agreed that the note and the like are kept."
    )
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "email_folded"], name="customer_by_mail"),
            models.Index(fields=["organisation", "phone_folded"], name="customer_by_phone"),
            models.Index(fields=["organisation", "name"], name="customer_by_name"),
        ]

    def __str__(self) -> str:
        return self.name
