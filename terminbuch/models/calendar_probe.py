from __future__ import annotations

import uuid

from django.db import models

from .tenancy import OrganisationRow


class CalendarProbe(OrganisationRow):
    """An event by which the rights to a calendar are tried, as long as it may stand there.

    Known before it is written, for the answer may be lost; by ``uid`` it is known again. ``due_at``: when it
    is looked for and taken away, should the try not have done so.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    calendar = models.ForeignKey(
        "terminbuch.OutsideCalendar", on_delete=models.CASCADE, related_name="probes"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    due_at = models.DateTimeField()
