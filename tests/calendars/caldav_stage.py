"""A calendar on a CalDAV server, as the contract wants it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from terminbuch.calendars.caldav.account import CalDav
from terminbuch.calendars.kind import Account, Kind
from terminbuch.calendars.outbound import host_of
from tests.calendars.another_client import AnotherClient


@dataclass
class CalDavStage:
    client: AnotherClient
    kind: Kind
    calendar: str
    gone: str
    lost_token: str = "sync:http://terminbuch.example/never-given"

    def add(self, starts_at: datetime, ends_at: datetime, *, free: bool = False) -> str:
        return self.client.add(self.calendar, starts_at, ends_at, free=free)

    def move(self, remote_id: str, starts_at: datetime, ends_at: datetime) -> None:
        self.client.move(remote_id, starts_at, ends_at)

    def remove(self, remote_id: str) -> None:
        self.client.remove(remote_id)


@contextmanager
def caldav_stage(client: AnotherClient) -> Iterator[CalDavStage]:
    """A fresh calendar, for the servers live as long as all tests; taken away again, for some servers want a
    UID to be in one calendar of an account only."""
    gone, calendar = client.make_calendar(), client.make_calendar()
    client.remove_calendar(gone)
    yield CalDavStage(client, CalDav(account(client)), calendar, gone)
    client.remove_calendar(calendar)


def account(client: AnotherClient, *, password: str = "") -> Account:
    return Account(
        kind="caldav",
        address=client.address,
        username=client.username,
        secret={"password": password or client.password},
        hosts=frozenset({host_of(client.address)}),
    )
