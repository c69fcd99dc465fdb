from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from .tenancy import OrganisationRow


class Conflict(OrganisationRow):
    """Something between a booking and an outside calendar that a person decides. Nothing is changed silently.

    ``starts_at`` and ``ends_at`` are the outside event's (of what was deleted: as we had written it).
    ``facts`` holds what is shown of both sides as it was found. It ends by itself when its reason is gone.
    """

    class Kind(models.TextChoices):
        OVERLAP = "overlap"  # a busy time arrived over a booking
        MOVED = "moved"  # our entry was moved or lengthened in the calendar
        DELETED = "deleted"  # our entry was deleted in the calendar
        MANY = "many"  # too many of our entries changed at once: the calendar is paused

    class Ending(models.TextChoices):
        GONE = "gone"  # by itself
        IGNORED = "ignored"  # "does not count"
        KEPT = "kept"  # both stay
        APPLIED = "applied"  # the booking follows the calendar: moved or cancelled
        PUT_BACK = "put_back"  # the calendar follows the booking

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    resource = models.ForeignKey("terminbuch.Resource", on_delete=models.CASCADE, related_name="conflicts")
    calendar = models.ForeignKey(
        "terminbuch.OutsideCalendar", on_delete=models.CASCADE, related_name="conflicts"
    )
    booking = models.ForeignKey(
        "terminbuch.Booking", null=True, on_delete=models.CASCADE, related_name="conflicts"
    )
    remote_id = models.CharField(max_length=1024, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    disruption = models.ForeignKey(
        "terminbuch.Disruption",
        null=True,
        on_delete=models.SET_NULL,
        related_name="conflicts",
        help_text="The board on which new times are offered for it.",
    )
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("terminbuch.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    ending = models.CharField(max_length=8, choices=Ending.choices, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["opened_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["calendar", "booking", "kind", "remote_id", "starts_at"],
                condition=Q(ended_at__isnull=True),
                name="conflict_open_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ending="") | (Q(ended_at__isnull=False) & ~Q(ending="")),
                name="conflict_ends_somehow",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "opened_at"], condition=Q(ended_at__isnull=True), name="conflict_open"
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.ended_at is None
