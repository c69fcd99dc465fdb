"""Slots: the list, and the check of one start, by the same computation."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache

from .bits import places
from .limits import earliest_minute, last_minute
from .minutes import DAY, after_midnight, first_minute_from, instant_of, is_whole_minute, minute_of
from .offer import Offer
from .question import Question
from .slot import Slot

_MOST_AT_ONCE = 128 * DAY
# The bits of a day, in bytes.
_ROW = DAY // 8


def slots(question: Question, *, first: datetime, until: datetime) -> list[Slot]:
    """The slots that start from ``first`` up to, not including, ``until``, ascending."""
    return Answers(question).slots(first=first, until=until)


def starts(question: Question, *, first: datetime, until: datetime) -> list[datetime]:
    """Only the starts of these slots, in UTC: quicker when nobody asks who could serve."""
    return Answers(question).starts(first=first, until=until)


def slot_at(question: Question, start: datetime) -> Slot | None:
    """The slot that starts at exactly this instant, if it is on offer."""
    return Answers(question).slot_at(start)


class Answers:
    """A question being answered; single starts of one day are cheap after the first."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._earliest = earliest_minute(question)
        self._last = last_minute(question)
        self._days: dict[int, Offer] = {}

    def slots(self, *, first: datetime, until: datetime) -> list[Slot]:
        """See the function of this name."""
        return [Slot(start, offer) for offer in self._offers(first, until) for start in _starts(offer)]

    def starts(self, *, first: datetime, until: datetime) -> list[datetime]:
        """See the function of this name."""
        return [start for offer in self._offers(first, until) for start in _starts(offer)]

    def slot_at(self, start: datetime) -> Slot | None:
        """See the function of this name."""
        minute = minute_of(start)
        if not (is_whole_minute(start) and self._earliest <= minute < self._last):
            return None
        offer = self._day(minute // DAY)
        return Slot(instant_of(minute), offer) if offer.starts >> (minute - offer.frame.first) & 1 else None

    def _day(self, day: int) -> Offer:
        if day not in self._days:
            self._days[day] = Offer(self._question, day * DAY, (day + 1) * DAY)
        return self._days[day]

    def _offers(self, first: datetime, until: datetime) -> Iterator[Offer]:
        """Offers of some months each, so that a question for a thousand years needs little memory."""
        begin = max(first_minute_from(first), self._earliest)
        end = min(first_minute_from(until), self._last)
        for minute in range(begin, end, _MOST_AT_ONCE):
            yield Offer(self._question, minute, min(minute + _MOST_AT_ONCE, end))


def _starts(offer: Offer) -> list[datetime]:
    """Day by day, for the days of a month are mostly alike."""
    days = range(offer.frame.first_day, offer.frame.last_day)
    rows = offer.starts.to_bytes(len(days) * _ROW, "little")
    found: list[datetime] = []
    for number, day in enumerate(days):
        if lengths := within_day(rows[number * _ROW : (number + 1) * _ROW]):
            midnight = instant_of(day * DAY)
            found += [midnight + length for length in lengths]
    return found


@lru_cache(maxsize=1000)
def within_day(row: bytes) -> tuple[timedelta, ...]:
    """How long after midnight the minutes of a day are whose bits are set."""
    return after_midnight(places(int.from_bytes(row, "little")))
