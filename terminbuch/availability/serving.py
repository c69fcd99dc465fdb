"""One booking takes each resource once: can the requirements be met by those who are able? (W11)"""

from collections.abc import Collection, Sequence

from .parts import Part

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


def share_candidates(parts: tuple[Part, ...]) -> bool:
    """Whether a resource is a candidate of more than one requirement."""
    keys = [key for part in parts for key in part.needs]
    return len(set(keys)) < len(keys)


def can_serve(parts: tuple[Part, ...], serving: Serving) -> bool:
    """Whether the requirements can be met at once, no resource twice."""
    to_fill = places_to_fill(parts, serving)
    return to_fill is not None and matched([sorted(able) for _, able in to_fill]) is not None


def matched(options: Sequence[Sequence[int]]) -> list[int] | None:
    """One of the options for each place, no option twice; ``None`` when there is no such choice.

    A place gets the first of its options that leaves enough for the places after it.
    """
    chosen: list[int] = []
    for place, own in enumerate(options):
        rest = options[place + 1 :]
        pick = next((one for one in own if one not in chosen and _enough(rest, [*chosen, one])), None)
        if pick is None:
            return None
        chosen.append(pick)
    return chosen


def _enough(options: Sequence[Sequence[int]], gone: Collection[int]) -> bool:
    """Whether each place can have an option of its own: augmenting paths, after Kuhn."""
    holder: dict[int, int] = {}

    def find(place: int, tried: set[int]) -> bool:
        for one in options[place]:
            if one not in gone and one not in tried:
                tried.add(one)
                if one not in holder or find(holder[one], tried):
                    holder[one] = place
                    return True
        return False

    return all(find(place, set()) for place in range(len(options)))
