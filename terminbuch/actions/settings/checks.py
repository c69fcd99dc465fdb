"""Rules that contradict each other are refused with an explanation (S11). Pure but for what is named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from .refusals import Problems
from .web_addresses import hostname_trouble, slug_trouble

A_DAY_IN_MINUTES = 24 * 60


def nothing(organisation_id: int, values: Mapping[str, Any]) -> Problems:
    return {}


def organisation(organisation_id: int, values: Mapping[str, Any]) -> Problems:
    found: dict[str, Any] = {}
    if values["hold_minutes"] < 1:
        found["hold_minutes"] = _("A time must be kept for at least one minute.")
    if trouble := slug_trouble(values["slug"]):
        found["slug"] = trouble
    if values["hostname"] and (trouble := hostname_trouble(values["hostname"])):
        found["hostname"] = trouble
    return found


def location(organisation_id: int, values: Mapping[str, Any]) -> Problems:
    if values["zone_name"] not in available_timezones():
        return {"zone_name": _("There is no such time zone. Please choose one from the list.")}
    return {}


def service(organisation_id: int, values: Mapping[str, Any]) -> Problems:
    """Notice beyond the horizon would leave no time that can be booked."""
    found: dict[str, Any] = {}
    horizon = values["horizon_days"]
    if horizon is not None and values["notice_minutes"] >= (horizon + 1) * A_DAY_IN_MINUTES:
        found["notice_minutes"] = _(
            "So much notice reaches beyond the days that can be booked ahead: nothing could ever be booked."
        )
    if values["max_per_customer"] == 0 or values["max_per_day"] == 0:
        column = "max_per_day" if values["max_per_day"] == 0 else "max_per_customer"
        found[column] = _("With a limit of 0 nobody could book. Leave it empty for no limit.")
    return found


def question(organisation_id: int, values: Mapping[str, Any]) -> Problems:
    """A choice needs something to choose from, as much in both languages."""
    if values["kind"] == "choice":
        if len(values["choices_de"]) < 2:
            return {"choices_de": _("Please give at least two choices, one a line.")}
        if len(values["choices_de"]) != len(values["choices_en"]):
            return {"choices_en": _("Please give as many choices as in German, in the same order.")}
    return {}


def requirement(organisation_id: int, values: Mapping[str, Any]) -> Problems:
    if values["takes_all"] and values["chosen_by_customer"]:
        return {"chosen_by_customer": _("Where all are needed the customer has nothing to choose.")}
    return {}
