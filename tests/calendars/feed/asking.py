"""A feed on a server that says what it is told to, and the kind that reads it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from terminbuch.calendars.feed import Feed
from terminbuch.calendars.kind import Account
from terminbuch.calendars.outbound import wait
from terminbuch.ical.seen import Reading
from tests.calendars.fakes.raw_server import Asked, RawServer, Said, answering, said
from tests.ical.reading import JUNE, OWNER, calendar, nine_to_ten

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
TEXT = calendar("X-WR-CALNAME:Anna", nine_to_ten())
SECONDS = 20.0


def feed(address: str) -> Feed:
    owners = frozenset({OWNER})
    return Feed(Account("feed", secret={"address": address}, owners=owners, zone=ZoneInfo("Europe/Berlin")))


@contextmanager
def saying(*told: Said | Callable[[Asked], Said]) -> Iterator[tuple[Feed, RawServer]]:
    """One answer after the other; the last one again and again."""
    left = list(told)

    def answer(asked: Asked) -> Said:
        one = left.pop(0) if len(left) > 1 else left[0]
        return one(asked) if callable(one) else one

    with answering(answer) as server:
        yield feed(f"{server.origin}/secret/anna.ics"), server


def ics(text: bytes = TEXT, **headers: str) -> bytes:
    return said(200, text, Content_Type="text/calendar", **headers)


def done[T](coroutine: Coroutine[Any, Any, T]) -> T:
    return wait(coroutine, seconds=SECONDS)


def read(kind: Feed, token: str = "") -> Reading:
    return done(kind.read("feed", starts_at=JUNE.starts_at, ends_at=JUNE.ends_at, token=token, now=NOW))
