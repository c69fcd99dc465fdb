"""Whose calendars are connected, and how it stands with each."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from terminbuch.models import CalendarConnection, Member, Resource
from terminbuch.queries import connections

from ..desk import show, voice
from ..said import Voice
from .access import for_connecting
from .words import KINDS, Line, Words, line


@dataclass(frozen=True, slots=True)
class Account:
    connection: CalendarConnection
    kind: Words
    lines: list[Line]
    unused: int
    """How many of its calendars are used for nothing; they are not listed."""


@dataclass(frozen=True, slots=True)
class Diary:
    """``lacks`` say what nobody chose yet, where something is connected."""

    resource: Resource
    accounts: list[Account]
    blocks_none: bool
    receives_none: bool


@require_safe
@for_connecting
def calendars(request: HttpRequest, member: Member) -> HttpResponse:
    diaries = [_diary(diary, voice()) for diary in connections.diaries(member)]
    template = "staff_pages/calendars/list.html"
    return show(request, member, template, section="settings", diaries=diaries)


def _diary(diary: connections.Diary, said: Voice) -> Diary:
    return Diary(
        diary.resource,
        [_account(connection, said) for connection in diary.connections],
        blocks_none=not diary.blocking,
        receives_none=diary.receiving is None,
    )


def _account(connection: CalendarConnection, said: Voice) -> Account:
    every = list(connection.calendars.all())
    used = [line(calendar, said) for calendar in every if calendar.blocks or calendar.receives]
    return Account(connection, KINDS[connection.kind], used, len(every) - len(used))
