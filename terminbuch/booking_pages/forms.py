"""The booking form: shape only. Whether the time is free, the action says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from terminbuch.models import Location, Question, Service

from .addresses import PREFILLED
from .fields import Email, Phone, Text, Typed

ANSWER_LENGTH = 400
CONSENT = "consent"


class BookingForm(forms.Form):
    """Name and mail, and what the service asks for besides. Ids in the page are the names of the fields."""

    name = Typed(
        longest=PREFILLED["name"],
        label=_("First and last name"),
        missing=_("Please tell us your name."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = Email(
        longest=PREFILLED["email"],
        label=_("E-mail address"),
        missing=_("Please tell us your e-mail address."),
        help_text=_("We send the confirmation here, with the link for changes."),
    )

    def __init__(self, service: Service, location: Location, language: str, **settings: Any) -> None:
        super().__init__(auto_id="%s", use_required_attribute=True, **settings)
        self.questions = {f"q{at}": question for at, question in enumerate(service.questions.all(), start=1)}
        self.language = language
        if service.asks_phone != Service.Asks.NO:
            self.fields["phone"] = _phone(location, is_required=service.asks_phone == Service.Asks.REQUIRED)
        for name, question in self.questions.items():
            self.fields[name] = _answer(question, language)
        if service.asks_note:
            self.fields["note"] = _note()
        if service.asks_consent:
            self.fields[CONSENT] = _consent()
        self._point_to_first_error()

    @property
    def asked(self) -> list[forms.BoundField]:
        """The service's own questions."""
        return [self[name] for name in self.questions]

    @property
    def answers(self) -> tuple[tuple[str, str], ...]:
        """Each question as it was asked, with the answer in words; what was left out is left out."""
        return tuple(
            (question.label(self.language), self._in_words(name, str(self.cleaned_data[name])))
            for name, question in self.questions.items()
            if self.cleaned_data[name]
        )

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What was sent, field by field, for carrying it on unseen."""
        said = self.data or self.initial
        return [(name, said[name]) for name in self.fields if said.get(name)]

    @property
    def shown(self) -> list[tuple[str, str]]:
        """What was typed, as its reader knows it: labels, and answers in words."""
        return [
            (str(self.fields[name].label), self._in_words(name, said))
            for name, said in self.typed
            if name != CONSENT
        ]

    @property
    def reason(self) -> str:
        """Why it was refused, for the log: each wrong field by its name, and what is wrong with it."""
        return ", ".join(f"{name} {errors[0].code}" for name, errors in self.errors.as_data().items())

    def _in_words(self, name: str, said: str) -> str:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            return next((str(words) for value, words in field.widget.choices if value == said), "")
        return str(_("yes")) if isinstance(field, forms.BooleanField) else said

    def _point_to_first_error(self) -> None:
        """Without script, the browser puts the cursor there."""
        first = next(iter(self.errors), None)
        if first in self.fields:
            self.fields[first].widget.attrs["autofocus"] = True


def _phone(location: Location, *, is_required: bool) -> forms.Field:
    return Phone(
        zone_name=location.zone_name,
        required=is_required,
        label=_("Telephone"),
        missing=_("Please tell us your telephone number."),
        help_text=_("Only in case something changes at short notice."),
    )


def _note() -> forms.Field:
    return Text(longest=PREFILLED["note"], required=False, label=_("Message to us"), missing="")


def _consent() -> forms.Field:
    missing = _("Please confirm that you have read the privacy policy.")
    return forms.BooleanField(error_messages={"required": missing})


def _answer(question: Question, language: str) -> forms.Field:
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
