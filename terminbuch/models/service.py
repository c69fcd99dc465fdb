from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from terminbuch import availability

from .location import Location
from .organisation import SLUG
from .tenancy import OrganisationRow


class ServiceGroup(OrganisationRow):
    """A heading under which services stand on the page."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name_de = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name_en

    def name(self, language: str) -> str:
        return self.name_de if language == "de" else self.name_en


class Service(OrganisationRow):
    """What a customer books: length, buffers and rules. All minutes are elapsed minutes."""

    class Asks(models.TextChoices):
        NO = "no"
        OPTIONAL = "optional"
        REQUIRED = "required"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.CharField(max_length=63, validators=[SLUG])
    group = models.ForeignKey(
        ServiceGroup, null=True, blank=True, on_delete=models.SET_NULL, related_name="services"
    )
    position = models.PositiveSmallIntegerField(default=0)
    name_de = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    text_de = models.CharField(max_length=400, blank=True)
    text_en = models.CharField(max_length=400, blank=True)
    advice_de = models.CharField(max_length=400, blank=True)
    advice_en = models.CharField(max_length=400, blank=True)
    price_de = models.CharField(max_length=40, blank=True)
    price_en = models.CharField(max_length=40, blank=True)

    duration_minutes = models.PositiveSmallIntegerField()
    step_minutes = models.PositiveSmallIntegerField()
    buffer_before_minutes = models.PositiveSmallIntegerField(default=0)
    buffer_after_minutes = models.PositiveSmallIntegerField(default=0)
    capacity = models.PositiveSmallIntegerField(default=1)
    notice_minutes = models.PositiveIntegerField(default=120)
    horizon_days = models.PositiveSmallIntegerField(null=True, blank=True, default=60)
    until_date = models.DateField(null=True, blank=True)
    cut_off_minutes = models.PositiveIntegerField(default=1440)
    reminder_minutes = models.PositiveIntegerField(default=1440, help_text="0 means none.")
    needs_approval = models.BooleanField(default=False)
    is_online = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    max_per_day = models.PositiveSmallIntegerField(null=True, blank=True)
    max_per_customer = models.PositiveSmallIntegerField(null=True, blank=True)
    move_keeps_resource = models.BooleanField(default=True)

    asks_phone = models.CharField(max_length=8, choices=Asks.choices, default=Asks.NO)
    asks_note = models.BooleanField(default=False)
    asks_consent = models.BooleanField(default=False)
    revision = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="service_slug_once"),
            models.CheckConstraint(condition=Q(duration_minutes__range=(1, 10080)), name="service_lasts"),
            models.CheckConstraint(condition=Q(step_minutes__range=(1, 1440)), name="service_steps"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="service_has_a_seat"),
            models.CheckConstraint(
                condition=Q(buffer_before_minutes__lte=1440, buffer_after_minutes__lte=1440),
                name="service_buffers_within_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name_en

    def name(self, language: str) -> str:
        return self.name_de if language == "de" else self.name_en

    def text(self, language: str) -> str:
        return self.text_de if language == "de" else self.text_en

    def advice(self, language: str) -> str:
        """A sentence for "good to know" on the confirmation."""
        return self.advice_de if language == "de" else self.advice_en

    def price(self, language: str) -> str:
        return self.price_de if language == "de" else self.price_en

    @property
    def is_limited(self) -> bool:
        """Whether bookings of this service compete with each other beyond their resources."""
        return self.capacity > 1 or self.max_per_day is not None or self.max_per_customer is not None

    def cut_off_before(self, starts_at: datetime) -> datetime:
        """The last moment, inclusive, at which a customer may move or cancel a booking that starts then."""
        return starts_at - timedelta(minutes=self.cut_off_minutes)

    def as_rules(self, location: Location) -> availability.Rules:
        return availability.Rules(
            duration=timedelta(minutes=self.duration_minutes),
            step=timedelta(minutes=self.step_minutes),
            buffer_before=timedelta(minutes=self.buffer_before_minutes),
            buffer_after=timedelta(minutes=self.buffer_after_minutes),
            capacity=self.capacity,
            notice=timedelta(minutes=self.notice_minutes),
            horizon_days=self.horizon_days,
            until_date=self.until_date,
            max_per_day=self.max_per_day,
            zone=location.zone,
        )


class Question(OrganisationRow):
    """One more thing that the booking form asks for a service."""

    class Kind(models.TextChoices):
        CHOICE = "choice"
        TEXT = "text"
        CHECK = "check"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    label_de = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200)
    choices_de = models.JSONField(default=list, blank=True)
    choices_en = models.JSONField(default=list, blank=True)
    is_required = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.label_en

    def label(self, language: str) -> str:
        return self.label_de if language == "de" else self.label_en

    def choices(self, language: str) -> list[str]:
        return list(self.choices_de if language == "de" else self.choices_en)


class Requirement(OrganisationRow):
    """Something a service needs for its whole length: one of its candidates, or all of them (W11)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="requirements")
    position = models.PositiveSmallIntegerField(default=0)
    label_de = models.CharField(max_length=120, blank=True)
    label_en = models.CharField(max_length=120, blank=True)
    takes_all = models.BooleanField(default=False)
    chosen_by_customer = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(takes_all=True, chosen_by_customer=True), name="requirement_all_leaves_no_choice"
            )
        ]

    def __str__(self) -> str:
        return self.label_en

    def as_availability(self) -> availability.Requirement:
        """The requirement as pure values. Reads the candidates and their resources: prefetch them.

        Where everyone is needed and somebody is no longer active, nobody is left who could serve.
        """
        every = list(self.candidates.all())
        active = [candidate for candidate in every if candidate.resource.is_active]
        able = [] if self.takes_all and active != every else active
        return availability.Requirement(
            candidates=tuple(candidate.as_availability() for candidate in able), take_all=self.takes_all
        )


class Candidate(OrganisationRow):
    """A resource that can meet a requirement; what it leaves open it takes from the service."""

    requirement = models.ForeignKey(Requirement, on_delete=models.CASCADE, related_name="candidates")
    resource = models.ForeignKey("terminbuch.Resource", on_delete=models.CASCADE, related_name="skills")
    buffer_before_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    buffer_after_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    duration_minutes = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["resource__position", "resource_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "requirement", "resource"], name="candidate_once_per_requirement"
            ),
            models.CheckConstraint(
                condition=Q(duration_minutes__isnull=True) | Q(duration_minutes__gt=0), name="candidate_lasts"
            ),
        ]

    def as_availability(self) -> availability.Candidate:
        return availability.Candidate(
            resource=self.resource_id,
            buffer_before=_minutes(self.buffer_before_minutes),
            buffer_after=_minutes(self.buffer_after_minutes),
            duration=_minutes(self.duration_minutes),
        )


def _minutes(number: int | None) -> timedelta | None:
    return None if number is None else timedelta(minutes=number)
