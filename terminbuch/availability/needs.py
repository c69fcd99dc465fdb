"""What a candidate's part of the service takes of its time."""

from dataclasses import dataclass
from datetime import timedelta

from .rules import MINUTE, NOTHING, Candidate, Requirement, Rules


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
