"""The booking form: shape only. Whether the time is free, the action says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from terminbuch.models import Location, Service

from .addresses import PREFILLED
from .fields import Email, Typed
from .further_fields import answer_field, consent_field, note_field, phone_field

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
            self.fields["phone"] = phone_field(
                location, is_required=service.asks_phone == Service.Asks.REQUIRED
            )
        for name, question in self.questions.items():
            self.fields[name] = answer_field(question, language)
        if service.asks_note:
            self.fields["note"] = note_field()
        if service.asks_consent:
            self.fields[CONSENT] = consent_field()
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
