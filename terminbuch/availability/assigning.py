"""Who serves a booking: whom the customer chose, else a fair pick (W11); or the sitting's own (W6)."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from .facts import ResourceFacts
from .minutes import day_of, minute_of
from .parts import Part, parts
from .question import Question
from .serving import Serving, matched, places_to_fill
from .slot import Slot
from .spans import Span
from .zones import local_day

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Picked:
    """A resource that will serve: for which requirement, and the span to occupy, buffers included.

    ``sitting`` is the id of the sitting to join, or ``None`` for a new one; ``seat`` is the
    lowest seat number that is free in it.
    """

    requirement: int
    resource: int
    span: Span
    sitting: Hashable | None = None
    seat: int = 1


def assign(question: Question, slot: Slot, chosen: Mapping[int, int]) -> tuple[Picked, ...] | None:
    """The resources that serve a booking of ``slot``; ``None`` when the choice cannot be met.

    ``chosen`` names a resource by the number of the requirement. Else the fair one serves:
    fewest bookings on that day, then least recently booked, then the lowest key. The
    requirements choose in their order, each leaving enough for the next.
    """
    every = parts(question.rules, question.requirements)
    serving = _narrowed(every, slot.resources, chosen)
    to_fill = serving and places_to_fill(every, serving)
    if not to_fill:
        return None
    day = day_of(local_day(minute_of(slot.start), question.rules.zone))
    resources = matched(
        [sorted(able, key=lambda key: _turn(question.resources[key], day)) for _, able in to_fill]
    )
    if resources is None:
        return None
    return tuple(
        _picked(number, every[number], key, slot) for (number, _), key in zip(to_fill, resources, strict=True)
    )


def _narrowed(every: tuple[Part, ...], serving: Serving, chosen: Mapping[int, int]) -> Serving | None:
    """Who could serve when the customer's choice is heard; ``None`` when a chosen one cannot."""
    if any(number >= len(serving) or key not in serving[number] for number, key in chosen.items()):
        return None
    return tuple(
        frozenset([chosen[number]]) if number in chosen and not part.take_all else able
        for number, (part, able) in enumerate(zip(every, serving, strict=True))
    )


def _turn(facts: ResourceFacts, day: date) -> tuple[int, datetime, int]:
    """Whose turn it is: the lowest is next."""
    return facts.bookings_per_day.get(day, 0), facts.last_booked_at or _NEVER, facts.key


def _picked(number: int, part: Part, key: int, slot: Slot) -> Picked:
    needs, sitting = part.needs[key], slot.sitting
    begins = slot.start + timedelta(minutes=needs.taken_from)
    span = Span(begins, begins + timedelta(minutes=needs.taken_length))
    if sitting is None:
        return Picked(number, key, span)
    return Picked(number, key, span, sitting.id, sitting.lowest_free_seat)
