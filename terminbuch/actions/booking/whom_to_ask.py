"""Whose outside calendars are to be asked before a deed, and about which span: by the tables, without locks.

Where the deed will refuse anyway nobody is asked, and it is the deed that says why. For a business without
calendars that can be asked each costs one query.
"""

from __future__ import annotations

from datetime import datetime
from itertools import chain

from terminbuch import availability
from terminbuch.queries.busy_times import blocking_calendars
from terminbuch.queries.watched import is_anybody_watched
from terminbuch.queries.wish import Wish, able, candidates

from ..asking import Actor, BookingRequest, HandRequest, MoveRequest
from ..occupying import find_slot
from ..refusals import Refusal
from ..wishing import wish_to_move
from .booking import held_for, wish_of
from .editing import find, is_same_time
from .moving import found_to_move, times_of
from .occupied import Spans
from .wanted import wanted

NOBODY: Spans = {}
# So many at once are asked for one booking; of a larger pool the rest counts as not asked.
MOST = 12


def for_booking(request: BookingRequest, *, now: datetime) -> Spans:
    """Everybody who could serve; whoever is held for this visitor first. At most fifteen queries."""
    if not is_anybody_watched(request.organisation_id):
        return NOBODY
    held = held_for(request, now)
    try:
        return _could_serve(wish_of(request, held.hold), request.starts_at, {*held.resources}, now=now)
    except Refusal:
        return NOBODY


def for_move(request: MoveRequest, *, organisation_id: int, by: Actor, now: datetime) -> Spans:
    """Everybody who could serve then; whoever serves the booking now first. At most seventeen queries."""
    if not is_anybody_watched(organisation_id):
        return NOBODY
    try:
        booking = found_to_move(request)
        wish = wish_to_move(booking, resource_id=request.resource_id, by_staff=by.is_staff)
        held = {person.pk for person in times_of(booking).people}
        return _could_serve(wish, request.starts_at, held, now=now)
    except Refusal:
        return NOBODY


def _could_serve(wish: Wish, starts_at: datetime, held: set[int], *, now: datetime) -> Spans:
    requirements = candidates(wish)
    watched = {
        row.resource_id for row in blocking_calendars(wish.location.organisation_id, able(requirements))
    }
    if not watched:
        return NOBODY
    question, slot = find_slot(wish, starts_at, requirements, now=now)
    spans = availability.spans_at(question, slot.start)
    serving = sorted(watched & set(chain(*slot.resources)), key=lambda key: (key not in held, key))
    return {key: spans[key] for key in serving[:MOST]}


def for_hand(request: HandRequest, *, booking_id: int | None = None) -> Spans:
    """Those who were picked, where the booking does not stand there already. At most eleven queries."""
    if not is_anybody_watched(request.organisation_id):
        return NOBODY
    try:
        moving = find(request.organisation_id, booking_id) if booking_id is not None else None
        asked = wanted(request, moving=moving)
    except Refusal:
        return NOBODY
    if moving is not None and is_same_time(moving, asked, times_of(moving)):
        return NOBODY
    return dict.fromkeys(request.picks, asked.wish.occupied)
