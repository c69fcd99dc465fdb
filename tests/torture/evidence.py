"""What a house left behind, as plain values: rows by SQL, mails by the server that got them, and journals.

Instants are aware and in UTC, ids of other rows are whole numbers, uids are 32 hexadecimal digits.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import uuid
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

from tests.torture.journal import Attempt
from tests.torture.people import People
from tests.torture.sink import Received

if TYPE_CHECKING:
    from tests.torture.house import House


@dataclass(frozen=True)
class Allocation:
    id: int
    organisation: int
    resource: int
    booking: int | None
    hold: int | None
    starts_at: datetime
    ends_at: datetime
    sitting: str
    seat: int = 1
    capacity: int = 1
    live: bool = True
    is_wish: bool = False


@dataclass(frozen=True)
class Booking:
    id: int
    uid: str
    organisation: int
    status: str
    origin: str
    email: str
    starts_at: datetime
    ends_at: datetime
    link_hash: str
    version: int
    sequence: int
    created_at: datetime
    buffer_before: int = 0
    buffer_after: int = 0

    @property
    def is_live(self) -> bool:
        return self.status in {"pending", "confirmed"}


@dataclass(frozen=True)
class Delivery:
    id: int
    uid: str
    organisation: int
    key: str
    kind: str
    booking: int | None
    recipient: str
    facts: dict[str, Any]
    state: str
    attempts: int
    last_error: str
    due_at: datetime
    created_at: datetime
    sent_at: datetime | None = None
    lease_until: datetime | None = None
    calendar: int | None = None

    @property
    def was_in_doubt(self) -> bool:
        return self.state == "in_doubt" or self.last_error.startswith("in doubt")


@dataclass(frozen=True)
class Entry:
    """Of the history."""

    id: int
    organisation: int
    booking: int | None
    what: str
    at: datetime
    facts: dict[str, Any]


@dataclass(frozen=True)
class Accepted:
    id: int
    organisation: int
    caller: str
    key_hash: str
    result: str


@dataclass(frozen=True)
class Reading:
    """Somebody who only looked saw the booking with this uid at this start; ``at`` in seconds since 1970."""

    booking: str
    start: datetime
    at: float


@dataclass
class Evidence:
    """All that the checks look at. What a step does not have is empty, and its checks say nothing then."""

    engine: str
    people: People
    allocations: list[Allocation] = field(default_factory=list)
    bookings: list[Booking] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    history: list[Entry] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)
    customers: list[tuple[int, str]] = field(default_factory=list)
    """Organisation and mail."""
    holds: dict[int, datetime] = field(default_factory=dict)
    """Of each hold its deadline."""
    mails: list[Received] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    guards: list[str] = field(default_factory=list)
    """What the database's catalogue says of the guard."""
    leftovers: list[str] = field(default_factory=list)
    """Locks and open transactions that nobody should hold now."""
    logs: dict[str, str] = field(default_factory=dict)
    readings: list[Reading] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    """What one statement saw of a booking and its rows that did not belong together."""
    deaths: int = 0
    """Workers that ended otherwise than by going home: each may leave a mail that was sent and not marked."""
    now: datetime = datetime(2026, 1, 1, tzinfo=UTC)

    def booking_of(self, token: str) -> Booking | None:
        """Whose link this is."""
        wanted = hashed(token)
        return next((each for each in self.bookings if each.link_hash == wanted), None)


def hashed(secret: str) -> str:
    """As keys and links stand in tables: SHA-256, hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def gathered(house: House, *attempts: Attempt) -> Evidence:
    """The evidence of this house now: its journal, and these attempts of others."""
    return Evidence(
        house.engine,
        house.people,
        allocations=_rows(house, Allocation, "allocation"),
        bookings=_rows(house, Booking, "booking"),
        deliveries=_rows(house, Delivery, "delivery"),
        history=_rows(house, Entry, "historyentry"),
        accepted=_rows(house, Accepted, "acceptedrequest"),
        customers=[(row[0], row[1]) for row in house.sql(CUSTOMERS)],
        holds={row[0]: instant(row[1]) for row in house.sql(HOLDS)},
        mails=list(house.sink.taken),
        attempts=[*house.journal.attempts(), *attempts],
        guards=[str(row[0]) for row in house.sql(GUARDS[house.engine])],
        leftovers=_leftovers(house),
        logs={path.name: _text(path) for path in house.logs.iterdir()},
        deaths=house.deaths,
        now=datetime.now(UTC),
    )


def _leftovers(house: House) -> list[str]:
    """SQLite knows one lock, and whoever gets it knows that nobody else has it."""
    if house.engine == "postgresql":
        return [str(row[0]) for row in house.sql(LEFTOVERS)]
    with closing(sqlite3.connect(house.file, timeout=5, autocommit=True)) as file:
        try:
            file.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            return [f"somebody holds the lock: {error}"]
        file.execute("ROLLBACK")
    return []


# Where a value's column is called otherwise.
COLUMNS: dict[str, str] = {
    "organisation": "organisation_id", "resource": "resource_id", "booking": "booking_id", "hold": "hold_id",
    "calendar": "calendar_id", "buffer_before": "buffer_before_minutes",
    "buffer_after": "buffer_after_minutes",
}  # fmt: skip
CUSTOMERS = "SELECT organisation_id, email FROM terminbuch_customer ORDER BY id"
HOLDS = "SELECT id, deadline FROM terminbuch_hold"
GUARDS = {
    "postgresql": """
SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'terminbuch_allocation'::regclass
AND contype = 'x' AND convalidated""",
    "sqlite": """
SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'terminbuch_allocation' ORDER BY name""",
}
# Advisory locks and connections that wait for work are no leftovers.
LEFTOVERS = """
SELECT 'transaction of ' || application_name || ' ' || state || ': ' || left(query, 80) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
AND (state LIKE 'idle in transaction%' OR xact_start < now() - interval '10 seconds')"""


def _rows[Row](house: House, kind: type[Row], table: str) -> list[Row]:
    """Every row of the table, by the names and types of the value's fields, in the order of their ids."""
    types = get_type_hints(kind)
    columns = ", ".join(COLUMNS.get(name, name) for name in types)
    found = house.sql(f"SELECT {columns} FROM terminbuch_{table} ORDER BY id")
    return [
        kind(**{name: _value(types[name], each) for name, each in zip(types, row, strict=True)})
        for row in found
    ]


def _value(kind: Any, stored: Any) -> Any:
    """What SQLite keeps as text or number, as the value it means."""
    if stored is None:
        return "" if kind is str else None
    if kind is bool:
        return bool(stored)
    if kind == dict[str, Any]:
        return json.loads(stored) if isinstance(stored, str) else stored
    if kind in {datetime, datetime | None}:
        return instant(stored)
    return stored.hex if isinstance(stored, uuid.UUID) else stored


def instant(stored: Any) -> datetime:
    """SQLite keeps text without an offset, which is UTC."""
    found = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
