from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q

from terminbuch.availability import Span

from .organisation import LANGUAGES
from .tenancy import OrganisationRow


class Booking(OrganisationRow):
    """A customer's agreed (or requested) service at a time. A move keeps the row (I5).

    Name, mail and phone are as typed; mails go there. ``version`` rises with every change, ``sequence``
    (iCalendar) only with time, place, resource or status. The link in the mails is derived from ``uid`` and
    ``link_generation``; the table holds its hash.
    """

    class Status(models.TextChoices):
        PENDING = "pending"
        CONFIRMED = "confirmed"
        CANCELLED = "cancelled"
        DECLINED = "declined"
        EXPIRED = "expired"

    class Origin(models.TextChoices):
        ONLINE = "online"
        BY_HAND = "by_hand"
        API = "api"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(max_length=8)
    service = models.ForeignKey(
        "terminbuch.Service", null=True, on_delete=models.PROTECT, related_name="bookings"
    )
    location = models.ForeignKey("terminbuch.Location", on_delete=models.PROTECT, related_name="bookings")
    customer = models.ForeignKey(
        "terminbuch.Customer", null=True, on_delete=models.PROTECT, related_name="bookings"
    )
    status = models.CharField(max_length=9, choices=Status.choices)
    origin = models.CharField(max_length=7, choices=Origin.choices)

    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    buffer_before_minutes = models.PositiveSmallIntegerField(default=0)
    buffer_after_minutes = models.PositiveSmallIntegerField(default=0)
    zone_name = models.CharField(max_length=64, help_text="The zone in which the customer saw the time.")
    chosen_resource = models.ForeignKey(
        "terminbuch.Resource",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Whom the customer asked for; empty for anybody.",
    )

    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    email_folded = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=32, blank=True)
    note = models.TextField(max_length=1000, blank=True)
    staff_note = models.TextField(
        max_length=1000, blank=True, help_text="For staff only. What a blocked time is for."
    )
    answers = models.JSONField(default=list, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    attends_at = models.DateTimeField(null=True, blank=True, help_text="When the customer said: I will come.")

    missed_at = models.DateTimeField(null=True, blank=True, help_text="When staff noted that nobody came.")

    unverified_since = models.DateTimeField(
        null=True, blank=True, help_text="Since when an outside calendar has not answered for this time."
    )
    requested_until = models.DateTimeField(null=True, blank=True, help_text="When a pending request lapses.")
    wished_starts_at = models.DateTimeField(
        null=True, blank=True, help_text="A move that waits for approval."
    )
    wished_ends_at = models.DateTimeField(null=True, blank=True)

    version = models.PositiveIntegerField(default=1)
    sequence = models.PositiveIntegerField(default=0)
    link_generation = models.PositiveIntegerField(default=1)
    link_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="booking_number_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="booking_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(origin="online") | Q(customer__isnull=False),
                name="online_booking_has_a_customer",
            ),
            models.CheckConstraint(
                condition=~Q(status="pending") | Q(requested_until__isnull=False),
                name="request_lapses_some_time",
            ),
            models.CheckConstraint(
                condition=Q(wished_starts_at__isnull=True, wished_ends_at__isnull=True)
                | Q(
                    wished_starts_at__isnull=False,
                    wished_ends_at__isnull=False,
                    wished_ends_at__gt=F("wished_starts_at"),
                    requested_until__isnull=False,
                ),
                name="wish_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "starts_at"], name="booking_by_start"),
            models.Index(fields=["organisation", "service", "starts_at"], name="booking_by_service"),
            models.Index(fields=["organisation", "email_folded", "starts_at"], name="booking_by_mail"),
            models.Index(
                fields=["requested_until"],
                name="booking_requests",
                condition=Q(requested_until__isnull=False),
            ),
            models.Index(
                fields=["unverified_since"],
                name="booking_in_doubt",
                condition=Q(unverified_since__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_live(self) -> bool:
        """Whether the booking occupies its time."""
        return self.status in {self.Status.PENDING, self.Status.CONFIRMED}

    @property
    def is_pending(self) -> bool:
        return self.status == self.Status.PENDING

    def may_be_missed(self, now: datetime) -> bool:
        """Whether somebody was to come, and it has begun."""
        return self.status == self.Status.CONFIRMED and self.customer_id is not None and self.starts_at <= now

    @property
    def has_wish(self) -> bool:
        """Whether a customer's move waits for approval."""
        return self.wished_starts_at is not None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone_name)

    @property
    def duration(self) -> timedelta:
        return self.ends_at - self.starts_at

    @property
    def occupied_duration(self) -> timedelta:
        """How long it occupies those who serve it, buffers included."""
        return self.duration + timedelta(minutes=self.buffer_before_minutes + self.buffer_after_minutes)

    @property
    def occupied(self) -> Span:
        """From when until when it occupies those who serve all of it, buffers included."""
        begins = self.starts_at - timedelta(minutes=self.buffer_before_minutes)
        return Span(begins, begins + self.occupied_duration)

    @property
    def cut_off_at(self) -> datetime:
        """Until when, inclusive, the customer may move or cancel; the start where there is no service."""
        return self.service.cut_off_before(self.starts_at) if self.service else self.starts_at

    def people(self) -> list[str]:
        """The names of the resources that serve it, in the requirements' order. Prefetch allocations."""
        rows = [row for row in self.allocations.all() if not row.is_wish]
        return [row.resource.name for row in sorted(rows, key=lambda row: row.position)]
