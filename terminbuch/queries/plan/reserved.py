"""What the plan has given away already: times that no second case may be given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from .options import Takes

DAY = 1440


class Reserved:
    """Spans in UTC minutes, by resource and day: a plan asks for them some ten thousand times."""

    def __init__(self) -> None:
        self._spans: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)

    def is_free(self, takes: Takes) -> bool:
        for key, first, last in takes:
            for day in range(first // DAY, (last - 1) // DAY + 1):
                for start, end in self._spans.get((key, day), ()):
                    if first < end and start < last:
                        return False
        return True

    def take(self, takes: Takes) -> None:
        for place, span in _places(takes):
            self._spans[place].append(span)

    def taken_if_free(self, takes: Takes) -> bool:
        """Take them unless somebody has."""
        is_free = self.is_free(takes)
        if is_free:
            self.take(takes)
        return is_free


def _places(takes: Takes) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for key, first, last in takes:
        for day in range(first // DAY, (last - 1) // DAY + 1):
            yield (key, day), (first, last)
