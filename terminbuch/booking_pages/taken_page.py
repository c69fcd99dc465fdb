"""The time is gone: the nearest free ones as choices, what was typed below, one button finishes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpResponse

from terminbuch import wording
from terminbuch.actions.refusals import Refusal, TakenOutside
from terminbuch.queries import offers
from terminbuch.queries.wish import Wish

from .asked import Asked
from .form_page import request_key, what_and_who
from .forms import BookingForm
from .refused import because, time_refused
from .slip import Slip, gone_line
from .starts import spelled_choice
from .visit import Visit


@dataclass(frozen=True, slots=True)
class Option:
    """``value`` names start and person; ``who`` is "" where the business decides."""

    value: str
    clock: str
    day: str
    who: str


def taken(visit: Visit, asked: Asked, form: BookingForm, refusal: Refusal) -> HttpResponse:
    """A form that was filled in needs only another time; one that was not goes on to be filled in."""
    choice, zone = asked.choice, asked.choice.zone_for(visit)
    day = asked.starts_at.astimezone(zone).date().isoformat()
    gone = gone_line(asked.starts_at, zone, visit.language)
    facts = {
        "refused": time_refused(refusal, asked.starts_at, zone, visit.language),
        "options": nearest_options(
            visit,
            choice.wish,
            asked.starts_at,
            zone,
            names_people=bool(choice.choosable),
            without=gone_outside(refusal, asked.starts_at),
        ),
        "service": choice.service,
        "form": form,
        "key": request_key(visit),
        "action": visit.here(**{**asked.query(visit), "hold": ""}),
        "all_times": visit.address(
            "time", visit.organisation.slug, choice.service.slug, **choice.query, date=day
        ),
        "slip": Slip(lines=(*what_and_who(visit, asked), gone)),
    }
    page = visit.render("taken.html", facts, zone=zone, status=refusal.status)
    return because(refusal.code, page)


def gone_outside(refusal: Refusal, start: datetime) -> datetime | None:
    """The time that an outside calendar has taken, which our copy of it still believes to be free."""
    return start if isinstance(refusal, TakenOutside) else None


def nearest_options(
    visit: Visit,
    wish: Wish,
    around: datetime,
    zone: ZoneInfo,
    *,
    names_people: bool,
    without: datetime | None = None,
) -> list[Option]:
    """Same person later, same time with another, earlier, next day. A person is named only to be chosen.

    Where nobody is to be chosen, only times with the person of the wish are left.
    """
    nearest = offers.nearest(wish, around=around, now=visit.now)
    return [
        Option(
            value=spelled_choice(each.start, zone, _who(each, wish) if names_people else ""),
            clock=wording.clock(each.start, zone, visit.language),
            day=wording.medium_date(each.start.astimezone(zone).date(), visit.language, visit.today(zone)),
            who=each.resource.name if each.resource and names_people else "",
        )
        for each in nearest
        if each.start != without and (names_people or wish.resource in {None, each.resource})
    ]


def _who(alternative: offers.Alternative, wish: Wish) -> str:
    """Whoever asked for anybody goes on doing so."""
    return alternative.resource.slug if alternative.resource and wish.resource else ""
