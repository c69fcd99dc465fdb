"""Rules that contradict each other are refused with an explanation (S11). Pure but for what is named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from .refusals import Problems
from .web_addresses import hostname_trouble, slug_trouble


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
