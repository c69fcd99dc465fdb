from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from .member import Member
from .organisation import LANGUAGES
from .tenancy import OrganisationRow


class Invitation(OrganisationRow):
    """Somebody may become a member by a link in a mail. Open until accepted, withdrawn or run out.

    The link is derived from ``uid`` and ``generation``; the table holds its hash.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=16, choices=Member.Role.choices)
    resource = models.ForeignKey(
        "terminbuch.Resource", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    language = models.CharField(max_length=2, choices=LANGUAGES, default="de")
    generation = models.PositiveIntegerField(default=1)
    link_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        "terminbuch.Member", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    deadline = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("email"),
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_once_while_open",
            )
        ]

    def is_open(self, now: datetime) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and now < self.deadline
