from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from .tenancy import OrganisationRow


class Case(OrganisationRow):
    """A booking that a disruption hits, and what becomes of it: in exactly one state at any time.

    ``proposal`` is the plan's word for it (see queries/plan). ``undo`` keeps what a step changed, while it
    can be taken back.
    """

    class State(models.TextChoices):
        PLANNED = "planned"  # to do: the proposal waits for staff
        WAITING = "waiting"  # times are offered, the customer has not answered
        PHONE = "phone"  # to do: somebody phones
        KEPT = "kept"  # the same time, with somebody else
        MOVED = "moved"
        CANCELLED = "cancelled"
        SPARED = "spared"  # the disruption no longer hits it

    OPEN = (State.PLANNED, State.WAITING, State.PHONE)

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    disruption = models.ForeignKey("terminbuch.Disruption", on_delete=models.PROTECT, related_name="cases")
    booking = models.ForeignKey("terminbuch.Booking", on_delete=models.PROTECT, related_name="cases")
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    proposal = models.JSONField(default=dict, blank=True)
    undo = models.JSONField(default=dict, blank=True)
    was_starts_at = models.DateTimeField(help_text="When the booking started as the disruption hit it.")
    deadline = models.DateTimeField(null=True, blank=True, help_text="Until when an answer is waited for.")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        "terminbuch.Member", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["was_starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "disruption", "booking"], name="case_once_per_disruption"
            ),
            models.UniqueConstraint(
                fields=["organisation", "booking"],
                condition=Q(state__in=["planned", "waiting", "phone"]),
                name="case_open_once_per_booking",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(deadline__isnull=False), name="case_waits_until_a_moment"
            ),
        ]
        indexes = [
            models.Index(fields=["deadline"], condition=Q(state="waiting"), name="case_waiting"),
        ]

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN
