"""From what to what, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import pgettext

from terminbuch import wording
from terminbuch.models import HistoryEntry

from .names import Names
from .words import COLUMNS, VALUES

A_MONDAY = date(2024, 1, 1)
LONGEST = 160
LANGUAGES = dict(settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Difference:
    label: str | Promise
    was: str
    to: str


def differences(entry: HistoryEntry, names: Names, language: str) -> list[Difference]:
    """Nothing for what was added, removed or put in another order: the name says it all."""
    was, to = entry.facts.get("was"), entry.facts.get("to")
    match entry.what:
        case "setting_changed" | "service_changed" | "mail_server_changed" | "calendar_changed":
            return list(_columns(was, to, names, language))
        case "hours_changed":
            return list(_days(was, to, language))
        case "exception_changed":
            return [Difference(_day(entry, language), _windows(was), _windows(to))]
        case "skills_changed":
            return [Difference(pgettext("log", "Who"), _people(was, names), _people(to, names))]
        case "member_changed" if was and entry.facts.get("role"):
            return [Difference(COLUMNS["role"], _word(was), _word(entry.facts["role"]))]
    return []


def _columns(
    was: Mapping[str, Any], to: Mapping[str, Any], names: Names, language: str
) -> Iterator[Difference]:
    for column in COLUMNS:
        if column in to and was.get(column) != to[column]:
            before, after = (
                _value(column, value, names, language) for value in (was.get(column), to[column])
            )
            yield Difference(COLUMNS[column], before, after)


def _value(column: str, value: Any, names: Names, language: str) -> str:
    if value in (None, "", []):
        return pgettext("log", "empty")
    if isinstance(value, bool):
        return pgettext("log", "yes") if value else pgettext("log", "no")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return Truncator(_named(column, value, names, language)).chars(LONGEST)


def _named(column: str, value: Any, names: Names, language: str) -> str:
    match column:
        case "group_id":
            return names.groups.get(value, pgettext("log", "one that is gone"))
        case "service_id":
            return names.services.get(value, pgettext("log", "one that is gone"))
        case "language":
            return str(LANGUAGES.get(value, value))
        case "until_date":
            return wording.long_date(date.fromisoformat(value), language=language, with_year=True)
        case "day_sheet_at":
            return f"{time.fromisoformat(value):%H:%M}"
        case "kind" | "asks_phone" | "when_unknown" | "when_moved" | "when_deleted" | "style":
            return _word(value)
    return str(value)


def _word(value: str) -> str:
    return str(VALUES.get(value, value))


def _days(was: list[list[str]], to: list[list[str]], language: str) -> Iterator[Difference]:
    for number, (before, after) in enumerate(zip(was, to, strict=True)):
        if before != after:
            name = wording.weekday_name(A_MONDAY + timedelta(days=number), language)
            yield Difference(name, _windows(before), _windows(after))


def _day(entry: HistoryEntry, language: str) -> str:
    on_date = entry.facts.get("on_date")
    if on_date is None:
        return pgettext("log", "One day")
    return wording.long_date(date.fromisoformat(on_date), language=language, with_year=True)


def _windows(windows: list[str] | None) -> str:
    if windows is None:
        return pgettext("log", "as every week")
    return ", ".join(window.replace("-", "–") for window in windows) or pgettext("log", "closed")


def _people(skills: list[dict[str, Any]], names: Names) -> str:
    """Each with an own length, if there is one."""
    return ", ".join(map(str, (_able(skill, names) for skill in skills))) or pgettext("log", "nobody")


def _able(skill: dict[str, Any], names: Names) -> str:
    name = names.resources.get(skill["resource_id"], pgettext("log", "one that is gone"))
    if skill.get("duration_minutes") is None:
        return name
    return pgettext("log", "%(name)s (%(minutes)d min)") % {
        "name": name,
        "minutes": skill["duration_minutes"],
    }
