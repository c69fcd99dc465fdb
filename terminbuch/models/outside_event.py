from __future__ import annotations

from django.db import models

from .tenancy import OrganisationRow


class OutsideEvent(OrganisationRow):
    """An event of an outside calendar as it was last read: enough to notice changes, and never its words.

    ``remote_id`` is what the other side calls it (path, id); ``booking`` is set where it is our own entry for
    that booking. ``starts_at`` and ``ends_at`` are those of a single event, empty for a series.
    ``is_ignored``: somebody said that it does not count.
    """

    calendar = models.ForeignKey(
        "terminbuch.OutsideCalendar", on_delete=models.CASCADE, related_name="events"
    )
    remote_id = models.CharField(max_length=1024)
    etag = models.CharField(max_length=400, blank=True)
    uid = models.CharField(max_length=400, blank=True)
    booking = models.ForeignKey("terminbuch.Booking", null=True, on_delete=models.SET_NULL, related_name="+")
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    is_ignored = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["calendar", "remote_id"], name="outside_event_once"),
        ]
        indexes = [models.Index(fields=["organisation", "uid"], name="outside_event_by_uid")]
