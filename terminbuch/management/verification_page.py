"""The dated page of a verification: one file, both languages, nothing to load from anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import translation

from terminbuch.models import Fault, Verification
from terminbuch.queries.verification.codes import UNSAFE, details, words
from terminbuch.queries.verification.kept import every_open_fault, zone_of
from terminbuch.queries.verification.saying import Said, said

KEEP = 400
LANGUAGES = ("de", "en")


@dataclass(frozen=True, slots=True)
class Line:
    """A fault in words."""

    whose: str
    title: str
    where: str
    is_unsafe: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The page in one language."""

    language: str
    said: Said
    lines: Sequence[Line]


def written(row: Verification) -> str:
    """As HTML."""
    return render_to_string("verification/page.html", {"row": row, "parts": list(_parts(row))})


def _parts(row: Verification) -> Iterator[Part]:
    faults = list(every_open_fault())
    zone = zone_of(None)
    for language in LANGUAGES:
        with translation.override(language):
            lines = [_line(fault, row, language, zone) for fault in faults]
            yield Part(language, said(row, language=language, zone=zone), lines)


def _line(fault: Fault, row: Verification, language: str, zone: ZoneInfo) -> Line:
    today = row.began_at.astimezone(zone).date()
    where = details(fault.facts, zone=zone, language=language, today=today)
    whose = fault.organisation.name if fault.organisation else ""
    return Line(whose, words(fault.code), where, fault.code in UNSAFE)


def in_english(fault: Fault, row: Verification) -> str:
    """In a line, as commands speak."""
    line = _line(fault, row, "en", zone_of(fault.organisation_id))
    where = ", ".join(part for part in (line.where, fault.facts.get("why")) if part)
    told = f"{line.title} ({where})" if where else line.title
    return ": ".join(part for part in (line.whose, told) if part)
