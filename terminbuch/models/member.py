from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from .tenancy import OrganisationRow


class Member(OrganisationRow):
    """Someone who signs in for an organisation, with a role, and perhaps as one of its resources."""

    class Role(models.TextChoices):
        OWNER = "owner"
        MANAGER = "manager"
        RECEPTION = "reception"
        RESOURCE = "resource"
        READ_ONLY = "read_only"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role.choices)
    resource = models.ForeignKey(
        "terminbuch.Resource", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    drags_apply_at_once = models.BooleanField(
        default=False, help_text="A drag in the calendar is done at once and can be undone; else it asks."
    )
    uses_single_keys = models.BooleanField(default=True, help_text="T, N, A … in the calendar.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user"], name="member_once_per_organisation")
        ]

    @property
    def may_decide(self) -> bool:
        """Whether this member may accept and decline requests and tick tasks off."""
        return self.role in {self.Role.OWNER, self.Role.MANAGER, self.Role.RECEPTION}

    @property
    def may_override(self) -> bool:
        """Whether this member may book outside hours and in absences. Reads the organisation."""
        if self.role == self.Role.RECEPTION:
            return self.organisation.reception_overrides
        return self.role in {self.Role.OWNER, self.Role.MANAGER}

    @property
    def may_set_rules(self) -> bool:
        """Whether this member may change opening hours and the rules of services."""
        return self.role in {self.Role.OWNER, self.Role.MANAGER}

    @property
    def may_run_business(self) -> bool:
        """Whether this member may change settings: what is offered, where, by whom, and what mails say."""
        return self.role in {self.Role.OWNER, self.Role.MANAGER}

    @property
    def may_run_team(self) -> bool:
        """Whether this member may invite, change roles, and decide how people sign in."""
        return self.role == self.Role.OWNER

    @property
    def sees_all(self) -> bool:
        """Whether this member sees every resource's bookings, or only those of the own one."""
        return self.role != self.Role.RESOURCE
