"""What one mail is about, as values: read from its delivery, told in its reader's language and zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from terminbuch import wording
from terminbuch.models import Booking, Delivery, Location, Organisation, Resource, Service

from .facts import Times, instant, line, times


@dataclass(frozen=True, slots=True)
class Occasion:
    """The event that a mail tells of, as it was when the mail was promised. ``now`` is when it is written.

    ``before`` is what a change changed; ``wished_at`` a time that was wished for in vain; ``offers`` are
    kept for the reader until ``until``; ``why`` is what the organisation says to everybody about an absence.
    ``is_written``: we write it into the reader's calendar ourselves.
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
    is_written: bool
    personal_text: str
    offers: tuple[Times, ...]
    until: datetime | None
    why: str

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
        return self.resource is not None and not self.times.are_with(self.resource)

    @property
    def comes_to_reader(self) -> bool:
        """Whether the reader is a resource that serves the booking only since the change."""
        if self.resource is None:
            return False
        return self.before is None or not self.before.are_with(self.resource)

    @property
    def keeps_start(self) -> bool:
        """Whether something else than the start was changed."""
        return self.before is not None and self.before.starts_at == self.times.starts_at

    @property
    def is_block(self) -> bool:
        """Whether the time is taken from everybody, with nobody who comes."""
        return self.service is None and not self.booking.name

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

    def short_span(self, times: Times) -> str:
        """ "Di, 24. November, 10:15 bis 11:00 Uhr"."""
        day = wording.medium_date(times.starts_at.astimezone(self.zone).date(), self.language, self.today)
        return f"{day}, {wording.from_to(times.starts_at, times.ends_at, self.zone, self.language)}"

    def deadline(self, instant: datetime) -> str:
        """The clock alone while it is today, else the whole moment."""
        is_today = instant.astimezone(self.zone).date() == self.today
        return wording.clock(instant, self.zone, self.language) if is_today else self.moment(instant)


def occasion(delivery: Delivery, *, now: datetime) -> Occasion:
    """Raises LookupError for a delivery that is about no booking."""
    if delivery.booking is None:
        raise LookupError(f"delivery {delivery.uid} ({delivery.kind}) has no booking")
    facts = delivery.facts
    return Occasion(
        delivery=delivery,
        booking=delivery.booking,
        now=now,
        times=times(facts),
        before=times(facts, "was_") if "was_starts_at" in facts else None,
        wished_at=instant(facts, "wished_starts_at"),
        by=facts["by"],
        sequence=facts["sequence"],
        was_invited=facts.get("invited", True),
        is_written=facts.get("is_written", False),
        personal_text=line(facts, "personal_text"),
        offers=tuple(times(offer) for offer in facts.get("offers", ())),
        until=instant(facts, "until"),
        why=line(facts, "why"),
    )
