"""A sheet's days in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from terminbuch import availability, wording
from terminbuch.queries.day_sheet import SheetDay, SheetLine, SheetPart

from ..said import Voice

KINDS: dict[str, str | Promise] = {
    "booking": "",
    "pending": gettext_lazy("Request, not yet confirmed"),
    "wish": pgettext_lazy("day sheet", "Wishes to come at this time instead"),
}


@dataclass(frozen=True, slots=True)
class Line:
    time: str
    who: str
    phone: str
    what: str
    notes: list[str]


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    opened: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Day:
    title: str
    parts: list[Part]


def said(days: Iterable[SheetDay], zone: ZoneInfo, voice: Voice) -> list[Day]:
    return [_day(day, zone, voice) for day in days]


def _day(day: SheetDay, zone: ZoneInfo, voice: Voice) -> Day:
    title = wording.long_date(day.day, language=voice.language, today=voice.today(zone))
    return Day(title, [_part(part, zone, voice) for part in day.parts])


def _part(part: SheetPart, zone: ZoneInfo, voice: Voice) -> Part:
    opened = ", ".join(_from_to(span, zone, voice) for span in part.opened)
    return Part(part.resource.name, opened, [_line(line, zone, voice) for line in part.lines])


def _line(line: SheetLine, zone: ZoneInfo, voice: Voice) -> Line:
    what = line.service.name(voice.language) if line.service else ""
    with_whom = _("with %(names)s") % {"names": ", ".join(line.others)} if line.others else ""
    return Line(
        time=_from_to(line.span, zone, voice),
        who=line.who or (_("Without customer") if line.service else _("Blocked")),
        phone=line.phone,
        what=what,
        notes=[str(each) for each in (KINDS[line.kind], with_whom, line.note) if each],
    )


def _from_to(span: availability.Span, zone: ZoneInfo, voice: Voice) -> str:
    return wording.from_to(span.start, span.end, zone, voice.language)
