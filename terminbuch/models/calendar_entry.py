from __future__ import annotations

from django.db import models
from django.db.models import Q

from .tenancy import OrganisationRow


class CalendarEntry(OrganisationRow):
    """A booking's event in the calendar that receives it: what was last written, and whether it arrived.

    ``generation`` rises when an id is burnt (Google never gives one again). ``version`` is the booking's that
    was written last. ``failed_at``: it could not be written for a day, and is visibly not in the calendar.
    ``missing_since``: it is gone, and not by us; a move to another calendar looks the same at first.
    ``moved_since``: somebody gave it another time there, ``seen_starts_at`` to ``seen_ends_at``; both are
    empty where it has no single time any more. ``follows``: somebody said that the booking is to follow,
    whatever the calendar's setting.
    """

    booking = models.ForeignKey(
        "terminbuch.Booking", on_delete=models.CASCADE, related_name="calendar_entries"
    )
    calendar = models.ForeignKey(
        "terminbuch.OutsideCalendar", on_delete=models.CASCADE, related_name="entries"
    )
    remote_id = models.CharField(max_length=1024, blank=True)
    etag = models.CharField(max_length=400, blank=True)
    generation = models.PositiveIntegerField(default=0)
    is_there = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    written_at = models.DateTimeField(null=True, blank=True)
    missing_since = models.DateTimeField(null=True, blank=True)
    moved_since = models.DateTimeField(null=True, blank=True)
    seen_starts_at = models.DateTimeField(null=True, blank=True)
    seen_ends_at = models.DateTimeField(null=True, blank=True)
    follows = models.BooleanField(default=False)
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booking", "calendar"], name="calendar_entry_once"),
        ]
        indexes = [
            models.Index(
                fields=["calendar"],
                condition=Q(missing_since__isnull=False) | Q(moved_since__isnull=False),
                name="calendar_entry_changed",
            ),
        ]
