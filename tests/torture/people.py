"""Who is there in the data of T0, as facts that the driver knows: names, ids, links. Read from a file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
OPENS, CLOSES = 9, 17


@dataclass(frozen=True)
class Person:
    """A person or room that is booked. ``slug`` stands in addresses, ``uid`` in those of staff."""

    id: int
    uid: str
    slug: str
    name: str
    email: str


@dataclass(frozen=True)
class Offered:
    """A service; lengths in minutes. ``people`` are the ids of those of whom one (or a seat) is taken."""

    id: int
    slug: str
    minutes: int
    step: int
    people: tuple[int, ...]
    is_chosen: bool = False
    """Whether the visitor says with whom."""
    capacity: int = 1
    needs_approval: bool = False
    before: int = 0
    after: int = 0


@dataclass(frozen=True)
class Tenant:
    """``slug`` is also the mark of everything that is this tenant's: it stands in all its names and mails."""

    id: int
    uid: str
    slug: str
    location: str
    people: tuple[Person, ...]
    services: tuple[Offered, ...]
    owner: str
    password: str

    def service(self, slug: str) -> Offered:
        return next(each for each in self.services if each.slug == slug)

    def person(self, id_: int) -> Person:
        return next(each for each in self.people if each.id == id_)

    def mail(self, name: str) -> str:
        """An address that belongs to a customer of this tenant alone."""
        return f"{name}@{self.slug}.example"


@dataclass(frozen=True)
class People:
    tenants: tuple[Tenant, ...]
    first_day: date
    """A Monday at least a week ahead; open from Monday to Friday, from nine to five in Berlin."""

    def tenant(self, slug: str) -> Tenant:
        return next(each for each in self.tenants if each.slug == slug)

    def at(self, day: int, hour: int, minute: int = 0) -> datetime:
        """The moment, in UTC, on the so-manieth open day by Berlin's clocks. Day 5 is the second Monday."""
        on = self.first_day + timedelta(days=7 * (day // 5) + day % 5)
        return datetime.combine(on, time(hour, minute), BERLIN).astimezone(UTC)

    def save(self, path: Path) -> None:
        said = {**asdict(self), "first_day": self.first_day.isoformat()}
        path.write_text(json.dumps(said), encoding="utf-8")


def read(path: Path) -> People:
    said = json.loads(path.read_text(encoding="utf-8"))
    tenants = tuple(_tenant(each) for each in said["tenants"])
    return People(tenants, date.fromisoformat(said["first_day"]))


def _tenant(said: dict[str, object]) -> Tenant:
    people = tuple(Person(**each) for each in said.pop("people"))  # type: ignore[attr-defined]
    services = tuple(
        Offered(**{**each, "people": tuple(each["people"])})
        for each in said.pop("services")  # type: ignore[attr-defined]
    )
    return Tenant(**said, people=people, services=services)  # type: ignore[arg-type]
