"""The requirements of a service made ready for asking: what each candidate needs, in minutes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from .bits import Frame
from .minutes import first_minute_from, instant_of, minute_of
from .needs import Needs, needs
from .rules import Requirement, Rules
from .spans import Span


@dataclass(frozen=True, slots=True)
class Part:
    """A requirement: what each candidate needs, by resource, and whether all must serve.

    ``on_grid`` is set where the service begins: a start lies on the grid of the hours
    that its first resources have posted; those who join in later need only be open.
    """

    needs: dict[int, Needs]
    take_all: bool
    on_grid: bool


def parts(rules: Rules, requirements: Iterable[Requirement]) -> tuple[Part, ...]:
    """One part for each requirement, in order."""
    every = tuple(requirements)
    earliest = min((requirement.begins for requirement in every), default=None)
    return tuple(
        Part(_needs_by_resource(rules, requirement), requirement.take_all, requirement.begins == earliest)
        for requirement in every
    )


def _needs_by_resource(rules: Rules, requirement: Requirement) -> dict[int, Needs]:
    # Most candidates set nothing themselves; those who need the same share one value.
    seen: dict[tuple[timedelta | None, ...], Needs] = {}
    found = {}
    for candidate in requirement.candidates:
        own = (candidate.duration, candidate.buffer_before, candidate.buffer_after)
        if own not in seen:
            seen[own] = needs(candidate, requirement, rules)
        found[candidate.resource] = seen[own]
    return found


def reach(parts: Iterable[Part]) -> tuple[int, int]:
    """How many minutes before and after the start of the service its resources are looked at."""
    every = {id(need): need for part in parts for need in part.needs.values()}.values()
    before = max((-need.taken_from for need in every), default=0)
    after = max((need.taken_from + need.taken_length for need in every), default=0)
    return max(before, 0), max(after, 1)


def looks_at(rules: Rules, requirements: Iterable[Requirement], *, first: datetime, until: datetime) -> Span:
    """The instants that matter for starts from ``first`` up to ``until``, buffers included.

    Load the rows that overlap this span, and keep what is known over at least its UTC days.
    The starts are looked at by whole UTC days.
    """
    before, after = reach(parts(rules, requirements))
    days = Frame.around(minute_of(first), first_minute_from(until))
    return Span(instant_of(days.first - before), instant_of(days.last - 1 + after))
