from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from terminbuch.actions import keys
from terminbuch.actions.asking import LINK_HOLDER, MoveRequest
from terminbuch.actions.refusals import CalendarSilent, NotOffered, OverlapsOwnTime, Refusal, SlotTaken
from terminbuch.actions.wishing import wish_to_move
from terminbuch.calendars.booking import reschedule
from terminbuch.models import Booking
from terminbuch.queries import changing
from terminbuch.queries.wish import Wish

from ..door import SeeOther, booking_page, read_or_write
from ..manage_page import addresses, appointment_page, refused_change, token_of, zone_of
from ..refused import because, time_refused
from ..search import Search
from ..slip import Leaf, Line, Slip, old_time_line, open_line, people_line, place_line, service_line
from ..starts import parsed_start, spelled_start
from ..taken_page import gone_outside, nearest_options
from ..times_page import times_page
from ..visit import Visit
from ..wordings import until_before


@read_or_write
@booking_page
def move(visit: Visit, booking: Booking) -> HttpResponse:
    """A new time for the same service: choose, confirm, done. Nothing has to be typed."""
    try:
        wish = wish_to_move(booking, resource_id=None, by_staff=False)
    except Refusal as refusal:
        return refused_change(visit, booking, refusal)
    if visit.request.method == "POST":
        return _decide(visit, booking, wish, visit.request.POST.get("start", ""))
    if not changing.may_be_changed(booking, now=visit.now):
        return SeeOther(visit.address("manage", token_of(visit)))
    if "start" in visit.request.GET:
        return _confirm(visit, booking, wish, parsed_start(visit.request.GET["start"]))
    return _choose(visit, booking, wish)


def _choose(visit: Visit, booking: Booking, wish: Wish) -> HttpResponse:
    zone = zone_of(visit, booking)
    search = Search(
        wish, zone, visit.language, visit.now, visit.request.GET, visit.here, without=booking.starts_at
    )
    old = old_time_line(booking.starts_at, zone, visit.language)
    until = until_before(wish.service.cut_off_minutes, visit.language)
    slip = Slip((*_what_and_who(visit, wish), old, open_line(_("New"), is_step=True)), foot=until)
    return times_page(visit, search, {"slip": slip, "moving": booking, **addresses(visit)})


def _confirm(
    visit: Visit, booking: Booking, wish: Wish, start: datetime, *, refusal: Refusal | None = None
) -> HttpResponse:
    zone = zone_of(visit, booking)
    old = old_time_line(booking.starts_at, zone, visit.language)
    slip = Slip(
        lines=(old, *_what_and_who(visit, wish), place_line(booking.location)),
        leaf=Leaf(start, start + booking.duration),
    )
    facts: dict[str, Any] = {
        "slip": slip,
        "start": spelled_start(start, zone),
        "key": keys.new_key(),
        "waits": wish.waits_for_approval,
        "other_time": visit.here(date=start.astimezone(zone).date().isoformat()),
        "action": visit.here(),
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return appointment_page(visit, "confirm_move.html", booking, status=status, **facts)


def _decide(visit: Visit, booking: Booking, wish: Wish, start: str) -> HttpResponse:
    """A press on a time leads to the page that asks; the button there brings a key, and moves."""
    starts_at, key = parsed_start(start), visit.request.POST.get("key", "")
    if not keys.is_ours(key):
        return SeeOther(visit.here(start=start))
    request = MoveRequest(booking.pk, starts_at, None, zone_of(visit, booking).key, key)
    try:
        reschedule(request, organisation_id=booking.organisation_id, by=LINK_HOLDER, now=visit.now)
    except (SlotTaken, NotOffered, OverlapsOwnTime) as refusal:
        return _taken(visit, booking, wish, starts_at, refusal)
    except CalendarSilent as refusal:
        page = _confirm(visit, booking, wish, starts_at, refusal=refusal)
        return because(refusal.code, page)
    except Refusal as refusal:
        return refused_change(visit, booking, refusal)
    return SeeOther(visit.address("moved", token_of(visit)))


def _taken(visit: Visit, booking: Booking, wish: Wish, start: datetime, refusal: Refusal) -> HttpResponse:
    """The old booking is untouched; the nearest times are one press away."""
    zone = zone_of(visit, booking)
    facts: dict[str, Any] = {
        "refused": time_refused(refusal, start, zone, visit.language),
        "options": nearest_options(
            visit, wish, start, zone, names_people=False, without=gone_outside(refusal, start)
        ),
        "key": keys.new_key(),
        "action": visit.here(),
        "all_times": visit.here(date=start.astimezone(zone).date().isoformat()),
    }
    page = appointment_page(visit, "move_taken.html", booking, status=refusal.status, **facts)
    return because(refusal.code, page)


def _what_and_who(visit: Visit, wish: Wish) -> tuple[Line, ...]:
    people = (people_line([wish.resource.name]),) if wish.resource else ()
    return (service_line(wish.service, visit.language), *people)
