"""Why somebody can or cannot serve, in a few words beside the name."""

from __future__ import annotations

from datetime import time

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terminbuch import wording
from terminbuch.models import Absence, OutsideCalendar, Resource
from terminbuch.queries.by_hand import HandWish, Option
from terminbuch.queries.in_the_way import Concern, Obstacle

from ..said import Voice

TAKEN: dict[str, str | Promise] = {
    "booking": gettext_lazy("Booked at %(clock)s (%(who)s)"),
    "pending": gettext_lazy("Requested at %(clock)s (%(who)s)"),
    "wish": gettext_lazy("Requested at %(clock)s (%(who)s)"),
    "offer": gettext_lazy("Kept at %(clock)s (%(who)s)"),
    "hold": gettext_lazy("Just being booked online, at %(clock)s"),
}
AWAY: dict[str, tuple[str | Promise, str | Promise, str | Promise]] = {
    Absence.Kind.ILLNESS: (
        gettext_lazy("Ill"),
        gettext_lazy("Ill from %(clock)s on"),
        gettext_lazy("Ill until %(until)s"),
    ),
    Absence.Kind.HOLIDAY: (
        gettext_lazy("On holiday"),
        gettext_lazy("On holiday from %(clock)s on"),
        gettext_lazy("On holiday until %(until)s"),
    ),
    Absence.Kind.TRAINING: (
        gettext_lazy("On a training"),
        gettext_lazy("On a training from %(clock)s on"),
        gettext_lazy("On a training until %(until)s"),
    ),
}
ELSEWHERE = (
    gettext_lazy("Away"),
    gettext_lazy("Away from %(clock)s on"),
    gettext_lazy("Away until %(until)s"),
)


def reason(option: Option, wish: HandWish, voice: Voice, *, is_able: bool) -> str:
    if not is_able:
        return _unfit(option.resource)
    if option.judgement.obstacles:
        return taken(option.judgement.obstacles[0], wish, voice)
    if option.judgement.concerns:
        return doubt(option.judgement.concerns[-1], wish, voice)
    return _("Free, planned so far") if option.serves_now else _("Free")


def taken(obstacle: Obstacle, wish: HandWish, voice: Voice) -> str:
    zone = wish.location.zone
    who = voice.who(obstacle.booking) if obstacle.booking else ""
    clock = wording.clock(obstacle.starts_at, zone, voice.language)
    return str(TAKEN[obstacle.kind]) % {"clock": clock, "who": who}


def doubt(concern: Concern, wish: HandWish, voice: Voice) -> str:
    """An absence outside of opening hours is named rather than the hours."""
    if concern.calendar is not None:
        return _outside(concern, concern.calendar, wish, voice)
    if concern.kind == "closed":
        return _("Closed then")
    return _away(concern, wish, voice) if concern.kind == "absent" else _("Outside opening hours")


def _unfit(resource: Resource) -> str:
    if resource.kind == Resource.Kind.PERSON:
        return _("Does not do this service")
    return _("Not needed for this service")


def _outside(concern: Concern, calendar: OutsideCalendar, wish: HandWish, voice: Voice) -> str:
    facts = {"calendar": calendar.name}
    if concern.kind == "silent_outside":
        return _("The calendar “%(calendar)s” does not answer") % facts
    zone, language = wish.location.zone, voice.language
    if concern.ends_at is not None:
        facts["clock"] = wording.from_to(concern.starts_at, concern.ends_at, zone, language)
    return _("Busy in the calendar “%(calendar)s”: %(clock)s") % facts


def _away(concern: Concern, wish: HandWish, voice: Voice) -> str:
    """From when on, where it begins in the middle of that day; until when, where it ends on it."""
    whole, since, until = AWAY.get(concern.absence.kind if concern.absence else "", ELSEWHERE)
    zone = wish.location.zone
    day = wish.starts_at.astimezone(zone).date()
    begins = concern.starts_at.astimezone(zone)
    if begins.date() == day and begins.time() > time(0):
        return str(since) % {"clock": wording.clock(concern.starts_at, zone, voice.language)}
    if concern.ends_at and concern.ends_at.astimezone(zone).date() == day:
        return str(until) % {"until": wording.clock(concern.ends_at, zone, voice.language)}
    return str(whole)
