from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from .tenancy import OrganisationRow


class OutsideCalendar(OrganisationRow):
    """One calendar of a connection: whether it blocks, whether it receives, and what is known of it.

    What was read covers [``read_from``, ``read_until``) and is as old as ``last_good_at``: when the last
    complete answer was asked for. While ``is_withheld`` nothing of the resource's time is offered,
    for the calendar cannot be read and its policy says so; raising or lowering it raises the resource's
    revision.
    """

    class WhenUnknown(models.TextChoices):
        REFUSE = "refuse"
        ASK = "ask"  # the booking becomes a request
        ACCEPT = "accept"  # while the copy is young; the booking is marked as not verified

    class WhenMoved(models.TextChoices):
        ASK = "ask"
        APPLY = "apply"
        PUT_BACK = "put_back"

    class WhenDeleted(models.TextChoices):
        ASK = "ask"
        CANCEL = "cancel"
        RESTORE = "restore"

    class Style(models.TextChoices):
        NEUTRAL = "neutral"  # "Termin": nobody who sees the calendar learns who comes and for what
        FULL = "full"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    connection = models.ForeignKey(
        "terminbuch.CalendarConnection", on_delete=models.CASCADE, related_name="calendars"
    )
    resource = models.ForeignKey(
        "terminbuch.Resource", on_delete=models.PROTECT, related_name="outside_calendars"
    )
    remote_id = models.CharField(max_length=1024)
    name = models.CharField(max_length=200)
    may_write = models.BooleanField(null=True, help_text="Found out by doing; empty: not tried.")

    missing_right = models.CharField(
        max_length=6, blank=True, help_text="What the last try was refused: read, write or delete."
    )
    probed_at = models.DateTimeField(null=True, blank=True, help_text="When the rights were last tried.")

    blocks = models.BooleanField(default=False)
    receives = models.BooleanField(default=False)
    tentative_blocks = models.BooleanField(default=True)
    when_unknown = models.CharField(max_length=6, choices=WhenUnknown.choices, default=WhenUnknown.REFUSE)
    young_minutes = models.PositiveIntegerField(
        default=15, help_text="How old a copy may be that ``accept`` relies on."
    )
    when_moved = models.CharField(max_length=8, choices=WhenMoved.choices, default=WhenMoved.ASK)
    when_deleted = models.CharField(max_length=7, choices=WhenDeleted.choices, default=WhenDeleted.ASK)
    style = models.CharField(max_length=7, choices=Style.choices, default=Style.NEUTRAL)

    token = models.TextField(blank=True, help_text="From where the next changes are asked for.")
    full_due = models.BooleanField(default=True, help_text="The next read compares everything.")
    full_at = models.DateTimeField(null=True, blank=True)
    read_from = models.DateTimeField(null=True, blank=True)
    read_until = models.DateTimeField(null=True, blank=True)
    last_good_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True, help_text="When a read last changed something.")
    next_read_at = models.DateTimeField(null=True, blank=True, help_text="Empty: it is not read.")
    failing_since = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=20, blank=True, help_text="Why the last read failed: a code.")
    skipped = models.JSONField(default=list, blank=True, help_text="What could not be read of it.")
    is_withheld = models.BooleanField(default=False)
    told_at = models.DateTimeField(null=True, blank=True, help_text="When people were told that it is red.")
    paused_at = models.DateTimeField(
        null=True, blank=True, help_text="Too much changed at once: nothing is followed until somebody says."
    )
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.UUIDField(null=True, blank=True)
    write_lease_until = models.DateTimeField(null=True, blank=True)
    write_lease_token = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["connection", "remote_id"], name="outside_calendar_once"),
            models.UniqueConstraint(
                fields=["resource"], condition=Q(receives=True), name="one_calendar_receives"
            ),
            models.CheckConstraint(
                condition=Q(read_from__isnull=True, read_until__isnull=True)
                | Q(read_from__isnull=False, read_until__gt=F("read_from")),
                name="outside_calendar_read_for_a_span",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_read_at"], condition=Q(next_read_at__isnull=False), name="outside_calendar_due"
            ),
        ]

    def __str__(self) -> str:
        return self.name
