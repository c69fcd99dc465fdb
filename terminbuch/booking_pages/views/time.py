from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from terminbuch.actions import attempts, holding
from terminbuch.actions.refusals import Refusal
from terminbuch.models import Resource
from terminbuch.queries import editions

from ..asked import Asked
from ..choosing import Choice, choice_of, prefilled
from ..closed_page import closed_page
from ..door import SeeOther, organisation_page, read_or_write
from ..enduring import enduring
from ..posts import visitor_address
from ..refused import because, time_refused
from ..search import Search
from ..slip import Slip, open_line, people_line, service_line
from ..starts import parsed_choice
from ..times_page import times_page
from ..visit import Visit
from ..wordings import until_before


@read_or_write
@enduring(editions.of_times)
@organisation_page
def time(visit: Visit, service: str) -> HttpResponse:
    """When suits you? A press on a time is a POST that keeps it and leads to the form."""
    choice = choice_of(visit, service)
    return _keep(visit, choice) if visit.request.method == "POST" else _page(visit, choice)


def _keep(visit: Visit, choice: Choice) -> HttpResponse:
    start, who = parsed_choice(visit.request.POST.get("start", ""))
    asked = Asked(choice.having(who), start)
    try:
        visitor = visitor_address(visit.request)
        attempts.count("hold", visitor, limit=settings.HOLDS_PER_VISITOR_HOUR, now=visit.now)
        held = holding.hold(asked.hold_request(visit), now=visit.now)
    except Refusal as refusal:
        refused = time_refused(refusal, start, choice.zone_for(visit), visit.language)
        return because(refusal.code, _page(visit, choice, status=refusal.status, refused=refused))
    query = asked.kept_by(held.token, held.hold).query(visit)
    return SeeOther(
        visit.address("form", visit.organisation.slug, choice.service.slug, **query, **prefilled(visit))
    )


def _page(visit: Visit, choice: Choice, *, status: int = 200, **facts: Any) -> HttpResponse:
    if not visit.organisation.is_open:
        return closed_page(visit, status=status)
    wishes = {**choice.query, **prefilled(visit)}

    def here(**query: str) -> str:
        return visit.here(**{**wishes, **query})

    search = Search(choice.wish, choice.zone_for(visit), visit.language, visit.now, visit.request.GET, here)
    about = {
        "slip": _slip(visit, choice),
        "people": _people(choice, here),
        "places": [(place, here(at=place.slug), place == choice.location) for place in choice.locations],
        **facts,
    }
    return times_page(visit, search, about, status=status)


def _people(choice: Choice, here: Callable[..., str]) -> list[tuple[Resource | None, str, bool]]:
    """Whom one may choose, each with its address; the first is anybody."""
    if not choice.choosable:
        return []
    choices = (None, *choice.choosable)
    return [(each, here(**{"with": each.slug if each else ""}), each == choice.resource) for each in choices]


def _slip(visit: Visit, choice: Choice) -> Slip:
    change = visit.address("services", visit.organisation.slug, **choice.query, **prefilled(visit))
    what = service_line(choice.service, visit.language, change=change)
    who = choice.resource.name if choice.resource else _("Whoever is free")
    people = (people_line([who]),) if choice.choosable else ()
    return Slip(
        lines=(what, *people, open_line(_("When"), is_step=True)),
        foot=until_before(choice.service.cut_off_minutes, visit.language),
    )
