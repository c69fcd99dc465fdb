"""What a step of the guided set-up is. Each has a file of its own, ``way.py`` lists them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.utils.functional import Promise

from terminbuch.models import Member

from ..settings.shape import SettingForm


def everybody(member: Member) -> bool:
    """Most steps are for all who may set up a business."""
    return True


def nothing(member: Member) -> Model | None:
    return None


def no_facts(member: Member) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Step:
    """``save`` writes what a sent form asks for and says whether it could; ``is_done`` reads the tables.

    ``subject`` is the kind of row that the form changes, ``shows`` is the row; none where it makes one.
    ``facts`` are what its template shows besides.
    """

    key: str
    title: str | Promise
    sentence: str | Promise
    form: Callable[[HttpRequest, Member], SettingForm]
    save: Callable[[HttpRequest, Member, SettingForm], bool]
    is_done: Callable[[Member], bool]
    template: str = "staff_pages/setup/step.html"
    subject: str = ""
    shows: Callable[[Member], Model | None] = nothing
    facts: Callable[[Member], dict[str, Any]] = no_facts
    is_for: Callable[[Member], bool] = everybody
