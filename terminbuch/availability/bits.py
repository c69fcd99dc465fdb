"""Times as bits of one whole number: bit n is the n-th minute of a frame.

Shifting, or-ing and and-ing such numbers treats sixty days of minutes at memory speed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from .minutes import DAY

_ONES = tuple((1 << length) - 1 for length in range(DAY + 1))


@dataclass(frozen=True, slots=True)
class Frame:
    """The whole UTC days, by number, that the bits stand for; the last is not included."""

    first_day: int
    last_day: int

    @classmethod
    def around(cls, first: int, last: int) -> "Frame":
        """The days that hold the UTC minutes from ``first`` up to ``last``."""
        return cls(first // DAY, -(-last // DAY))

    @property
    def first(self) -> int:
        """The first UTC minute, that of bit 0."""
        return self.first_day * DAY

    @property
    def last(self) -> int:
        """The UTC minute after the last bit."""
        return self.last_day * DAY

    @property
    def everything(self) -> int:
        """All bits set."""
        return ones(self.last - self.first)

    def holds(self, other: "Frame") -> bool:
        """Whether all days of the other frame are days of this one."""
        return self.first_day <= other.first_day and other.last_day <= self.last_day

    def part(self, bits: int, other: "Frame") -> int:
        """What ``bits`` of this frame are in the frame of the other, which this one holds."""
        if other == self:
            return bits
        return bits >> (other.first - self.first) & other.everything


@lru_cache(maxsize=64)
def ones(length: int) -> int:
    """That many bits, all set."""
    return (1 << length) - 1


def bits_of(minutes: Iterable[tuple[int, int]], frame: Frame) -> int:
    """The bits of all UTC minutes from a first up to a last one.

    They may overlap and lie outside the frame; quickest when those of a day stand together.
    """
    # Day by day, because a number of one day is cheap to change and one of sixty days is not.
    days: dict[int, int] = {}
    begin = end = bits = 0
    for first, last in minutes:
        if first < begin or last > end:
            days[begin] = days.get(begin, 0) | bits
            begin, bits = first // DAY * DAY, 0
            end = begin + DAY
            if last > end:
                _mark_days(days, max(first, frame.first), min(last, frame.last))
                continue
        bits |= _ONES[last - first] << (first - begin)
    days[begin] = days.get(begin, 0) | bits
    rows = [days.get(day, 0).to_bytes(DAY // 8, "little") for day in range(frame.first, frame.last, DAY)]
    return int.from_bytes(b"".join(rows), "little")


def _mark_days(days: dict[int, int], first: int, last: int) -> None:
    """Mark the minutes of a span that reaches over midnight, UTC."""
    for begin in range(first // DAY * DAY, last, DAY):
        marked = _ONES[min(last - begin, DAY)] ^ _ONES[max(first - begin, 0)]
        days[begin] = days.get(begin, 0) | marked


def shifted(bits: int, minutes: int) -> int:
    """The bits, each standing for a time that many minutes earlier."""
    # Most often there is nothing to shift, and a copy of sixty days costs more than to ask.
    if not minutes:
        return bits
    return bits >> minutes if minutes > 0 else bits << -minutes


def runs(bits: int, length: int) -> int:
    """The bits at which ``length`` set bits in a row begin."""
    have = 1
    while 2 * have <= length:
        bits &= bits >> have
        have *= 2
    return bits & bits >> (length - have) if length > have else bits


@lru_cache(maxsize=128)
def comb(step: int, phase: int, length: int) -> int:
    """The bits up to ``length`` whose number leaves the rest ``phase`` when divided by ``step``."""
    eight = sum(1 << (step * tooth) for tooth in range(8))
    teeth = eight.to_bytes(step, "little") * (length // (8 * step) + 1)
    return int.from_bytes(teeth, "little") << phase & ((1 << length) - 1)


def places(bits: int) -> list[int]:
    """The numbers of the set bits, ascending."""
    text = bin(bits)[:1:-1]
    found = []
    place = text.find("1")
    while place >= 0:
        found.append(place)
        place = text.find("1", place + 1)
    return found


def bits_at(places: Iterable[int]) -> int:
    """The number with the bits of these places set."""
    bits = 0
    for place in places:
        bits |= 1 << place
    return bits
