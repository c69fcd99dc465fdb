"""A start that can be booked."""

from datetime import datetime

from .minutes import minute_of
from .offer import Offer
from .serving import Serving
from .sittings import Running


class Slot:
    """A start that can be booked, an instant in UTC; equal when start and resources are."""

    __slots__ = ("_offer", "start")

    def __init__(self, start: datetime, offer: Offer) -> None:
        self.start = start
        self._offer = offer

    @property
    def resources(self) -> Serving:
        """For each requirement the resources that could serve it. Worked out when asked for."""
        return self._offer.serving(self._place)

    @property
    def sitting(self) -> Running | None:
        """The sitting that a booking of this slot joins, if one runs already."""
        return self._offer.joined.get(self._place)

    @property
    def _place(self) -> int:
        return minute_of(self.start) - self._offer.frame.first

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Slot):
            return NotImplemented
        return (self.start, self.resources) == (other.start, other.resources)

    def __hash__(self) -> int:
        return hash(self.start)

    def __repr__(self) -> str:
        return f"Slot({self.start.isoformat()}, {self.resources})"
