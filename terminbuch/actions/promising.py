"""What a change promises to whom: a delivery row per mail and calendar, in the transaction of the change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from terminbuch.models import Booking, Delivery, Resource, Service

from .asking import EVERYBODY, Telling
from .calendar_writes import promise_writes
from .keys import delivery_key

NEW, MOVED, CANCELLED, REQUESTED, ENDED = (
    "resource_new",
    "resource_moved",
    "resource_cancelled",
    "resource_requested",
    "resource_request_ended",
)
REMINDER = "booking_reminder"


@dataclass(frozen=True)
class Times:
    """When a booking was and with whom, before a change."""

    starts_at: datetime
    ends_at: datetime
    people: tuple[Resource, ...]


@dataclass
class Promises:
    """Gathers the deliveries of one change and writes them together.

    ``telling`` are the boxes that staff saw. Mails leave after ``grace``: until then the change can be taken
    back as if it had not been.
    """

    booking: Booking
    now: datetime
    people: Sequence[Resource]
    by: str
    was: Times | None = None
    more_facts: dict[str, Any] = field(default_factory=dict)
    telling: Telling = EVERYBODY
    grace: timedelta = timedelta(0)
    rows: list[Delivery] = field(default_factory=list)

    def to_customer(self, kind: str) -> None:
        """One mail to the address as typed; nothing where there is none, or where the box was left empty."""
        if self.booking.email and self.telling.customer:
            self._add(kind, self.booking.email, "customer", text=self.telling.text)

    def to_resources(self, kind: str, resources: Iterable[Resource]) -> None:
        """One mail to each resource that has an address and wants to hear of this, if the box is ticked."""
        for resource in resources:
            if self.telling.resource and resource.email and _hears(resource, kind):
                self._add(kind, resource.email, f"resource-{resource.pk}", resource=resource)

    def reminder(self, service: Service | None) -> None:
        """A row with the booking, due so long before the start; none when that moment is past."""
        if service is None or not service.reminder_minutes or not self.booking.email:
            return
        due_at = self.booking.starts_at - timedelta(minutes=service.reminder_minutes)
        if due_at > self.now:
            self._add(REMINDER, self.booking.email, "customer", due_at=due_at)

    def write(self) -> None:
        """The mails, and that the calendars of everybody concerned are to say the same.

        Whoever has it written into the calendar needs no invitation to enter it again.
        """
        concerned = [*self.people, *(self.was.people if self.was else ())]
        receiving = promise_writes(self.booking, concerned, now=self.now)
        for row in self.rows:
            if row.resource_id in receiving:
                row.facts["is_written"] = True
        Delivery.objects.bulk_create(self.rows)

    def _add(
        self,
        kind: str,
        address: str,
        recipient: str,
        *,
        resource: Resource | None = None,
        due_at: datetime | None = None,
        text: str = "",
    ) -> None:
        self.rows.append(
            Delivery(
                organisation_id=self.booking.organisation_id,
                key=delivery_key(self.booking, recipient=recipient, kind=kind),
                kind=kind,
                booking=self.booking,
                resource=resource,
                recipient=address,
                facts=self._facts() | ({"personal_text": text} if text else {}),
                due_at=due_at or self.now + self.grace,
                created_at=self.now,
            )
        )

    def _facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = {
            "starts_at": iso(self.booking.starts_at),
            "ends_at": iso(self.booking.ends_at),
            "sequence": self.booking.sequence,
            **_who("people", self.people),
            "by": self.by,
        }
        if self.was is not None:
            facts["was_starts_at"] = iso(self.was.starts_at)
            facts["was_ends_at"] = iso(self.was.ends_at)
            facts |= _who("was_people", self.was.people)
        return facts | self.more_facts


def _who(fact: str, people: Sequence[Resource]) -> dict[str, Any]:
    """Names to be read, and ids by which a reader is recognised."""
    return {fact: [person.name for person in people], f"{fact}_ids": [person.pk for person in people]}


def withdraw_reminders(booking: Booking) -> None:
    """A reminder of the old time is not sent any more."""
    rows = Delivery.objects.of(booking.organisation_id).filter(booking=booking, kind=REMINDER)
    rows.filter(state=Delivery.State.DUE).update(state=Delivery.State.WITHDRAWN)


def iso(instant: datetime) -> str:
    """An instant as facts keep it: ISO 8601, UTC, whole seconds."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _hears(resource: Resource, kind: str) -> bool:
    return {
        NEW: resource.hears_of_new,
        REQUESTED: resource.hears_of_new,
        MOVED: resource.hears_of_moves,
        CANCELLED: resource.hears_of_cancellations,
        # Who did not hear of the request need not hear that it is over.
        ENDED: resource.hears_of_new and resource.hears_of_cancellations,
    }[kind]
