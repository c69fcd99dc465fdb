"""What one mail is about, as values: read from its delivery, told in its reader's language and zone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from terminbuch import wording
from terminbuch.models import Booking, Delivery, Location, Organisation, Resource, Service


@dataclass(frozen=True, slots=True)
class Times:
    """From when to when, and with whom: half-open, instants."""

    starts_at: datetime
    ends_at: datetime
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Occasion:
    """The event that a mail tells of, as it was when the mail was promised. ``now`` is when it is written.

    ``before`` is what a change changed; ``wished_at`` a time that was wished for in vain.
    """

    delivery: Delivery
    booking: Booking
    now: datetime
    times: Times
    before: Times | None
    wished_at: datetime | None
    by: str
    sequence: int
    was_invited: bool
    personal_text: str

    @property
    def organisation(self) -> Organisation:
        return self.delivery.organisation

    @property
    def service(self) -> Service | None:
        return self.booking.service

    @property
    def location(self) -> Location:
        return self.booking.location

    @property
    def resource(self) -> Resource | None:
        """The reader, when it is a resource."""
        return self.delivery.resource

    @property
    def leaves_reader(self) -> bool:
        """Whether the reader is a resource that no longer serves the booking."""
        return self.resource is not None and self.resource.name not in self.times.people

    @property
    def comes_to_reader(self) -> bool:
        """Whether the reader is a resource that serves the booking only since the change."""
        was = self.before.people if self.before else ()
        return self.resource is not None and self.resource.name not in was

    @property
    def language(self) -> str:
        return self.resource.language if self.resource else self.booking.language

    @property
    def zone(self) -> ZoneInfo:
        return self.location.zone if self.resource else self.booking.zone

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    @property
    def phone(self) -> str:
        return self.location.phone or self.organisation.phone

    @property
    def cut_off_at(self) -> datetime:
        """Until when, inclusive, the customer may change the appointment as it stands.

        While a move waits for its answer, that is the time before.
        """
        waits = self.delivery.kind == "move_requested"
        standing = self.before if waits and self.before else self.times
        return self.service.cut_off_before(standing.starts_at) if self.service else standing.starts_at

    def moment(self, instant: datetime) -> str:
        """ "Dienstag, 24. November, 10:15 Uhr"."""
        return wording.moment(instant, self.zone, self.language, self.today)

    def short_moment(self, instant: datetime) -> str:
        """ "Di, 24. November, 10:15 Uhr": for subjects."""
        day = wording.medium_date(instant.astimezone(self.zone).date(), self.language, self.today)
        return f"{day}, {wording.clock(instant, self.zone, self.language)}"


def occasion(delivery: Delivery, *, now: datetime) -> Occasion:
    """Raises LookupError for a delivery that is about no booking."""
    if delivery.booking is None:
        raise LookupError(f"delivery {delivery.uid} ({delivery.kind}) has no booking")
    facts = delivery.facts
    return Occasion(
        delivery=delivery,
        booking=delivery.booking,
        now=now,
        times=_times(facts, ""),
        before=_times(facts, "was_") if "was_starts_at" in facts else None,
        wished_at=_instant(facts.get("wished_starts_at")),
        by=facts["by"],
        sequence=facts["sequence"],
        was_invited=facts.get("invited", True),
        personal_text=facts.get("personal_text", ""),
    )


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _times(facts: Mapping[str, Any], prefix: str) -> Times:
    return Times(
        starts_at=datetime.fromisoformat(facts[f"{prefix}starts_at"]),
        ends_at=datetime.fromisoformat(facts[f"{prefix}ends_at"]),
        people=tuple(facts.get(f"{prefix}people", ())),
    )
