"""Everything that was set, the latest first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from terminbuch.actions.rules.earlier import READERS
from terminbuch.actions.settings.undoing import may_be_taken_back, untouched
from terminbuch.models import HistoryEntry, Member
from terminbuch.queries.log import log as entries_of

from ..desk import show, voice
from ..door import for_business
from ..zones import home_zone
from .names import names_of
from .told import Told, told
from .words import TOPICS

PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Line:
    told: Told
    undo: str
    """The address, or nothing."""


@require_safe
@for_business
def log(request: HttpRequest, member: Member) -> HttpResponse:
    """``topic`` and ``page`` that mean nothing are the whole log and its first page."""
    topic = request.GET.get("topic", "")
    number = _number(request.GET.get("page", ""))
    page = entries_of(member.organisation_id, topic=topic, page=number)
    lines = _lines(member, page.entries)
    return show(
        request,
        member,
        "staff_pages/log/log.html",
        section="settings",
        lines=lines,
        topics=TOPICS,
        topic=topic if topic in TOPICS else "",
        newer=_query(topic, number - 1) if number > 1 else "",
        older=_query(topic, number + 1) if page.has_older else "",
    )


def _number(typed: str) -> int:
    return int(typed) if PAGE_NUMBER.fullmatch(typed) else 1


def _query(topic: str, page: int) -> str:
    return "?" + urlencode({"topic": topic if topic in TOPICS else "", "page": str(page)})


def _lines(member: Member, entries: Sequence[HistoryEntry]) -> list[Line]:
    names, zone = names_of(member.organisation_id, voice().language), home_zone(member)
    undoable = _undoable(entries, member.organisation_id)
    return [
        Line(told(entry, names, voice(), zone), _undo(entry, member) if entry.pk in undoable else "")
        for entry in entries
    ]


def _undo(entry: HistoryEntry, member: Member) -> str:
    return resolve_url("staff_pages:undo_setting", member.organisation.slug, entry.uid)


def _undoable(entries: Sequence[HistoryEntry], organisation_id: int) -> set[int]:
    """Of a rule only the latest change that is listed: its page looks whether it still stands."""
    latest: dict[str, int] = {}
    for entry in entries:
        if entry.what in READERS:
            whose = {name: value for name, value in entry.facts.items() if name.endswith(("_id", "_date"))}
            latest.setdefault(f"{entry.what} {sorted(whose.items())}", entry.pk)
    settings = [entry for entry in entries if may_be_taken_back(entry)]
    return {*latest.values(), *untouched(settings, organisation_id)}
