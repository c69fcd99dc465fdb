from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from terminbuch import wording
from terminbuch.availability import Span
from terminbuch.models import Service, ServiceGroup
from terminbuch.queries import editions
from terminbuch.queries.offers import next_quarter
from terminbuch.queries.services import Group, online_services

from ..addresses import said
from ..choosing import prefilled
from ..closed_page import closed_page
from ..door import organisation_page
from ..enduring import enduring, lasting
from ..slip import Slip, open_line
from ..visit import Visit

SEARCHED_FROM = 8


@dataclass(frozen=True, slots=True)
class Offered:
    """A line of the price list."""

    name: str
    text: str
    price: str
    length: str
    address: str


@dataclass(frozen=True, slots=True)
class Section:
    heading: ServiceGroup | None
    services: list[Offered]


@require_safe
@enduring(editions.of_services)
@organisation_page
def services(visit: Visit) -> HttpResponse:
    """What can be booked, as a price list; from eight services on it can be searched."""
    if not visit.organisation.is_open:
        return closed_page(visit)
    groups = online_services(visit.organisation)
    words = visit.request.GET.get("q", "").strip()
    facts = {
        "groups": [
            Section(group.heading, [_offered(visit, service) for service in group.services])
            for group in _found(groups, words, visit.language)
        ],
        "is_searchable": sum(len(group.services) for group in groups) >= SEARCHED_FROM,
        "words": words,
        "kept": visit.kept(without={"month", "view", "start", "hold", "q"}),
        "all_services": visit.here(**_wishes(visit)),
        "slip": _slip(),
    }
    return lasting(visit.render("services.html", facts), Span(visit.now, next_quarter(visit.now)))


def _found(groups: list[Group], words: str, language: str) -> list[Group]:
    """The services in whose name, sentence or heading every word occurs."""
    wanted = words.casefold().split()
    found = (replace(group, services=_matching(group, wanted, language)) for group in groups)
    return [group for group in found if group.services]


def _matching(group: Group, wanted: list[str], language: str) -> tuple[Service, ...]:
    heading = group.heading.name(language) if group.heading else ""
    return tuple(
        service
        for service in group.services
        if all(
            word in f"{heading} {service.name(language)} {service.text(language)}".casefold()
            for word in wanted
        )
    )


def _offered(visit: Visit, service: Service) -> Offered:
    return Offered(
        name=service.name(visit.language),
        text=service.text(visit.language),
        price=service.price(visit.language),
        length=wording.length(service.duration_minutes, visit.language),
        address=visit.address("time", visit.organisation.slug, service.slug, **_wishes(visit)),
    )


def _wishes(visit: Visit) -> dict[str, str]:
    """What a link wished for goes along, whatever service is chosen."""
    return {**said(visit.request, ("with", "at", "date")), **prefilled(visit)}


def _slip() -> Slip:
    return Slip(
        lines=(open_line(_("Service"), is_step=True), open_line(_("With")), open_line(_("When"))),
        foot=_("Booked in three steps, without an account. The confirmation comes by e-mail."),
    )
