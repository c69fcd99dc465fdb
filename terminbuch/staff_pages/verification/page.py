"""For owners: the last verification in full, and a line for each one before it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from terminbuch.models import Fault, Member, VerifiedOrganisation
from terminbuch.queries.verification.codes import UNSAFE, details, words
from terminbuch.queries.verification.kept import is_news, open_faults, verified, zone_of
from terminbuch.queries.verification.saying import Said, said

from ..desk import show, voice
from ..door import for_owners
from ..marks import Mark

SHOWN = 30
MARKS = {
    "good": Mark("good", "check", pgettext_lazy("verification", "Clean")),
    "warn": Mark("warn", "warning", pgettext_lazy("verification", "Faults")),
    "bad": Mark("bad", "warning", pgettext_lazy("verification", "Not safe")),
}
SIGNS = {"good": "safe", "warn": "warning", "bad": "warning"}


@dataclass(frozen=True, slots=True)
class Line:
    """One verification in a line of the list."""

    uid: uuid.UUID
    said: Said
    mark: Mark
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A fault that is open now."""

    mark: Mark
    words: str
    where: str
    since: str


@require_safe
@for_owners
def verification(request: HttpRequest, member: Member) -> HttpResponse:
    rows = list(verified(member.organisation)[:SHOWN])
    lines = [_line(row, member) for row in rows]
    return show(
        request,
        member,
        "staff_pages/verification/verification.html",
        section="health",
        last=lines[0] if lines else None,
        sign=SIGNS[lines[0].said.kind] if lines else "info",
        is_old=bool(rows) and not is_news(rows[0].verification, voice().now),
        faults=_sentences(member),
        lines=lines,
    )


@require_safe
@for_owners
def one(request: HttpRequest, member: Member, verification: uuid.UUID) -> HttpResponse:
    """As it was then. What it found is named while it lasts only: see the page before."""
    row = verified(member.organisation).filter(verification__uid=verification).first()
    if row is None:
        raise Http404
    line = _line(row, member)
    template = "staff_pages/verification/one.html"
    return show(request, member, template, section="health", line=line, sign=SIGNS[line.said.kind])


def _line(row: VerifiedOrganisation, member: Member) -> Line:
    zone = zone_of(member.organisation_id)
    found = said(row.verification, row, language=voice().language, zone=zone)
    return Line(row.verification.uid, found, MARKS[found.kind], row.verification.is_whole)


def _sentences(member: Member) -> Sequence[Sentence]:
    return [_sentence(fault, member) for fault in open_faults(member.organisation)]


def _sentence(fault: Fault, member: Member) -> Sentence:
    spoken, zone = voice(), zone_of(member.organisation_id)
    today = spoken.now.astimezone(zone).date()
    where = details(fault.facts, zone=zone, language=spoken.language, today=today)
    mark = MARKS["bad" if fault.code in UNSAFE else "warn"]
    return Sentence(mark, words(fault.code), where, spoken.moment(fault.found_at, zone))
