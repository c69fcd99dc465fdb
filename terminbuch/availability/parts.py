"""The requirements of a service made ready for asking: what each candidate needs, in minutes."""

from dataclasses import dataclass

from .matching import matched
from .question import Needs, Question, needs


@dataclass(frozen=True, slots=True)
class Part:
    """A requirement: what each candidate needs, by resource, and whether all must serve.

    ``on_grid`` is set where the service begins: a start lies on the grid of the hours
    that its first resources have posted; those who join in later need only be open.
    """

    needs: dict[int, Needs]
    take_all: bool
    on_grid: bool


def parts(question: Question) -> tuple[Part, ...]:
    """One part for each requirement, in order."""
    earliest = min((requirement.begins for requirement in question.requirements), default=None)
    return tuple(
        Part(
            {one.resource: needs(one, requirement, question.rules) for one in requirement.candidates},
            requirement.take_all,
            requirement.begins == earliest,
        )
        for requirement in question.requirements
    )


type Serving = tuple[frozenset[int], ...]
"""For each requirement the resources that could serve it."""

type Place = tuple[int, frozenset[int]]
"""One resource to be found: for which requirement, and who could be it."""


def places_to_fill(parts: tuple[Part, ...], serving: Serving) -> list[Place] | None:
    """A place for each requirement, or for each candidate where all must serve.

    ``None`` when one of those that must serve cannot, or nobody is needed at all.
    """
    places: list[Place] = []
    for number, (part, able) in enumerate(zip(parts, serving, strict=True)):
        if not part.take_all:
            places.append((number, able))
        elif part.needs and able >= part.needs.keys():
            places.extend((number, frozenset([key])) for key in part.needs)
        else:
            return None
    return places or None


def can_serve(parts: tuple[Part, ...], serving: Serving) -> bool:
    """Whether the requirements can be met at once, no resource twice."""
    to_fill = places_to_fill(parts, serving)
    return to_fill is not None and matched([sorted(able) for _, able in to_fill]) is not None


def share_candidates(parts: tuple[Part, ...]) -> bool:
    """Whether a resource is a candidate of more than one requirement."""
    keys = [key for part in parts for key in part.needs]
    return len(set(keys)) < len(keys)
