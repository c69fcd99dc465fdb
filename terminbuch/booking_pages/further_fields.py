"""What a service may ask for besides name and mail."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from terminbuch.models import Location, Question

from .addresses import PREFILLED
from .fields import Phone, Text, Typed

ANSWER_LENGTH = 400


def phone_field(location: Location, *, is_required: bool) -> forms.Field:
    return Phone(
        zone_name=location.zone_name,
        required=is_required,
        label=_("Telephone"),
        missing=_("Please tell us your telephone number."),
        help_text=_("Only in case something changes at short notice."),
    )


def note_field() -> forms.Field:
    return Text(longest=PREFILLED["note"], required=False, label=_("Message to us"), missing="")


def consent_field() -> forms.Field:
    missing = _("Please confirm that you have read the privacy policy.")
    return forms.BooleanField(error_messages={"required": missing})


def answer_field(question: Question, language: str) -> forms.Field:
    label, missing = question.label(language), _("Please answer this question.")
    if question.kind == Question.Kind.CHOICE:
        return forms.ChoiceField(
            label=label,
            required=question.is_required,
            choices=[(str(at), words) for at, words in enumerate(question.choices(language))],
            widget=forms.RadioSelect,
            error_messages={"required": missing, "invalid_choice": _("Please choose one of these answers.")},
        )
    if question.kind == Question.Kind.CHECK:
        return forms.BooleanField(
            label=label, required=question.is_required, error_messages={"required": missing}
        )
    return Typed(longest=ANSWER_LENGTH, label=label, required=question.is_required, missing=missing)
