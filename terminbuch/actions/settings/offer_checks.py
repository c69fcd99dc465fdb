"""What does not fit together in a service, its questions and what it needs (S11). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from terminbuch.queries.preview import BOUNDS, Times

from ..rules.of_a_service import NOTHING_LEFT
from .refusals import Problems

NO_LIMIT = _("With a limit of 0 nobody could book. Leave it empty for no limit.")


def service(organisation_id: int, values: Mapping[str, Any]) -> Problems:
    """Notice beyond the horizon would leave no time that can be booked."""
    found: dict[str, Any] = {column: _range(column) for column in BOUNDS if not _is_within(column, values)}
    if not found and Times(**{column: values[column] for column in BOUNDS}).leaves_nothing:
        found["notice_minutes"] = NOTHING_LEFT
    limits = {column: NO_LIMIT for column in ("max_per_day", "max_per_customer") if values[column] == 0}
    return found | limits


def _is_within(column: str, values: Mapping[str, Any]) -> bool:
    least, most = BOUNDS[column]
    number = values[column]
    return column == "horizon_days" if number is None else least <= number <= most


def _range(column: str) -> str:
    least, most = BOUNDS[column]
    words = _("Please give a whole number from %(least)d to %(most)d.")
    return str(words % {"least": least, "most": most})


def question(organisation_id: int, values: Mapping[str, Any]) -> Problems:
    """A choice needs something to choose from, as much in both languages."""
    if values["kind"] != "choice":
        return {}
    german, english = values["choices_de"], values["choices_en"]
    if len(german) < 2:
        return {"choices_de": _("Please give at least two choices, one a line.")}
    if len(german) != len(english):
        return {"choices_en": _("Please give as many choices as in German, in the same order.")}
    twice = {"choices_de": german, "choices_en": english}
    words = _("One of these stands there twice. Please let each be another.")
    return {column: words for column, choices in twice.items() if len(set(choices)) < len(choices)}


def requirement(organisation_id: int, values: Mapping[str, Any]) -> Problems:
    if values["takes_all"] and values["chosen_by_customer"]:
        return {"chosen_by_customer": _("Where all are needed the customer has nothing to choose.")}
    return {}
