"""Everything about one service on one page; each part of it is changed on a page of its own."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from terminbuch.actions import settings as deeds
from terminbuch.models import Member, Service
from terminbuch.queries.offer import bookings_to_come, needs_of, possible_somewhere, questions_of
from terminbuch.wording import slip_date

from ..desk import show, voice
from ..door import for_rule_makers
from .facts import Fact, asked, terms, texts, times
from .found import service_named
from .picture import picture


@dataclass(frozen=True, slots=True)
class Card:
    """``url`` is the name of the page on which it is changed."""

    url: str
    title: str
    link: str
    facts: list[Fact]


@require_safe
@for_rule_makers
def service(request: HttpRequest, member: Member, service: str) -> HttpResponse:
    row, said = service_named(member, service), voice()
    return show(
        request,
        member,
        "staff_pages/rules/service.html",
        section="services",
        service=row,
        name=row.name(said.language),
        seen=deeds.seen("service", row),
        trouble=_trouble(row),
        cards=_cards(row, said.language),
        picture=picture(row, said.language),
        coming=bookings_to_come(row, now=said.now),
    )


def _cards(service: Service, language: str) -> list[Card]:
    until = slip_date(service.until_date, language) if service.until_date else ""
    questions = [question.label(language) for question in questions_of(service)]
    return [
        Card(
            "staff_pages:service_looks", _("What customers read"), _("Change texts"),
            texts(service, language),
        ),
        Card("staff_pages:service_times", _("Times"), _("Change times"), times(service, language)),
        Card(
            "staff_pages:service_terms", _("Booking and changes"), _("Change booking rules"),
            terms(service, language, until),
        ),
        Card(
            "staff_pages:service_questions", _("What the form asks"), _("Change the form"),
            asked(service, questions),
        ),
    ]  # fmt: skip


def _trouble(service: Service) -> str:
    """Why it cannot be had at all; "" while it can. What is switched off troubles nobody."""
    if not service.is_active:
        return ""
    needs = needs_of(service)
    if not needs or not all(row.as_availability().candidates for row in needs):
        return _("Nobody can do this as it stands, so nobody can book it. Please say who can.")
    if not possible_somewhere(service, now=voice().now):
        return _(
            "It takes longer than those who can do it are there together at any time within 30 days,"
            " so nobody can book it. Please shorten it, or look at the opening hours."
        )
    return ""
