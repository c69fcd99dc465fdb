"""The slip: one appointment, as far as it is known, for every page alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from terminbuch import wording
from terminbuch.models import Booking, Location, Service

MAPS = "https://www.openstreetmap.org/search?"


@dataclass(frozen=True, slots=True)
class Line:
    """``text`` "" is still open. ``link`` is an address with its words.

    ``leaves`` puts a button there that gives the time back; ``leads_out`` is a link to another site.
    """

    label: str
    text: str = ""
    note: str = ""
    link: tuple[str, str] = ("", "")
    leaves: bool = False
    leads_out: bool = False
    is_step: bool = False
    is_gone: bool = False

    @property
    def note_and_stop(self) -> str:
        """The note as a sentence that another one follows."""
        return self.note if not self.note or self.note.endswith(".") else f"{self.note}."


@dataclass(frozen=True, slots=True)
class Leaf:
    """The time as a calendar's leaf shows it."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Slip:
    lines: tuple[Line, ...]
    leaf: Leaf | None = None
    foot: str = ""


def service_line(service: Service, language: str, *, change: str = "") -> Line:
    length = wording.length(service.duration_minutes, language)
    note = ", ".join(part for part in (length, service.price(language)) if part)
    return Line(_("Service"), service.name(language), note, (change, _("Change")))


def people_line(people: Iterable[str]) -> Line:
    return Line(_("With"), ", ".join(people))


def place_line(location: Location) -> Line:
    """The street, and a link to a map: a plain one, nothing is loaded from there."""
    way = MAPS + urlencode({"query": location.address})
    street, town = (location.street, location.town) if location.street else (location.town, "")
    link = (way, _("Show the way")) if location.address else ("", "")
    return Line(_("Place"), street or location.name, town, link, leads_out=True)


def time_line(start: datetime, end: datetime, zone: ZoneInfo, language: str, *, leaves: bool = False) -> Line:
    day = wording.medium_date(start.astimezone(zone).date(), language)
    return Line(_("When"), day, wording.from_to(start, end, zone, language), leaves=leaves)


def gone_line(start: datetime, zone: ZoneInfo, language: str) -> Line:
    """A time that is no longer to be had, in the place where the new one will stand."""
    day = wording.medium_date(start.astimezone(zone).date(), language)
    return Line(_("When"), day, wording.clock(start, zone, language), is_step=True, is_gone=True)


def old_time_line(start: datetime, zone: ZoneInfo, language: str) -> Line:
    day = wording.medium_date(start.astimezone(zone).date(), language)
    return Line(_("Before"), f"{day}, {wording.clock(start, zone, language)}", is_gone=True)


def open_line(label: str, *, is_step: bool = False) -> Line:
    return Line(label, is_step=is_step)


def still_line(start: datetime, zone: ZoneInfo, language: str) -> Line:
    """The time that holds as long as nobody has decided about another one."""
    day = wording.medium_date(start.astimezone(zone).date(), language)
    return Line(_("Until then"), f"{day}, {wording.clock(start, zone, language)}")


def number_line(booking: Booking) -> Line:
    return Line(_("Number"), wording.spaced_number(booking.number))


def slip_of(
    booking: Booking,
    language: str,
    *,
    first: tuple[Line, ...] = (),
    last: tuple[Line, ...] = (),
    leaf: Leaf | None = None,
) -> Slip:
    """A whole appointment: its leaf, then what, with whom and where, between lines of the page's own."""
    what = (service_line(booking.service, language),) if booking.service else ()
    people = booking.people()
    who = (people_line(people),) if people else ()
    return Slip(
        lines=(*first, *what, *who, place_line(booking.location), *last),
        leaf=leaf or Leaf(booking.starts_at, booking.ends_at),
    )
