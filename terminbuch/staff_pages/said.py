"""How a booking's times and things are said to staff: by the clocks of its location, not of the reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from terminbuch import wording
from terminbuch.models import Booking


@dataclass(frozen=True, slots=True)
class Voice:
    """The language of the reader, and the instant at which the page is made."""

    language: str
    now: datetime

    def today(self, zone: ZoneInfo) -> date:
        return self.now.astimezone(zone).date()

    def day(self, booking: Booking) -> date:
        return booking.starts_at.astimezone(booking.location.zone).date()

    def clock(self, booking: Booking) -> str:
        """ "10:15"; in the hour that clocks repeat with its zone."""
        zone = booking.location.zone
        if wording.is_repeated(booking.starts_at, zone):
            return wording.clock(booking.starts_at, zone, self.language)
        return wording.plain_clock(booking.starts_at, zone)

    def from_to(self, booking: Booking) -> str:
        return wording.from_to(booking.starts_at, booking.ends_at, booking.location.zone, self.language)

    def moment(self, instant: datetime, zone: ZoneInfo) -> str:
        return wording.moment(instant, zone, self.language, self.today(zone))

    def span(self, starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> str:
        """ "Mi, 25. November, 10:15 bis 11:00 Uhr"."""
        day = wording.medium_date(starts_at.astimezone(zone).date(), self.language, self.today(zone))
        return f"{day}, {wording.from_to(starts_at, ends_at, zone, self.language)}"

    def brief(self, instant: datetime, zone: ZoneInfo) -> str:
        """ "Mi, 25.11., 10:15", for lists."""
        day = wording.short_date(instant.astimezone(zone).date(), self.language)
        return f"{day}, {wording.plain_clock(instant, zone)}"

    def service(self, booking: Booking) -> str:
        """ "Schneiden & Föhnen, 45 Min."; a blocked time has only its length."""
        length = wording.length(int(booking.duration.total_seconds()) // 60, self.language)
        return f"{booking.service.name(self.language)}, {length}" if booking.service else length

    def who(self, booking: Booking) -> str:
        """ "Gesperrt" for a blocked time, which is for nobody."""
        return booking.name or (_("Without customer") if booking.service_id else _("Blocked"))
