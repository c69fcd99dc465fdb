"""What every play of the sweep needs: time to book, a calendar outside, and words with the journal."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import psycopg

from tests.calendars.another_client import AnotherClient
from tests.calendars.fakes.raw_server import answering
from tests.calendars.fakes.rude import HOME, Rude
from tests.torture.faults.actors import Company
from tests.torture.house import House
from tests.torture.journal import Attempt, Outcome, Told
from tests.torture.people import Person, Tenant

SQLITE_SCHEMA = "SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
POSTGRESQL_SCHEMA = b"""
SELECT 'column', table_name, column_name || ' ' || data_type FROM information_schema.columns
WHERE table_schema = 'public'
UNION SELECT 'constraint', conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace
UNION SELECT 'index', tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'
"""
PAGES = frozenset({"in_pages"})


@dataclass
class Script:
    """``person`` is the one whose calendar is connected; the others have none."""

    house: House
    company: Company
    rude: Rude
    outside: AnotherClient
    address: str
    calendar: int = 0
    next: dict[int, int] = field(default_factory=dict)
    quiet_days: int = 0
    theirs: set[datetime] = field(default_factory=set)
    mails: dict[str, str] = field(default_factory=dict)
    young: str = ""
    broken: list[str] = field(default_factory=list)

    @property
    def tenant(self) -> Tenant:
        return self.house.people.tenants[0]

    @property
    def person(self) -> Person:
        return self.tenant.people[0]

    def slot(self, person: Person) -> datetime:
        """A time of this person that nobody was given yet, eight of an hour each on a day."""
        number = self.next[person.id] = self.next.get(person.id, -1) + 1
        return self.house.people.at(number // 7, 9 + number % 7)

    def quiet_slot(self) -> datetime:
        """Ten o'clock on a day of its own, far from all that the others book."""
        self.quiet_days += 1
        return self.house.people.at(23 + self.quiet_days, 10)

    def form(
        self, person: Person, service: str, *, start: datetime | None = None
    ) -> tuple[dict[str, str], Attempt]:
        """The open form for a time of this person, the next one if none is named, and what is asked by it."""
        start = start or self.slot(person)
        said = urlencode({"start": start.isoformat(timespec="seconds"), "with": person.slug})
        fields = self.company.play("form", path=f"/{self.tenant.slug}/{service}/book/?{said}")
        mail = self.tenant.mail(f"guest-{start:%m%d%H}-{person.id}")
        asked = self.house.journal.ask(
            "book", tenant=self.tenant.slug, key=fields["key"], service=service, person=str(person.id),
            start=start.isoformat(), mail=mail,
        )  # fmt: skip
        return {**fields, "name": "Anna", "email": mail}, asked

    def booked(self, person: Person, service: str = "cut", *, start: datetime | None = None) -> str:
        """Somebody books; the link."""
        fields, asked = self.form(person, service, start=start)
        token = self.sent(fields, asked).token
        self.mails[token] = fields["email"]
        return token

    def disrupted(self, *, closes: bool) -> tuple[str, str]:
        """Somebody books, and then who serves falls ill, or all is closed. The link, and the disruption."""
        start, person = self.quiet_slot(), self.tenant.people[4]
        token = self.booked(person, start=start)
        disruption = self.company.play(
            "disrupt", organisation=self.tenant.id, person=None if closes else person.id,
            starts=start.isoformat(), ends=(start + timedelta(minutes=30)).isoformat(),
        )  # fmt: skip
        return token, disruption

    def cancelling(self, token: str) -> tuple[dict[str, str], Attempt]:
        """The filled form that cancels, and what is asked by it."""
        fields = {"action": f"/-/manage/{token}/cancel/", "email": self.mails[token]}
        return fields, self.house.journal.ask("cancel", tenant=self.tenant.slug, token=token)

    def sent(self, fields: dict[str, str], asked: Attempt) -> Told:
        """The form is sent, and must lead to an answer that stands."""
        began = time.time()
        answer = self.company.play("post", **posted(fields))
        status, token = answer["status"], token_of(answer["location"])
        told = Told(outcome_of(status), status, token=token, began=began, ended=time.time())
        if told.outcome is not Outcome.CONFIRMED:
            self.broken.append(f"attempt {asked.number} ({asked.what}) was answered {answer}")
        return self.house.journal.tell(asked, told)

    def status(self, token: str) -> str:
        found = self.house.sql("SELECT status FROM terminbuch_booking WHERE link_hash = %s", _hashed(token))
        return str(found[0][0])

    def start_of(self, token: str) -> datetime:
        found = self.house.sql(
            "SELECT starts_at FROM terminbuch_booking WHERE link_hash = %s", _hashed(token)
        )
        return instant(found[0][0])

    def tell_done(self, asked: Attempt, *, began: float) -> None:
        self.house.journal.tell(asked, Told(Outcome.CONFIRMED, began=began, ended=time.time()))

    def uid_of(self, token: str) -> str:
        found = self.house.sql("SELECT uid FROM terminbuch_booking WHERE link_hash = %s", _hashed(token))
        return str(found[0][0]).replace("-", "")

    def count(self, statement: str, *given: Any) -> int:
        return int(self.house.sql(f"SELECT count(*) FROM {statement}", *given)[0][0])

    def expect(self, is_so: bool, sentence: str) -> None:  # what is expected stands there
        if not is_so:
            self.broken.append(sentence)

    def drain(self) -> None:
        """The worker works until nothing is due; leases of the dead run out meanwhile."""
        self.expect(self.company.play("drain"), "the queue never drains")

    # The calendar outside

    def enter_outside(self) -> None:
        """Somebody enters an hour there, on days on which nobody is booked here."""
        start = self.house.people.at(60 + len(self.theirs) // 7, 9 + len(self.theirs) % 7)
        self.outside.add(self.address, start, start + timedelta(hours=1))
        self.theirs.add(start)

    def read_soon(self) -> None:
        self.company.play("read_soon", organisation=self.tenant.id, calendar=self.calendar)

    def busy(self) -> set[datetime]:
        """The starts of what the copy says."""
        return {instant(row[0]) for row in self.house.sql("SELECT starts_at FROM terminbuch_busytime")}

    def entries_of(self, token: str) -> int:
        """How many of them stand in the calendar."""
        mark = self.uid_of(token).encode()
        return sum(mark in body.replace(b"-", b"") for _etag, body in self.rude.objects.values())

    # A database that is being made

    def young_database(self) -> str:
        if not self.young:
            is_file = self.house.engine == "sqlite"
            self.young = str(self.house.folder / "young.sqlite3") if is_file else f"young_{id(self)}"
            if not is_file:
                self.house.cluster.create(self.young)
        return self.young

    def grown_up(self) -> tuple[bool, str]:
        """Whether it has all that the house's has: tables, columns, guards."""
        grown, made = self._schema(self.young), self._schema("")
        return grown == made, f"migrate: {len(grown)} of {len(made)} parts of the schema, {grown ^ made}"

    def _schema(self, young: str) -> set[tuple[str, ...]]:
        if self.house.engine == "sqlite":
            file = young or self.house.file
            with closing(sqlite3.connect(file)) as opened:
                return {tuple(map(str, row)) for row in opened.execute(SQLITE_SCHEMA)}
        url = self.house.cluster.url(young) if young else self.house.database_url
        with psycopg.connect(url) as opened:
            return {tuple(map(str, row)) for row in opened.execute(POSTGRESQL_SCHEMA)}


def posted(fields: dict[str, str]) -> dict[str, Any]:
    return {
        "path": fields["action"],
        "fields": {name: said for name, said in fields.items() if name != "action"},
    }


def outcome_of(status: int) -> Outcome:
    if status in {302, 303}:
        return Outcome.CONFIRMED
    return Outcome.REFUSED if status < 500 else Outcome.FAILED


def token_of(location: str) -> str:
    parts = location.split("/")
    return parts[3] if location.startswith("/-/manage/") else ""


def instant(stored: Any) -> datetime:
    """SQLite keeps text without an offset, which is UTC."""
    found = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@contextmanager
def scripts(house: House, company: Company) -> Iterator[Script]:
    """With a calendar of the first person of the first tenant, which the worker has read once."""
    rude = Rude(PAGES, calendars={CALENDAR})
    with answering(rude) as server:
        outside = AnotherClient(f"{server.origin}{HOME}")
        script = Script(house, company, rude, outside, f"{server.origin}{CALENDAR}")
        script.calendar = company.play(
            "connect", organisation=script.tenant.id, person=script.person.id, address=script.address
        )
        script.drain()
        yield script


CALENDAR = f"{HOME}ben/"
