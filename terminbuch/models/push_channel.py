from __future__ import annotations

import uuid

from django.db import models

from .tenancy import OrganisationRow


class PushChannel(OrganisationRow):
    """By which Google or Microsoft tell us that a calendar changed; what changed is read afterwards.

    ``secret_hash`` is of the word that every notice must carry (channel token, clientState).
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    calendar = models.ForeignKey(
        "terminbuch.OutsideCalendar", on_delete=models.CASCADE, related_name="channels"
    )
    secret_hash = models.CharField(max_length=64)
    remote_id = models.CharField(max_length=400, blank=True)
    created_at = models.DateTimeField()
    renew_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["renew_at"], name="push_channel_to_renew")]
