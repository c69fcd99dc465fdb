"""Why it was not saved, and what can be done next. Everything typed stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terminbuch import wording
from terminbuch.actions.refusals import (
    ChangedMeanwhile,
    InTheWay,
    KeyReused,
    NeedsOverride,
    NoRightToOverride,
    Refusal,
)
from terminbuch.models import Booking
from terminbuch.queries import bookings, by_hand, entering
from terminbuch.queries.by_hand import HandWish
from terminbuch.queries.in_the_way import Concern, Obstacle

from ..desk import voice
from ..said import Voice
from .difference import stands
from .draft import Draft
from .reasons import doubt

BLOCKED_BY: dict[str, str | Promise] = {
    "booking": gettext_lazy("%(name)s already has a booking at %(clock)s."),
    "pending": gettext_lazy("%(name)s already has a request at %(clock)s."),
    "wish": gettext_lazy("%(name)s already has a request at %(clock)s."),
    "offer": gettext_lazy("%(name)s is kept for a customer at %(clock)s."),
    "hold": gettext_lazy("Somebody is just booking %(name)s online at %(clock)s."),
}


@dataclass(frozen=True, slots=True)
class FreeTime:
    """``value`` is sent to take it over into the fields."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """``in_the_way`` are bookings to look at, ``versions`` how it stands and what was wanted instead."""

    sentences: list[str]
    advice: list[str] = field(default_factory=list)
    in_the_way: list[Booking] = field(default_factory=list)
    times: list[FreeTime] = field(default_factory=list)
    may_override: bool = False
    versions: tuple[str, str] | None = None
    made: Booking | None = None


def trouble(refusal: Refusal, draft: Draft, *, now: datetime) -> Trouble:
    match refusal:
        case InTheWay() if draft.wish:
            return _in_the_way(refusal.obstacles, draft, draft.wish, now=now)
        case NoRightToOverride() if draft.wish:
            return Trouble(_doubts(refusal.concerns, draft.wish), [_whom_to_ask(draft)])
        case NeedsOverride() if draft.wish:
            question = _("Enter it anyway?")
            return Trouble([*_doubts(refusal.concerns, draft.wish), question], may_override=True)
        case ChangedMeanwhile():
            return _changed(draft)
        case KeyReused() if draft.booking is None:
            return Trouble(
                [_("This form has already been used. Save again to enter another booking.")],
                made=refusal.booking,
            )
        case KeyReused():
            return _changed(draft)
        case _:
            return Trouble([str(refusal.sentence)])


def _in_the_way(obstacles: tuple[Obstacle, ...], draft: Draft, wish: HandWish, *, now: datetime) -> Trouble:
    free = by_hand.next_free(wish, draft.serving.picks, now=now)
    met = {each.booking.pk: each.booking for each in obstacles if each.booking}
    first = {each.resource.pk: each for each in reversed(obstacles)}
    return Trouble(
        sentences=[_blocked(obstacle, wish, voice()) for obstacle in first.values()]
        or [str(InTheWay.sentence)],
        advice=[_("To use this time, shorten the buffers of one booking or move the other one first.")],
        in_the_way=list(met.values()),
        times=[FreeTime(_instant(start), _said(start, wish, voice())) for start in free],
    )


def _blocked(obstacle: Obstacle, wish: HandWish, voice: Voice) -> str:
    zone, language, name = wish.location.zone, voice.language, obstacle.resource.name
    facts = {"name": name, "clock": wording.clock(obstacle.starts_at, zone, language)}
    sentence = str(BLOCKED_BY[obstacle.kind]) % facts
    if obstacle.free_at is None:
        return sentence
    again = _("%(name)s is free again at %(clock)s.")
    return f"{sentence} {again % {'name': name, 'clock': wording.clock(obstacle.free_at, zone, language)}}"


def _doubts(concerns: Iterable[Concern], wish: HandWish) -> list[str]:
    """Each once; outside of opening hours may be several people."""
    said = [
        _("This is outside opening hours.")
        if concern.kind == "outside_hours"
        else f"{concern.resource.name}: {doubt(concern, wish, voice())}."
        for concern in concerns
    ]
    return list(dict.fromkeys(said))


def _whom_to_ask(draft: Draft) -> str:
    names = ", ".join(entering.who_may_override(draft.member.organisation))
    return _("Your role does not allow this. These people may enter it: %(names)s.") % {"names": names}


def _changed(draft: Draft) -> Trouble:
    """By whom, how it stands now, and what was wanted instead."""
    fresh = bookings.details(draft.member, draft.booking.uid) if draft.booking else None
    if fresh is None:
        return Trouble([str(ChangedMeanwhile.sentence)])
    latest = max(fresh.history_entries.all(), key=lambda entry: (entry.at, entry.pk), default=None)
    who = latest.member.user.name or latest.member.user.email if latest and latest.member else ""
    sentence = _("%(name)s has just changed this booking.") % {"name": who}
    return Trouble(
        [sentence if who else str(ChangedMeanwhile.sentence)],
        [_("Nothing was overwritten.")],
        versions=(stands(fresh, voice()), _wanted(draft)),
    )


def _wanted(draft: Draft) -> str:
    if draft.wish is None:
        return ""
    wish = draft.wish
    span = voice().span(wish.starts_at, wish.starts_at + wish.duration, wish.location.zone)
    return ", ".join([span, *(person.name for person in draft.serving.picked)])


def _said(start: datetime, wish: HandWish, voice: Voice) -> str:
    """On the same day the clock is enough."""
    zone = wish.location.zone
    clock = wording.clock(start, zone, voice.language)
    if start.astimezone(zone).date() == wish.starts_at.astimezone(zone).date():
        return clock
    day = wording.medium_date(start.astimezone(zone).date(), voice.language, voice.today(zone))
    return f"{day}, {clock}"


def _instant(start: datetime) -> str:
    return start.strftime("%Y-%m-%dT%H:%M:%SZ")
