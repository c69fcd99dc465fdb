from __future__ import annotations

import uuid

from django.core.validators import RegexValidator
from django.db import models

SLUG = RegexValidator(r"\A[a-z0-9][a-z0-9-]{0,62}\Z")
COLOUR = RegexValidator(r"\A#[0-9a-f]{6}\Z")
LANGUAGES = [("de", "Deutsch"), ("en", "English")]


class Organisation(models.Model):
    """Who runs the diary; the tenant. Every other row of the business belongs to it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.CharField(max_length=63, unique=True, validators=[SLUG])
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="de")
    colour = models.CharField(max_length=7, default="#8a3a63", validators=[COLOUR])
    email = models.EmailField(max_length=254, help_text="Replies to mails go here.")
    phone = models.CharField(max_length=32, blank=True)
    imprint_url = models.URLField(blank=True)
    privacy_url = models.URLField(blank=True)
    embedding_origins = models.JSONField(default=list, blank=True)
    hold_minutes = models.PositiveSmallIntegerField(default=10)
    holds_per_visitor = models.PositiveSmallIntegerField(default=3)
    request_hours = models.PositiveSmallIntegerField(default=48)
    offer_hours = models.PositiveSmallIntegerField(
        default=4, help_text="How long times that staff offers are kept for a customer, at most."
    )
    reception_overrides = models.BooleanField(
        default=True, help_text="Whether reception may book outside opening hours and in absences."
    )
    is_open = models.BooleanField(
        default=True, help_text="Whether customers may book online; links in mails work all the same."
    )
    requires_second_factor = models.BooleanField(
        default=False, help_text="Whether members need more than a password."
    )
    hostname = models.CharField(
        max_length=253, null=True, blank=True, unique=True, help_text="An own address, in lower case."
    )
    day_sheet_at = models.TimeField(
        null=True,
        blank=True,
        help_text="When the sheet of the next days is mailed, by the clocks of the place; empty: never.",
    )
    day_sheet_days = models.PositiveSmallIntegerField(default=3)
    practice_of = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="practice",
        help_text="The real business whose members practise here. No mail leaves.",
    )
    looked_at = models.DateTimeField(
        null=True, blank=True, help_text="When the worker last looked whether all is well."
    )
    trouble_count = models.PositiveSmallIntegerField(default=0, help_text="What it then found not well.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hold_minutes__gte=1), name="organisation_holds_a_minute"
            ),
            models.CheckConstraint(
                condition=models.Q(offer_hours__range=(1, 240)), name="organisation_offers_for_hours"
            ),
            models.CheckConstraint(
                condition=models.Q(day_sheet_days__range=(1, 14)), name="organisation_prints_some_days"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OldSlug(models.Model):
    """An address that an organisation once had; it leads to the new one."""

    slug = models.CharField(max_length=63, unique=True, validators=[SLUG])
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="old_slugs")
