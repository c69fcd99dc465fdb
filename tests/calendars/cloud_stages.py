"""A calendar at the fakes of Google and Microsoft, as the contract wants it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from terminbuch.calendars.google.kind import Google as GoogleKind
from terminbuch.calendars.kind import Account, Kind
from terminbuch.calendars.microsoft.kind import Microsoft
from tests.builders import BERLIN, SUNDAY_18
from tests.calendars.fakes import google as google_fake
from tests.calendars.fakes import graph as graph_fake
from tests.calendars.fakes.google import Google
from tests.calendars.fakes.graph import Graph
from tests.calendars.fakes.service import served
from tests.calendars.fakes.signing import CLIENT

BEN = "ben@salon.example"


@dataclass(frozen=True)
class CloudStage:
    """What somebody does in Google's pages or in Outlook is done to the fake itself."""

    fake: Google | Graph
    kind: Kind
    calendar: str
    gone: str
    lost_token: str
    free: dict[str, str]

    def add(self, starts_at: datetime, ends_at: datetime, *, free: bool = False) -> str:
        return self.fake.add(self.calendar, starts_at, ends_at, **(self.free if free else {}))

    def move(self, remote_id: str, starts_at: datetime, ends_at: datetime) -> None:
        self.fake.move(self.calendar, remote_id, starts_at, ends_at)

    def remove(self, remote_id: str) -> None:
        self.fake.delete(self.calendar, remote_id)


@contextmanager
def google_served(settings: Any, *, now: Callable[[], datetime] = lambda: SUNDAY_18) -> Iterator[Google]:
    with served(Google(now=now)) as fake:
        settings.OUTSIDE_PRIVATE = ["127.0.0.1"]
        settings.GOOGLE_SIGN_IN = f"{fake.url}/sign-in"
        settings.GOOGLE_API, settings.GOOGLE_TOKENS = f"{fake.url}{google_fake.API}", f"{fake.url}/token"
        settings.GOOGLE_CLIENT_ID, settings.GOOGLE_CLIENT_SECRET = CLIENT.values()
        yield fake


@contextmanager
def graph_served(settings: Any, *, now: Callable[[], datetime] = lambda: SUNDAY_18) -> Iterator[Graph]:
    with served(Graph(now=now)) as fake:
        settings.OUTSIDE_PRIVATE = ["127.0.0.1"]
        settings.MICROSOFT_API, settings.MICROSOFT_SIGN_IN = f"{fake.url}{graph_fake.API}", fake.url
        settings.MICROSOFT_CLIENT_ID, settings.MICROSOFT_CLIENT_SECRET = CLIENT.values()
        settings.MICROSOFT_TENANT = graph_fake.TENANT
        yield fake


def google_stage(fake: Google) -> CloudStage:
    return CloudStage(
        fake, GoogleKind(_account(fake)), BEN, "gone", "sync-99", {"transparency": "transparent"}
    )


def graph_stage(fake: Graph) -> CloudStage:
    window = "startDateTime=2026-03-01T00:00:00Z&endDateTime=2026-05-01T00:00:00Z"
    lost = f"{fake.url}{graph_fake.API}/me/calendars/ben/calendarView/delta?{window}&place=99"
    return CloudStage(fake, Microsoft(_account(fake)), "ben", "gone", lost, {"showAs": "free"})


def _account(fake: Google | Graph) -> Account:
    return Account("", username=BEN, secret=fake.signed_in(), zone=BERLIN)
