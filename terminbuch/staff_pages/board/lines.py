"""The cases of a board as its lines: in which state, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from terminbuch import wording
from terminbuch.queries.board import Card

from ..marks import Mark
from ..reach import phone_link
from ..said import Voice
from .hearing import Hearing, hearing
from .marks import mark
from .names import one_of
from .times import clock_or_day, said_time


@dataclass(frozen=True, slots=True)
class Kept:
    """A time that is kept for the customer, by the offer that keeps it."""

    uid: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """``text`` is what was typed as the personal sentence, where a form comes back."""

    card: Card
    time: str
    day: str
    who: str
    what: str
    mark: Mark
    sentence: str
    times: list[str]
    kept: list[Kept]
    phone: str
    phone_link: str
    hearing: Hearing
    text: str


def line(card: Card, voice: Voice, *, why: str, typed: Mapping[str, str]) -> Line:
    """``why`` is what a customer may be told of the disruption."""
    booking, zone = card.booking, card.booking.location.zone
    kept = [Kept(str(each.uid), said_time(each.starts_at, each.people, voice, zone)) for each in card.held]
    times = [said_time(each.starts_at, each.people, voice, zone) for each in card.times]
    is_planned, is_call = card.state == "planned", card.column == "phone"
    return Line(
        card=card,
        time=wording.plain_clock(card.case.was_starts_at, zone),
        day=wording.short_date(card.case.was_starts_at.astimezone(zone).date(), voice.language),
        who=voice.who(booking),
        what=_what(card, voice),
        mark=mark(card, voice),
        sentence=_to_say(why, kept, times) if is_call else _since(card, voice),
        times=times if is_planned and not is_call else [],
        kept=kept,
        phone=booking.phone if is_call else "",
        phone_link=phone_link(booking.phone),
        hearing=hearing(card),
        text=typed.get(f"text-{card.case.uid}", ""),
    )


def _what(card: Card, voice: Voice) -> str:
    said = voice.service(card.booking)
    if card.booking.email:
        return said
    return _("%(service)s, without e-mail address") % {"service": said}


def _since(card: Card, voice: Voice) -> str:
    """When a case was settled, and by whom where it was staff."""
    if card.part != "done":
        return ""
    time = clock_or_day(card.case.changed_at, voice, card.booking.location.zone)
    member = card.case.changed_by
    if member is None:
        return _("Since %(time)s.") % {"time": time}
    who = member.user.name or member.user.email
    return _("Since %(time)s, by %(who)s.") % {"time": time, "who": who}


def _to_say(why: str, kept: list[Kept], times: list[str]) -> str:
    """What to say on the phone, in the business's words where it has some."""
    begin = why or _("Your appointment cannot take place as agreed, we are sorry.")
    if kept:
        words = _("“%(why)s We keep for you: %(times)s.”")
        return words % {"why": begin, "times": one_of([each.words for each in kept])}
    if times:
        return _("“%(why)s Free would be: %(times)s.”") % {"why": begin, "times": one_of(times)}
    return _("“%(why)s”") % {"why": begin}
