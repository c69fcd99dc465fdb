from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from terminbuch.models import Question

from ..fields import Line
from ..settings.fields import Choice
from .fields import OneALine
from .languages import InBothLanguages

KINDS = [
    (Question.Kind.TEXT, _("A line to write on")),
    (Question.Kind.CHOICE, _("One of several answers")),
    (Question.Kind.CHECK, _("A box to tick")),
]


class QuestionForm(InBothLanguages):
    """Only a choice has choices; what was typed there for another kind is left out."""

    pairs = ("label", "choices")
    needed = ("label",)

    label_de = Line(longest=200, missing=_("Please give the question."), label=_("Question, German"))
    label_en = Line(longest=200, missing=_("Please give the question."), label=_("Question, English"))
    kind = Choice(choices=KINDS, label=_("How is it answered?"), widget=forms.RadioSelect)
    choices_de = OneALine(longest=2000, label=_("Answers, German, one a line"))
    choices_en = OneALine(longest=2000, label=_("Answers, English, one a line"))
    is_required = forms.BooleanField(required=False, label=_("Nobody books without an answer"))

    def values(self) -> dict[str, Any]:
        values = super().values()
        if values["kind"] != Question.Kind.CHOICE:
            values |= {"choices_de": [], "choices_en": []}
        return values
