"""Who is away, who will be, and who was."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from terminbuch.models import Absence, Member
from terminbuch.queries import absences
from terminbuch.queries.absences import Listed

from ..desk import show, voice
from ..door import for_members
from .said import Line, line


@dataclass(frozen=True, slots=True)
class Part:
    """``may_change``: what is in it can still be shortened or withdrawn."""

    title: str | Promise
    lines: list[Line]
    may_change: bool


@require_safe
@for_members
def listing(request: HttpRequest, member: Member) -> HttpResponse:
    found = absences.listed(member, now=timezone.now())
    template = "staff_pages/absences/list.html"
    return show(request, member, template, section="absences", parts=parts(found, member))


def parts(found: Listed, member: Member) -> list[Part]:
    """Those in which there is something."""
    waiting = absences.open_cases([*found.running, *found.coming, *found.past])

    def lines(rows: list[Absence]) -> list[Line]:
        return [line(row, member, voice(), to_do=waiting.get(row.pk, 0)) for row in rows]

    every = [
        Part(pgettext_lazy("absences", "Running"), lines(found.running), may_change=True),
        Part(pgettext_lazy("absences", "Coming"), lines(found.coming), may_change=True),
        Part(pgettext_lazy("absences", "Over"), lines(found.past), may_change=False),
        Part(pgettext_lazy("absences", "Withdrawn"), lines(found.withdrawn), may_change=False),
    ]
    return [part for part in every if part.lines]
