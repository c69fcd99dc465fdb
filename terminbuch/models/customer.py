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
    language = models.CharField(max_length=2, choices=LANGUAGES, default="de")
    note = models.TextField(max_length=2000, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "email_folded"], name="customer_by_mail")]

    def __str__(self) -> str:
        return self.name
