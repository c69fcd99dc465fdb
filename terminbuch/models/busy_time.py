from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .tenancy import OrganisationRow


class BusyTime(OrganisationRow):
    """A span read from a connected calendar. It has no buffers of its own (W4).

    ``blocks`` is decided when it is read: a tentative one may not (W5), one that does not count never does.
    """

    class ShowsAs(models.TextChoices):
        BUSY = "busy"
        TENTATIVE = "tentative"
        OUT_OF_OFFICE = "out_of_office"

    calendar = models.ForeignKey(
        "terminbuch.OutsideCalendar", on_delete=models.CASCADE, related_name="busy_times"
    )
    event = models.ForeignKey("terminbuch.OutsideEvent", on_delete=models.CASCADE, related_name="busy_times")
    resource = models.ForeignKey("terminbuch.Resource", on_delete=models.CASCADE, related_name="busy_times")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    shows_as = models.CharField(max_length=13, choices=ShowsAs.choices, default=ShowsAs.BUSY)
    blocks = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="busy_ends_after_it_starts"),
        ]
        indexes = [
            models.Index(
                fields=["resource", "ends_at", "starts_at"], condition=Q(blocks=True), name="busy_by_resource"
            ),
        ]
