"""The state of a case as a sign and words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from terminbuch import wording
from terminbuch.models import Case, Resource
from terminbuch.queries.board import Card

from ..marks import Mark
from ..said import Voice
from .times import brief, clock_or_day

State = Case.State


def mark(card: Card, voice: Voice) -> Mark:
    if card.state == State.PLANNED:
        return _planned(card, voice)
    if card.state == State.WAITING and card.case.deadline is not None:
        until = clock_or_day(card.case.deadline, voice, card.booking.location.zone)
        return Mark("warn", "clock", _("Waits for an answer until %(until)s") % {"until": until})
    if card.state == State.KEPT:
        return Mark("good", "check", _keeps(card, [person.name for person in card.people], voice))
    if card.state == State.MOVED:
        return Mark("good", "check", _moved(card, voice))
    return {
        State.PHONE: Mark("bad", "phone", _("Please call")),
        State.CANCELLED: Mark("", "close", _("Cancelled with the customer")),
    }.get(State(card.state), Mark("", "check", _("No longer affected")))


def _planned(card: Card, voice: Voice) -> Mark:
    kind = card.proposal.kind
    if kind == "keep":
        return Mark("accent", "arrow", _keeps(card, [person.name for person in _serving(card)], voice))
    if kind == "offer" and not card.booking.email:
        return Mark("bad", "phone", _("Is phoned about these times"))
    return {
        "offer": Mark("accent", "mail", _("Is offered these times")),
        "cancel": Mark("bad", "close", _("Will be cancelled")),
        "phone": Mark("bad", "phone", _("Please call")),
        "decide": Mark("warn", "pending", _("Would like to move")),
    }.get(kind, Mark("", "hold", _("Not planned yet")))


def _serving(card: Card) -> list[Resource]:
    named = [card.resources.get(pick.resource) for pick in card.proposal.picks]
    return [person for person in named if person is not None]


def _keeps(card: Card, names: list[str], voice: Voice) -> str:
    time = wording.clock(card.case.was_starts_at, card.booking.location.zone, voice.language)
    if not names:
        return _("Keeps %(time)s") % {"time": time}
    return _("Keeps %(time)s, with %(people)s") % {"time": time, "people": ", ".join(names)}


def _moved(card: Card, voice: Voice) -> str:
    time = brief(card.booking.starts_at, voice, card.booking.location.zone)
    people = ", ".join(person.name for person in card.people)
    return _("Agreed anew: %(time)s, with %(people)s") % {"time": time, "people": people}
