"""What a business may say in its mails instead of our words, and with which placeholders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from terminbuch.models import MailText
from terminbuch.wording import in_braces

from .deed import deed

KINDS = (
    "booking_confirmed",
    "booking_reminder",
    "booking_moved",
    "booking_cancelled",
    "booking_offered",
    "booking_requested",
    "request_accepted",
    "request_declined",
    "request_expired",
    "move_requested",
    "move_declined",
)
"""The mails to customers, the most frequent first. What colleagues get is always said in our words."""

PLACEHOLDERS: Mapping[str, Mapping[str, str]] = {
    "name": {"de": "name", "en": "name"},
    "service": {"de": "leistung", "en": "service"},
    "time": {"de": "zeit", "en": "time"},
    "people": {"de": "personen", "en": "people"},
    "place": {"de": "ort", "en": "place"},
    "phone": {"de": "telefon", "en": "phone"},
    "number": {"de": "nummer", "en": "number"},
    "business": {"de": "betrieb", "en": "business"},
    "deadline": {"de": "frist", "en": "deadline"},
}
"""What each is called in a text of either language; both languages are understood in both."""

SPELLINGS = {word: name for name, words in PLACEHOLDERS.items() for word in words.values()}


def problems(organisation_id: int, values: Mapping[str, Any]) -> dict[str, str | Promise]:
    """By column: braces around a word that we cannot fill."""
    found = {column: _trouble(values[column]) for column in ("subject", "opening", "closing")}
    return {column: sentence for column, sentence in found.items() if sentence}


def _trouble(text: str) -> str | Promise:
    unknown = next((word for word in in_braces(text) if word not in SPELLINGS), None)
    if unknown is None:
        return ""
    if not unknown:
        return _("A brace stands alone here. Please write { and } only around one of the words below.")
    words = _("There is no placeholder {%(word)s}. Please use the words below.")
    return words % {"word": unknown[:40]}


@deed
def own_words(kind: str, language: str, *, organisation_id: int) -> MailText:
    """The row that holds them, empty at first, which changes nothing: what is empty is said in our words."""
    key = {"organisation_id": organisation_id, "kind": kind, "language": language}
    MailText.objects.bulk_create([MailText(**key)], ignore_conflicts=True)
    return MailText.objects.of(organisation_id).get(kind=kind, language=language)
