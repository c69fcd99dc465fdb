"""The rule that held before an entry of the log, as a change: it is looked at and saved as any other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from terminbuch.availability import Window
from terminbuch.models import Disruption, HistoryEntry
from terminbuch.queries.preview import (
    ExceptionChange,
    HoursChange,
    RuleChange,
    Skill,
    SkillsChange,
    Times,
    TimesChange,
    Windows,
)

from ..asking import Actor
from .hours import set_exception, set_weekly_hours
from .of_a_service import change_service_times, set_candidates
from .refusals import BuiltUpon
from .saving import Saving, plain


def earlier(entry: HistoryEntry) -> RuleChange:
    """Raises BuiltUpon when the rule is no longer as this entry left it, or what it was about is gone."""
    try:
        change = READERS[entry.what](entry.organisation_id, entry.facts)
        is_untouched = plain(change.stored()) == entry.facts["to"]
    except (ObjectDoesNotExist, KeyError, ValueError):
        raise BuiltUpon from None
    if not is_untouched:
        raise BuiltUpon
    return change


def bring_back(change: RuleChange, saving: Saving, *, by: Actor, now: datetime) -> Disruption | None:
    """Returns and raises what the deed of that rule does."""
    deed: Callable[..., Disruption | None] = DEEDS[change.what]
    return deed(change, saving, by=by, now=now)


def _hours(organisation_id: int, facts: Mapping[str, Any]) -> RuleChange:
    week = tuple(_windows(day) for day in facts["was"])
    return HoursChange(organisation_id, facts["resource_id"], facts["location_id"], week=week)


def _exception(organisation_id: int, facts: Mapping[str, Any]) -> RuleChange:
    return ExceptionChange(
        organisation_id,
        facts["resource_id"],
        facts["location_id"],
        on_date=date.fromisoformat(facts["on_date"]),
        windows=None if facts["was"] is None else _windows(facts["was"]),
    )


def _times(organisation_id: int, facts: Mapping[str, Any]) -> RuleChange:
    return TimesChange(organisation_id, service_id=facts["service_id"], times=Times(**facts["was"]))


def _skills(organisation_id: int, facts: Mapping[str, Any]) -> RuleChange:
    skills = tuple(Skill(**skill) for skill in facts["was"])
    return SkillsChange(organisation_id, requirement_id=facts["requirement_id"], skills=skills)


def _windows(written: list[str]) -> Windows:
    """As ``saving.plain`` wrote them: "09:00-12:00"."""
    pairs = (window.split("-") for window in written)
    return tuple(Window(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in pairs)


READERS: dict[str, Callable[[int, Mapping[str, Any]], RuleChange]] = {
    "hours_changed": _hours,
    "exception_changed": _exception,
    "service_changed": _times,
    "skills_changed": _skills,
}
DEEDS: dict[str, Callable[..., Disruption | None]] = {
    HoursChange.what: set_weekly_hours,
    ExceptionChange.what: set_exception,
    TimesChange.what: change_service_times,
    SkillsChange.what: set_candidates,
}
