"""The diary as JSON for the grid: by the clocks of the location, in the words of the reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from terminbuch import availability, wording
from terminbuch.queries.diary import Diary, Entry

from ..said import Voice
from . import parts, words
from .clocks import drawn_hours, wall
from .columns import columns
from .look import Look

type Json = dict[str, Any]


def feed(diary: Diary, look: Look, voice: Voice) -> Json:
    people = {row.pk: row for row in diary.resources}
    slugs = {key: row.slug for key, row in people.items()}
    hours = drawn_hours(_drawn(diary), look.zone)
    return {
        "hours": [f"{hour:02}:00" for hour in hours],
        "offset": _offset(voice, look),
        "columns": [
            {"uid": each.uid, "slug": each.slug, "name": each.name, "kind": each.kind, "text": each.text}
            for each in columns(diary, look)
        ],
        "entries": [_entry(entry, slugs[entry.resource_id], look, voice) for entry in diary.entries],
        "closed": [each for key, slug in slugs.items() for each in parts.closed(diary, look, key, slug)],
        "away": [each for row in diary.away for each in parts.away(row, slugs[row.resource_id], diary, look)],
        "elsewhere": [
            each for row in diary.busy for each in parts.busy(row, people[row.resource_id], diary, look)
        ],
    }


def _drawn(diary: Diary) -> Iterator[availability.Span]:
    yield from (span for spans in diary.opened.values() for span in spans)
    whole = diary.asked.span
    for entry in diary.entries:
        yield availability.Span(max(entry.occupied.start, whole.start), min(entry.occupied.end, whole.end))


def _offset(voice: Voice, look: Look) -> str:
    """Of the location's clocks now, as "+01:00"."""
    return voice.now.astimezone(look.zone).isoformat()[-6:]


def _entry(entry: Entry, slug: str, look: Look, voice: Voice) -> Json:
    until = wording.clock(entry.until, look.zone, voice.language) if entry.until else ""
    found = {
        "key": entry.key,
        "resource": slug,
        "kind": entry.kind,
        "from": wall(entry.span.start, look.zone),
        "to": wall(entry.span.end, look.zone),
        "who": words.who(entry),
        "what": words.what(entry, voice, until),
        "sign": words.sign(entry),
    }
    if entry.occupied != entry.span:
        found |= {"busy": [wall(entry.occupied.start, look.zone), wall(entry.occupied.end, look.zone)]}
    if entry.uid is not None:
        found |= {"uid": str(entry.uid), "version": entry.version}
    return found
