"""How many there are of everything, and how unevenly they are spread."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat


@dataclass(frozen=True)
class Share:
    """What one organisation has."""

    resources: int
    bookings: int


@dataclass(frozen=True)
class Size:
    bookings: int
    resources: int
    organisations: int

    def shares(self) -> list[Share]:
        """By organisation; the second is large: a tenth of all bookings, a twentieth of all resources.

        The others are alike, and as large in a hundredth as in the whole.
        """
        large = Share(max(1, self.resources // 20), self.bookings // 10)
        others = self.organisations - 1
        people = _spread(self.resources - large.resources, others)
        bookings = _spread(self.bookings - large.bookings, others)
        rest = [Share(many, each) for many, each in zip(people, bookings, strict=True)]
        return [rest[0], large, *rest[1:]]


def _spread(whole: int, among: int) -> list[int]:
    """As evenly as whole numbers can, the larger ones first."""
    least, more = divmod(whole, among)
    return [*repeat(least + 1, more), *repeat(least, among - more)]


MILLION = Size(bookings=1_000_000, resources=2_000, organisations=500)
HUNDREDTH = Size(bookings=10_000, resources=20, organisations=5)
QUARTER_OF_IT = Size(bookings=2_500, resources=5, organisations=2)
"""To try the programs out: whoever is no large one has as much in each of the three."""
