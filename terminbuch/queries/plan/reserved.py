"""What the plan has given away already: times that no second case may be given."""

from __future__ import annotations

from collections import defaultdict

from .options import Takes


class Reserved:
    """Spans by resource, in UTC minutes."""

    def __init__(self) -> None:
        self._spans: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)

    def is_free(self, takes: Takes) -> bool:
        return not any(
            first < end and start < last for key, first, last in takes for start, end in self._spans[key]
        )

    def take(self, takes: Takes) -> None:
        for key, first, last in takes:
            self._spans[key].append((first, last))

    def taken_if_free(self, takes: Takes) -> bool:
        """Take them unless somebody has."""
        is_free = self.is_free(takes)
        if is_free:
            self.take(takes)
        return is_free
