from __future__ import annotations

import json
import uuid
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models

from .sealing import seal, unseal
from .tenancy import OrganisationRow


class CalendarConnection(OrganisationRow):
    """Our link to somebody's outside calendars: how to reach them, and with what.

    ``hosts`` are those that were agreed to: the secret is sent nowhere else. ``owner_addresses`` are the mail
    addresses by which the owner is invited (B4); ``zone_name`` is where all-day and floating times are read
    (B5). The lease is for whoever renews a token, for a token that is used twice may be lost.
    """

    class Kind(models.TextChoices):
        CALDAV = "caldav"
        GOOGLE = "google"
        MICROSOFT = "microsoft"
        FEED = "feed"

    class State(models.TextChoices):
        OK = "ok"
        SIGNED_OUT = "signed_out"  # nothing is tried until somebody signs in again

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    resource = models.ForeignKey(
        "terminbuch.Resource", on_delete=models.PROTECT, related_name="calendar_connections"
    )
    kind = models.CharField(max_length=9, choices=Kind.choices)
    name = models.CharField(max_length=120)
    address = models.CharField(
        max_length=2048, blank=True, help_text="Of the CalDAV account; a feed's is a secret and sealed."
    )
    username = models.CharField(max_length=254, blank=True)
    sealed_secret = models.TextField(blank=True)
    hosts = models.JSONField(default=list, blank=True)
    owner_addresses = models.JSONField(default=list, blank=True)
    zone_name = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OK)
    refusals = models.PositiveSmallIntegerField(
        default=0, help_text="How often in a row the sign-in was refused; after three nothing is tried."
    )
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.UUIDField(null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        "terminbuch.Member", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone_name)

    @property
    def secret(self) -> dict[str, Any]:
        """Password, tokens or a feed's address. Never shown, never logged. Raises LookupError when no
        configured key opens it."""
        opened: dict[str, Any] = json.loads(unseal(self.sealed_secret)) if self.sealed_secret else {}
        return opened

    @secret.setter
    def secret(self, known: dict[str, Any]) -> None:
        self.sealed_secret = seal(json.dumps(known)) if known else ""
