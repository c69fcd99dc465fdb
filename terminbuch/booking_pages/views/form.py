from __future__ import annotations

from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import HttpResponse

from terminbuch.actions import attempts, holding
from terminbuch.actions.refusals import AlreadyExtended, HoldEnded, NotOffered, Refusal, SlotTaken

from ..asked import Asked, asked_by
from ..choosing import prefilled
from ..closed_page import closed_page
from ..door import SeeOther, organisation_page, personal, read_or_write
from ..form_page import form_page, refused_form
from ..posts import visitor_address
from ..sending import send
from ..taken_page import taken
from ..visit import Visit


@read_or_write
@organisation_page
def form(visit: Visit, service: str) -> HttpResponse:
    """Who may we expect? Every button of the form keeps what was typed, but for leaving it."""
    asked = asked_by(visit, service)
    if asked is None:
        return SeeOther(visit.address("time", visit.organisation.slug, service, **prefilled(visit)))
    if visit.request.method != "POST":
        return personal(_begin(visit, asked))
    deed = DEEDS.get(visit.request.POST.get("do", ""), send)
    return personal(deed(visit, asked))


def _begin(visit: Visit, asked: Asked) -> HttpResponse:
    if not visit.organisation.is_open:
        return closed_page(visit)
    form = asked.form(visit, initial=prefilled(visit))
    if asked.hold or asked.is_still_free(visit):
        return form_page(visit, asked, form)
    return taken(visit, asked, form, SlotTaken())


def _extend(visit: Visit, asked: Asked) -> HttpResponse:
    """The time is kept once more as long. When it has just ended, the page says so."""
    form = asked.form(visit, initial=visit.request.POST)
    try:
        hold = holding.extend(asked.token, organisation_id=visit.organisation.pk, now=visit.now)
    except (HoldEnded, AlreadyExtended):
        return form_page(visit, asked, form)
    return form_page(visit, asked.kept_by(asked.token, hold), form)


def _hold_again(visit: Visit, asked: Asked) -> HttpResponse:
    form = asked.form(visit, initial=visit.request.POST)
    visitor = visitor_address(visit.request)
    try:
        attempts.count("hold", visitor, limit=settings.HOLDS_PER_VISITOR_HOUR, now=visit.now)
        held = holding.hold(asked.hold_request(visit), now=visit.now)
    except (SlotTaken, NotOffered) as refusal:
        return taken(visit, asked, form, refusal)
    except Refusal as refusal:
        return refused_form(visit, asked, form, refusal)
    return form_page(visit, asked.kept_by(held.token, held.hold), form)


def _leave(visit: Visit, asked: Asked) -> HttpResponse:
    """Another time is to be chosen: this one is free again at once."""
    holding.release(asked.token, organisation_id=visit.organisation.pk, now=visit.now)
    choice = asked.choice
    day = asked.starts_at.astimezone(choice.zone_for(visit)).date().isoformat()
    slugs = (visit.organisation.slug, choice.service.slug)
    return SeeOther(visit.address("time", *slugs, **choice.query, date=day))


def _change_answers(visit: Visit, asked: Asked) -> HttpResponse:
    """Back from the choice of times to what was typed."""
    return form_page(visit, asked, asked.form(visit, initial=visit.request.POST))


DEEDS: Mapping[str, Callable[[Visit, Asked], HttpResponse]] = {
    "change": _change_answers,
    "extend": _extend,
    "hold": _hold_again,
    "leave": _leave,
}
