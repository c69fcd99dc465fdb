"""A question: may this service start then, and who could serve?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from .facts import ResourceFacts
from .known import Known
from .minutes import first_minute_from, instant_of, minute_of
from .rules import MINUTE, NOTHING, Candidate, Requirement, Rules
from .spans import Span


@dataclass(frozen=True, slots=True)
class Needs:
    """What one candidate needs, in minutes counted from the start of the service.

    Open from ``begins`` for ``length`` minutes; not taken from ``taken_from`` (negative
    with a buffer) for ``taken_length``.
    """

    begins: int
    length: int
    taken_from: int
    taken_length: int


@dataclass(frozen=True)
class Question:
    """Everything that decides on a start; the same for offering it and for booking it.

    ``resources`` has the facts of every candidate. ``booked_on`` counts the service's
    bookings per date at the location, for ``max_per_day``. ``kept`` may know a resource's
    time already; then its ``schedules`` are not read and its ``taken`` needs only the
    holds. With a capacity above one nothing may be kept: sittings are told apart by row.
    Raises ValueError when it does not fit together.
    """

    rules: Rules
    requirements: tuple[Requirement, ...]
    resources: Mapping[int, ResourceFacts]
    now: datetime
    booked_on: Mapping[date, int] = field(default_factory=dict)
    kept: Mapping[int, Known] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise ValueError("now: must be aware")
        if self.kept and self.rules.capacity > 1:
            raise ValueError("kept: not with a capacity above one")
        for requirement in self.requirements:
            self._check(requirement)

    def _check(self, requirement: Requirement) -> None:
        keys = [candidate.resource for candidate in requirement.candidates]
        if len(set(keys)) < len(keys):
            raise ValueError("requirements: a resource stands twice among the candidates")
        if not self.resources.keys() >= set(keys):
            raise ValueError("resources: the facts of a candidate are missing")
        for candidate in requirement.candidates:
            if requirement.begins >= length_of(candidate, self.rules):
                raise ValueError("requirements: a part begins after the service has ended")


def length_of(candidate: Candidate, rules: Rules) -> timedelta:
    """How long the service takes with this candidate."""
    return rules.duration if candidate.duration is None else candidate.duration


def needs(candidate: Candidate, requirement: Requirement, rules: Rules) -> Needs:
    """What the candidate's part of the service takes of its time (W3, W4, W11)."""
    length = length_of(candidate, rules)
    begins, ends = requirement.begins, min(requirement.ends or length, length)
    before = _own(candidate.buffer_before, rules.buffer_before) if not begins else NOTHING
    after = _own(candidate.buffer_after, rules.buffer_after) if ends == length else NOTHING
    return Needs(
        begins=begins // MINUTE,
        length=(ends - begins) // MINUTE,
        taken_from=(begins - before) // MINUTE,
        taken_length=(before + ends - begins + after) // MINUTE,
    )


def _own(own: timedelta | None, of_the_service: timedelta) -> timedelta:
    return of_the_service if own is None else own


def reach(rules: Rules, requirements: Iterable[Requirement]) -> tuple[int, int]:
    """How many minutes before and after the start of the service its resources are looked at."""
    every = [needs(candidate, part, rules) for part in requirements for candidate in part.candidates]
    before = max((-need.taken_from for need in every), default=0)
    after = max((need.taken_from + need.taken_length for need in every), default=0)
    return max(before, 0), max(after, 1)


def looks_at(rules: Rules, requirements: Iterable[Requirement], *, first: datetime, until: datetime) -> Span:
    """The instants that matter for starts from ``first`` up to ``until``, buffers included.

    Load the rows that overlap this span, and keep what is known over at least its UTC days.
    """
    before, after = reach(rules, requirements)
    return Span(instant_of(minute_of(first) - before), instant_of(first_minute_from(until) - 1 + after))
