"""Slots: the starts that can be booked. The list and the check of one start are the same."""

from collections.abc import Iterator
from datetime import datetime

from .bits import places
from .limits import earliest_minute, last_minute
from .minutes import FIRST_MINUTE, first_minute_from, instants_of, is_whole_minute, minute_of
from .offer import Offer
from .parts import Serving
from .question import Question
from .sittings import Running

_CHUNK = 128 * 1440


class Slot:
    """A start that can be booked, an instant in UTC; equal when start and resources are."""

    __slots__ = ("_offer", "start")

    def __init__(self, start: datetime, offer: Offer) -> None:
        self.start = start
        self._offer = offer

    @property
    def resources(self) -> Serving:
        """For each requirement the resources that could serve it. Worked out when asked for."""
        return self._offer.serving(self._place)

    @property
    def sitting(self) -> Running | None:
        """The sitting that a booking of this slot joins, if one runs already."""
        return self._offer.joined.get(self._place)

    @property
    def _place(self) -> int:
        return minute_of(self.start) - self._offer.frame.first

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Slot):
            return NotImplemented
        return (self.start, self.resources) == (other.start, other.resources)

    def __hash__(self) -> int:
        return hash(self.start)

    def __repr__(self) -> str:
        return f"Slot({self.start.isoformat()}, {self.resources})"


def slots(question: Question, *, first: datetime, until: datetime) -> list[Slot]:
    """The slots that start from ``first`` up to, not including, ``until``, ascending."""
    return [Slot(start, offer) for offer in _offers(question, first, until) for start in _starts(offer)]


def starts(question: Question, *, first: datetime, until: datetime) -> list[datetime]:
    """Only the starts of these slots, in UTC: quicker when nobody asks who could serve."""
    return [start for offer in _offers(question, first, until) for start in _starts(offer)]


def slot_at(question: Question, start: datetime) -> Slot | None:
    """The slot that starts at this instant, by the same computation as the list."""
    if not is_whole_minute(start):
        return None
    minute = minute_of(start)
    return next(
        (Slot(found, offer) for offer in offers(question, minute, minute + 1) for found in _starts(offer)),
        None,
    )


def _starts(offer: Offer) -> list[datetime]:
    return instants_of(offer.frame.first_day, places(offer.starts))


def _offers(question: Question, first: datetime, until: datetime) -> Iterator[Offer]:
    return offers(question, first_minute_from(first), first_minute_from(until))


def offers(question: Question, first: int, until: int) -> Iterator[Offer]:
    """Offers of some months each, so that a question for a thousand years needs little memory."""
    first = max(first, earliest_minute(question), FIRST_MINUTE)
    until = min(until, last_minute(question))
    for begins in range(first, until, _CHUNK):
        yield Offer(question, begins, min(begins + _CHUNK, until))
