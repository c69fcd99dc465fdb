"""What can be set, column by column. What is not listed here no form can write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import ForeignKey, Model, QuerySet

from terminbuch.models import (
    Location,
    MailText,
    Organisation,
    Question,
    Requirement,
    Resource,
    Service,
    ServiceGroup,
)
from terminbuch.queries.preview import digest

from .. import mail_texts
from . import checks, offer_checks
from .refusals import Problems

type Values = Mapping[str, Any]


@dataclass(frozen=True)
class Subject:
    """A kind of row that the settings write. ``check`` says what does not fit together, by column."""

    model: type[Model]
    columns: tuple[str, ...]
    check: Callable[[int, Values], Problems] = checks.nothing

    def rows(self, organisation_id: int) -> QuerySet[Any]:
        if self.model is Organisation:
            return Organisation.objects.filter(pk=organisation_id)
        return self.model.objects.of(organisation_id)  # type: ignore[attr-defined, no-any-return]

    def values(self, row: Model) -> dict[str, Any]:
        """What stands in the columns: plain Python, foreign keys as ids ("group_id")."""
        found = {column: getattr(row, column) for column in self.columns}
        # A row that was not read from the table may still hold a member of an enumeration.
        return {name: value.value if isinstance(value, Enum) else value for name, value in found.items()}

    def references(self) -> dict[str, type[Model]]:
        """Columns that name another row of the same organisation."""
        fields = {field.attname: field for field in self.model._meta.concrete_fields}
        return {
            column: fields[column].related_model  # type: ignore[misc]
            for column in self.columns
            if isinstance(fields[column], ForeignKey)
        }


SUBJECTS: dict[str, Subject] = {
    "organisation": Subject(
        Organisation,
        (
            "name", "slug", "language", "colour", "email", "phone", "imprint_url", "privacy_url",
            "embedding_origins", "hold_minutes", "holds_per_visitor", "request_hours", "offer_hours",
            "reception_overrides", "is_open", "requires_second_factor", "hostname",
            "day_sheet_at", "day_sheet_days",
        ),
        checks.organisation,
    ),
    "location": Subject(
        Location,
        ("name", "slug", "street", "town", "phone", "zone_name", "country", "region", "position"),
        checks.location,
    ),
    "resource": Subject(
        Resource,
        (
            "name", "slug", "kind", "email", "language", "hue", "position", "is_active",
            "hears_of_new", "hears_of_moves", "hears_of_cancellations",
        ),
        checks.resource,
    ),
    "group": Subject(ServiceGroup, ("name_de", "name_en", "position")),
    "service": Subject(
        Service,
        (
            "slug", "group_id", "position", "name_de", "name_en", "text_de", "text_en", "advice_de",
            "advice_en", "price_de", "price_en", "until_date", "cut_off_minutes", "reminder_minutes",
            "needs_approval", "is_online", "is_active", "max_per_day", "max_per_customer",
            "move_keeps_resource", "asks_phone", "asks_note", "asks_consent",
            "duration_minutes", "step_minutes", "buffer_before_minutes", "buffer_after_minutes",
            "capacity", "notice_minutes", "horizon_days",
        ),
        offer_checks.service,
    ),
    "question": Subject(
        Question,
        (
            "service_id", "position", "kind", "label_de", "label_en", "choices_de", "choices_en",
            "is_required",
        ),
        offer_checks.question,
    ),
    "requirement": Subject(
        Requirement,
        ("service_id", "position", "label_de", "label_en", "takes_all", "chosen_by_customer"),
        offer_checks.requirement,
    ),
    "mail_text": Subject(
        MailText, ("kind", "language", "subject", "opening", "closing"), mail_texts.problems
    ),
}  # fmt: skip


def seen(subject: str, row: Model) -> str:
    """Of the row as it was shown, for the form: what somebody else changed meanwhile is not overwritten."""
    return digest(SUBJECTS[subject].values(row))
