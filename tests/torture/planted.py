"""Evidence of a small house in which everything is right, made by hand: tests spoil one thing in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tests.torture.evidence import Accepted, Allocation, Booking, Delivery, Entry, Evidence, hashed
from tests.torture.journal import Attempt, Outcome, Told
from tests.torture.people import Offered, People, Person, Tenant
from tests.torture.sink import Received

MONDAY_9 = datetime(2026, 11, 30, 8, tzinfo=UTC)
"""Nine o'clock in Berlin."""
ASKED_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)
UID, LINK, KEY = "a" * 32, "link-of-anna-long-enough", "key-of-anna"
GUARD = (
    "EXCLUDE USING gist (organisation_id WITH =, resource_id WITH =, tstzrange(starts_at, ends_at) WITH &&,"
    " sitting WITH <>) WHERE (live)"
)
BEN = Person(1, "b" * 32, "ben", "Ben qorvat", "ben@qorvat.example")
CUT = Offered(1, "cut", 30, 15, (1,), is_chosen=True)
HERE = Tenant(1, "1" * 32, "qorvat", "2" * 32, (BEN,), (CUT,), "clara@qorvat.example", "")
THERE = replace(HERE, id=2, slug="zumbel", people=(), services=())
ANNA = "anna@qorvat.example"


def told(outcome: Outcome, *, said: str = "", token: str = "", after: float = 0.0) -> Told:
    """``after`` so many seconds, and one second long."""
    began = ASKED_AT.timestamp() + after
    status = {Outcome.CONFIRMED: 303, Outcome.REFUSED: 409}.get(outcome, 0)
    return Told(outcome, status, said, token, began, began + 1)


def asked(number: int, what: str, *answers: Told, token: str = "", key: str = "", **about: str) -> Attempt:
    return Attempt(number, what, "qorvat", key, about, token, answers)


def wish(number: int, email: str, *answers: Told, key: str, start: datetime = MONDAY_9) -> Attempt:
    """Somebody asks for half an hour with Ben."""
    return asked(
        number, "book", *answers, key=key, service="cut", person="1", start=start.isoformat(), email=email
    )  # fmt: skip


def a_mail(delivery: Delivery, text: str = "", *, to: str = "", calendar: str = "") -> Received:
    """As it came over the wire, in two parts where there is a calendar entry."""
    said = text or f"Your time is 09:00. http://localhost/-/manage/{LINK}/"
    entry = calendar or f"BEGIN:VEVENT\nUID:{UID}\nDTSTART:{MONDAY_9:%Y%m%dT%H%M%SZ}\nEND:VEVENT\n"
    lines = [
        f"Message-ID: <{delivery.uid}@house.example>", f"To: {delivery.recipient}", "MIME-Version: 1.0",
        'Content-Type: multipart/alternative; boundary="x"', "", "--x",
        "Content-Type: text/plain; charset=utf-8", "", said, "--x",
        "Content-Type: text/calendar; charset=utf-8", "", entry, "--x--", "",
    ]  # fmt: skip
    return Received(ASKED_AT.timestamp() + 5, to or delivery.recipient, "\r\n".join(lines).encode())


def a_promise(id_: int = 1, kind: str = "booking_confirmed", **fields: object) -> Delivery:
    """A mail to Anna about her booking, sent."""
    values = {
        "uid": f"{id_:032x}", "organisation": 1, "key": f"{UID}:1:customer:{kind}", "kind": kind,
        "booking": 1, "recipient": ANNA, "facts": {"starts_at": f"{MONDAY_9:%Y-%m-%dT%H:%M:%SZ}"},
        "state": "sent", "attempts": 1, "last_error": "", "due_at": ASKED_AT, "created_at": ASKED_AT,
    }  # fmt: skip
    return Delivery(id_, **{**values, **fields})  # type: ignore[arg-type]


def a_row(id_: int = 1, **fields: object) -> Allocation:
    """Ben's half hour of Anna."""
    values = {
        "organisation": 1, "resource": 1, "booking": 1, "hold": None, "starts_at": MONDAY_9,
        "ends_at": MONDAY_9 + HALF_HOUR, "sitting": f"{id_:032x}",
    }  # fmt: skip
    return Allocation(id_, **{**values, **fields})  # type: ignore[arg-type]


def an_entry(id_: int, what: str, **facts: str) -> Entry:
    return Entry(id_, 1, 1, what, ASKED_AT + timedelta(seconds=id_), facts)


ANNAS = Booking(
    1, UID, 1, "confirmed", "online", ANNA, MONDAY_9, MONDAY_9 + HALF_HOUR, hashed(LINK), 1, 0, ASKED_AT
)


def all_is_well() -> Evidence:
    """Anna has booked nine o'clock with Ben; Berta wanted it too and was told that it is taken."""
    promise = a_promise()
    return Evidence(
        "postgresql",
        People((HERE, THERE), date(2026, 11, 30)),
        allocations=[a_row()],
        bookings=[ANNAS],
        deliveries=[promise],
        history=[an_entry(1, "booked")],
        accepted=[Accepted(1, 1, "booking-page", hashed(KEY), UID)],
        customers=[(1, ANNA)],
        mails=[a_mail(promise)],
        attempts=[
            wish(1, ANNA, told(Outcome.CONFIRMED, token=LINK), key=KEY),
            wish(2, "berta@qorvat.example", told(Outcome.REFUSED, said="taken", after=2), key="key-of-berta"),
        ],
        guards=[GUARD],
        now=ASKED_AT + timedelta(minutes=1),
    )
