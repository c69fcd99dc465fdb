"""Staff says something else than the plan: keep the time with somebody, offer other times, phone, cancel."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions import assistant
from terminbuch.actions.assistant import Choice
from terminbuch.actions.refusals import NotYours, Refusal
from terminbuch.models import Case, Member
from terminbuch.queries import possible
from terminbuch.queries.plan import OfferedTime, Pick
from terminbuch.queries.possible import Possibilities

from ..absences.versions import version_of
from ..decisions import acting
from ..desk import show, voice
from ..door import for_deciders
from ..windows.answers import go
from .names import joined
from .spelled import read_picks, read_time, spelled_picks, spelled_time
from .steps import case_found
from .times import brief

MOST = 3


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    words: str
    is_chosen: bool


class Unreadable(Exception):
    """What was sent is no choice; the argument says what to do."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def choose(request: HttpRequest, member: Member, case: uuid.UUID) -> HttpResponse:
    row = case_found(member, case)
    if request.method != "POST":
        return _window(request, member, row)
    try:
        assistant.choose(
            row.uid, organisation_id=member.organisation_id, choice=_choice(request, row),
            version=version_of(request), by=acting(member), now=timezone.now(),
        )  # fmt: skip
    except Unreadable as trouble:
        return _window(request, member, row, sentence=str(trouble), status=422)
    except NotYours:
        return _window(request, member, row, sentence=_("Please choose one of these."), status=422)
    except Refusal as refusal:
        fresh = case_found(member, case)
        return _window(request, member, fresh, sentence=str(refusal.sentence), status=refusal.status)
    return go(request, resolve_url("staff_pages:board", member.organisation.slug, row.disruption.uid))


def _choice(request: HttpRequest, case: Case) -> Choice:
    """Raises Unreadable."""
    kind, _colon, rest = request.POST.get("do", "").partition(":")
    try:
        if kind == "keep":
            return Choice("keep", picks=read_picks(rest))
        if kind == "offer":
            return Choice("offer", times=_times(request, case))
    except ValueError:
        raise Unreadable(_("Please choose one of these.")) from None
    if kind == "phone":
        return Choice("phone")
    if kind == "cancel":
        return Choice("cancel")
    raise Unreadable(_("Please choose one of these."))


def _times(request: HttpRequest, case: Case) -> tuple[OfferedTime, ...]:
    """Raises Unreadable, ValueError."""
    typed = request.POST.getlist("time")
    if not 1 <= len(typed) <= MOST:
        raise Unreadable(_("Please tick one to three times."))
    found = [read_time(text, case.booking.duration) for text in typed]
    return tuple(sorted(found, key=lambda time: time.starts_at))


def _window(
    request: HttpRequest, member: Member, case: Case, *, sentence: str = "", status: int = 200
) -> HttpResponse:
    ways = possible.possibilities(case, now=timezone.now())
    plan = possible.chosen(case)
    facts = {
        "case": case,
        "who": voice().who(case.booking),
        "what": voice().service(case.booking),
        "when": brief(case.was_starts_at, voice(), case.booking.location.zone),
        "kind": plan.kind,
        "keeps": [_keep(picks, ways, chosen=plan.picks) for picks in ways.keeps],
        "times": [_time(time, ways, case, chosen=plan.times) for time in ways.times],
        "refused": sentence,
    }
    template = "staff_pages/board/choose.html"
    return show(request, member, template, section="tasks", status=status, **facts)


def _keep(picks: tuple[Pick, ...], ways: Possibilities, *, chosen: tuple[Pick, ...]) -> Option:
    return Option(f"keep:{spelled_picks(picks)}", _people(picks, ways), is_chosen=set(picks) == set(chosen))


def _time(time: OfferedTime, ways: Possibilities, case: Case, *, chosen: tuple[OfferedTime, ...]) -> Option:
    words = brief(time.starts_at, voice(), case.booking.location.zone)
    is_chosen = any(each.starts_at == time.starts_at for each in chosen)
    return Option(spelled_time(time), f"{words}, {_people(time.picks, ways)}", is_chosen)


def _people(picks: tuple[Pick, ...], ways: Possibilities) -> str:
    return joined([ways.resources[str(pick.resource)].name for pick in picks])
