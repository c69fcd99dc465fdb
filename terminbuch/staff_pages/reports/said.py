"""A report's numbers in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from terminbuch import wording
from terminbuch.queries.reports import Counted, OfResource, OfService, Report, Used
from terminbuch.queries.reports.period import A_WEEK

from ..said import Voice
from .plot import Plot, stacked

A_DAY = A_WEEK / 7


@dataclass(frozen=True, slots=True)
class Week:
    title: str
    counted: Counted


@dataclass(frozen=True, slots=True)
class Service:
    name: str
    whole: Counted
    hours: str
    share: str


@dataclass(frozen=True, slots=True)
class Resource:
    """``bars``: by week, x and height of 100; ``weeks`` are their words."""

    name: str
    percent: str
    width: int
    sentence: str
    bars: list[tuple[int, int]]
    weeks: list[str]


@dataclass(frozen=True, slots=True)
class Said:
    title: str
    is_empty: bool
    whole: Counted
    plot: Plot
    weeks: list[Week]
    heads: list[str]
    services: list[Service]
    resources: list[Resource]


def said(report: Report, voice: Voice) -> Said:
    mondays = list(report.weeks)
    bars = [_stack(counted) for counted in report.weeks.values()]
    heads = [_short(monday, voice) for monday in mondays]
    return Said(
        title=wording.dates_from_to(
            mondays[0], mondays[-1] + 6 * A_DAY, voice.language, voice.today(report.period.zone)
        ),
        is_empty=not (report.whole.booked or report.whole.cancelled),
        whole=report.whole,
        plot=stacked(bars, heads),
        weeks=[Week(_week(monday, voice), counted) for monday, counted in report.weeks.items()],
        heads=heads,
        services=[_service(each, report, voice) for each in report.services],
        resources=[_resource(each, voice) for each in report.resources],
    )


def _stack(counted: Counted) -> dict[str, int]:
    return {"came": counted.booked - counted.missed, "missed": counted.missed, "cancelled": counted.cancelled}


def _service(each: OfService, report: Report, voice: Voice) -> Service:
    share = round(100 * each.whole.minutes / report.whole.minutes) if report.whole.minutes else 0
    name = each.service.name(voice.language) if each.service else _("Without a service")
    return Service(name, each.whole, wording.length(each.whole.minutes, voice.language), _percent(share))


def _resource(each: OfResource, voice: Voice) -> Resource:
    there, used = (wording.length(minutes, voice.language) for minutes in (each.whole.there, each.whole.used))
    sentence = _("%(used)s of %(there)s") % {"used": used, "there": there} if each.whole.there else ""
    weeks = list(each.weeks.values())
    return Resource(
        name=each.resource.name,
        percent=_percent(each.whole.percent),
        width=each.whole.percent or 0,
        sentence=sentence,
        bars=[(at, week.percent or 0) for at, week in enumerate(weeks)],
        weeks=[_of_week(week) for week in weeks],
    )


def _of_week(week: Used) -> str:
    return _percent(week.percent)


def _percent(number: int | None) -> str:
    return "–" if number is None else _("%(number)d%%") % {"number": number}


def _short(monday: date, voice: Voice) -> str:
    return f"{monday:%d.%m.}" if voice.language == "de" else f"{monday.day} {monday:%b}"


def _week(monday: date, voice: Voice) -> str:
    return wording.dates_from_to(monday, monday + 6 * A_DAY, voice.language)
