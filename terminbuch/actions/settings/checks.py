"""Rules that contradict each other are refused with an explanation (S11). Pure but for what is named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from terminbuch.models import Organisation
from terminbuch.models.organisation import COLOUR
from terminbuch.wording import canonical_zone

from .origins import is_origin
from .refusals import Problems
from .web_addresses import hostname_trouble, slug_trouble

BOUNDS = {
    "hold_minutes": (1, 120),
    "holds_per_visitor": (1, 20),
    "request_hours": (1, 720),
    "offer_hours": (1, 240),
    "day_sheet_days": (1, 14),
}
FULL_CIRCLE = 360


def nothing(organisation_id: int, values: Mapping[str, Any]) -> Problems:
    return {}


def organisation(organisation_id: int, values: Mapping[str, Any]) -> Problems:
    found: dict[str, Any] = {}
    for column, (least, most) in BOUNDS.items():
        if not least <= values[column] <= most:
            words = now_("Please give a whole number from %(least)d to %(most)d.")
            found[column] = words % {"least": least, "most": most}
    if trouble := slug_trouble(values["slug"]):
        found["slug"] = trouble
    if values["hostname"] and (trouble := hostname_trouble(values["hostname"])):
        found["hostname"] = trouble
    if values["hostname"] and Organisation.objects.filter(pk=organisation_id).exclude(practice_of=None):
        found["hostname"] = _("A practice needs no address of its own.")
    if not re.fullmatch(COLOUR.regex, values["colour"]):
        found["colour"] = _("Please give a colour such as #8a3a63.")
    if not all(map(is_origin, values["embedding_origins"])):
        found["embedding_origins"] = _("Please give web sites such as https://www.example.org, one a line.")
    return found


def location(organisation_id: int, values: Mapping[str, Any]) -> Problems:
    if canonical_zone(values["zone_name"]) is None:
        return {"zone_name": _("There is no such time zone. Please choose one from the list.")}
    return {}


def resource(organisation_id: int, values: Mapping[str, Any]) -> Problems:
    if not 0 <= values["hue"] < FULL_CIRCLE:
        return {"hue": _("Please choose one of the list.")}
    return {}
