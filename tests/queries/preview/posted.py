"""Rules as short texts, and changes of the salon's."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from terminbuch.availability import Window
from terminbuch.models import Requirement, Service
from terminbuch.queries.preview import (
    ExceptionChange,
    HoursChange,
    Skill,
    SkillsChange,
    Times,
    TimesChange,
    Week,
    Windows,
    times_of,
)
from tests.builders import Salon

NINE_TO_FIVE = "09:00-17:00"


def windows(posted: str) -> Windows:
    """ "09:00-12:00 13:00-18:00"."""
    return tuple(_window(*text.split("-")) for text in posted.split())


def _window(opens: str, closes: str) -> Window:
    return Window(time.fromisoformat(opens), time.fromisoformat(closes))


def week(monday: str = NINE_TO_FIVE, tuesday: str = NINE_TO_FIVE, **days: str) -> Week:
    """As the salon's people have it, Monday to Friday from nine to five, but for the days named."""
    names = ("wednesday", "thursday", "friday", "saturday", "sunday")
    usual = dict.fromkeys(names[:3], NINE_TO_FIVE) | dict.fromkeys(names[3:], "")
    return tuple(map(windows, (monday, tuesday, *(usual | days).values())))


def hours(salon: Salon, posted: Week) -> HoursChange:
    """Ben's."""
    return HoursChange(salon.organisation.pk, salon.ben.pk, salon.location.pk, week=posted)


def exception(salon: Salon, on_date: date, posted: str | None) -> ExceptionChange:
    """Ben's."""
    own = None if posted is None else windows(posted)
    return ExceptionChange(
        salon.organisation.pk, salon.ben.pk, salon.location.pk, on_date=on_date, windows=own
    )


def times(service: Service, **fields: Any) -> TimesChange:
    """The service's own but for these."""
    own = {field: getattr(times_of(service), field) for field in Times.__slots__}
    return TimesChange(service.organisation_id, service_id=service.pk, times=Times(**own | fields))


def skills(service: Service, *able: Skill) -> SkillsChange:
    """Of its first requirement."""
    requirement = Requirement.objects.of(service.organisation_id).filter(service=service)[0]
    return SkillsChange(service.organisation_id, requirement_id=requirement.pk, skills=able)
