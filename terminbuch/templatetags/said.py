"""Times and lengths in templates: in the language and by the clock that are active while the page is made."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone, translation

from terminbuch import wording

register = template.Library()


def _language() -> str:
    return translation.get_language() or "en"


def _zone() -> ZoneInfo:
    zone = timezone.get_current_timezone()
    if not isinstance(zone, ZoneInfo):
        raise TypeError("times are shown by the clock of a named zone")
    return zone


@register.filter
def clock(instant: datetime) -> str:
    return wording.clock(instant, _zone(), _language())


@register.filter
def moment(instant: datetime, today: date | None = None) -> str:
    return wording.moment(instant, _zone(), _language(), today)


@register.simple_tag
def from_to(start: datetime, end: datetime) -> str:
    return wording.from_to(start, end, _zone(), _language())


@register.filter
def local_day(instant: datetime) -> date:
    """The day that the calendar shows at an instant."""
    return instant.astimezone(_zone()).date()


@register.filter
def long_date(day: date, today: date | None = None) -> str:
    return wording.long_date(day, language=_language(), today=today)


@register.filter
def medium_date(day: date, today: date | None = None) -> str:
    return wording.medium_date(day, _language(), today)


@register.filter
def month_name(day: date) -> str:
    return wording.month_name(day, _language())


@register.filter
def weekday_name(day: date) -> str:
    return wording.weekday_name(day, _language())
