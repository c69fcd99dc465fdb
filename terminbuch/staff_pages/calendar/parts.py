"""When nobody is there: closed times, absences and what stands in connected calendars, a part per day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.shortcuts import resolve_url
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from terminbuch import availability
from terminbuch.models import Resource
from terminbuch.queries.diary import Away, Busy, Diary

from . import words
from .clocks import WALL, WallSpan, by_day, short_clock
from .look import Look

type Json = dict[str, Any]


def closed(diary: Diary, look: Look, key: int, slug: str) -> Iterator[Json]:
    """What lies between the open times; between two of one day it is a break."""
    whole = diary.asked.span
    opened = diary.opened.get(key, ())
    edges = [whole.start, *(edge for span in opened for edge in (span.start, span.end)), whole.end]
    for shuts, opens in zip(edges[::2], edges[1::2], strict=True):
        for part in by_day(availability.Span(shuts, opens), look.zone, look.first, look.last):
            is_break = not part.is_from_midnight and not part.is_to_midnight
            yield _part(slug, part) | {"said": _("break") if is_break else _("closed")}


def away(row: Away, slug: str, diary: Diary, look: Look) -> Iterator[Json]:
    word = words.away(row.kind, row.resource_id, diary.asked.member)
    for part in by_day(row.within(diary.asked.span), look.zone, look.first, look.last):
        yield _part(slug, part) | {"key": row.key, "said": how_long(word, part)}


def busy(row: Busy, resource: Resource, diary: Diary, look: Look) -> Iterator[Json]:
    """Each leads to how old that knowledge is, and to what else blocks then."""
    member = diary.asked.member
    page, word = resolve_url("staff_pages:what_blocks", member.organisation.slug), words.busy(row, member)
    for part in by_day(row.span, look.zone, look.first, look.last):
        asked = {"resource": str(resource.uid), "on": f"{part.opens:%Y-%m-%d}", "at": f"{part.opens:%H:%M}"}
        leads = {"key": row.key, "said": how_long(word, part), "href": f"{page}?{urlencode(asked)}"}
        yield _part(resource.slug, part) | leads


def how_long(word: str, part: WallSpan) -> str:
    """ "Urlaub", "Urlaub ab 15 Uhr", "Urlaub bis 12 Uhr", "Urlaub 10 bis 12 Uhr"."""
    if part.is_from_midnight and part.is_to_midnight:
        return word
    if part.is_to_midnight:
        return _("%(what)s from %(time)s") % {"what": word, "time": short_clock(part.opens)}
    if part.is_from_midnight:
        return _("%(what)s until %(time)s") % {"what": word, "time": short_clock(part.closes)}
    return f"{word} {part.said}"


def _part(slug: str, part: WallSpan) -> Json:
    return {"resource": slug, "from": part.opens.strftime(WALL), "to": part.closes.strftime(WALL)}
