"""One booking takes each resource once: who serves what, where requirements share candidates (W11)."""

from collections.abc import Collection, Sequence


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
