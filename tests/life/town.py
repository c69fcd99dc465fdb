"""The salon of the model, and what its tables say in the words of the reference."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from terminbuch.actions.asking import Actor
from terminbuch.models import Allocation, Booking, Hold, Service
from tests.builders import Salon, change, make_member, make_salon, make_service, needs, staff
from tests.life.reference import SERVICES, Offered, Row

MINUTE = timedelta(minutes=1)


class Town:
    """Ben, Clara and a room; a service of each kind: a choice, a team with a pause, seats, on request."""

    def __init__(self, slug: str) -> None:
        self.salon: Salon = make_salon(slug)
        change(self.salon.organisation, request_hours=1)
        self.people = {"ben": self.salon.ben, "clara": self.salon.clara, "room": self.salon.room}
        self.names = {row.pk: name for name, row in self.people.items()}
        self.services = {each.name: self._service(each) for each in SERVICES}
        self.clara: Actor = staff(make_member(self.salon.organisation))

    def _service(self, offered: Offered) -> Service:
        values: dict[str, Any] = {
            "buffer_after_minutes": offered.rest // MINUTE,
            "capacity": offered.seats,
            "needs_approval": offered.on_request,
            "move_keeps_resource": False,
        }
        if offered.name == "cut":
            change(self.salon.cut, **values)
            return self.salon.cut
        service = make_service(self.salon.organisation, offered.name, **values)
        for position, group in enumerate(offered.needs):
            needs(service, *(self.people[who] for who in group), chosen=position == 0 and len(group) > 1)
        return service

    @property
    def key(self) -> int:
        return self.salon.organisation.pk

    def rows(self) -> set[Row]:
        """Every live row. What a sitting is called follows from its service and start."""
        found = Allocation.objects.of(self.key).filter(live=True).select_related("booking", "hold")
        return {self._row(each) for each in found}

    def _row(self, found: Allocation) -> Row:
        whose: Booking | Hold | None = found.booking or found.hold
        assert whose is not None
        seats = self.services["course"]
        at = whose.wished_starts_at if found.is_wish and isinstance(whose, Booking) else whose.starts_at
        sitting = f"course {at}" if whose.service_id == seats.pk else ""
        owner = hold_name(whose) if isinstance(whose, Hold) else booking_name(whose, wish=found.is_wish)
        return Row(owner, self.names[found.resource_id], found.starts_at, found.ends_at, sitting)

    def holds_of(self, booking: Booking) -> list[Hold]:
        return list(Hold.objects.of(self.key).filter(booking=booking))

    def who(self, name: str) -> int | None:
        return self.people[name].pk if name else None

    def picks(self, names: Iterable[str]) -> tuple[int, ...]:
        return tuple(self.people[name].pk for name in names)


def booking_name(booking: Booking, *, wish: bool = False) -> str:
    return f"{'wish' if wish else 'booking'} {booking.pk}"


def hold_name(hold: Hold) -> str:
    return f"hold {hold.pk}"
