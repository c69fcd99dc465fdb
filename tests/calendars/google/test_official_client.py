"""Google's own client drives our fake: what it makes we read, and what we write it sees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httplib2
import pytest
from google.oauth2.credentials import Credentials
from google_auth_httplib2 import AuthorizedHttp
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from terminbuch.calendars import outbound
from terminbuch.ical.seen import SeenSpan
from tests.builders import MONDAY_9, MONDAY_10, TUESDAY_9
from tests.calendars.fakes.google import API, Google

from .asking import BEN, an_entry, kind, look, read

HOUR = {
    "start": {"dateTime": MONDAY_9.isoformat(), "timeZone": "Europe/Berlin"},
    "end": {"dateTime": MONDAY_10.isoformat(), "timeZone": "Europe/Berlin"},
}


@pytest.fixture
def client(google: Google) -> Iterator[Any]:
    """As somebody else's program would ask, without any network but the loopback."""
    way = httplib2.Http(timeout=5)
    credentials = Credentials(token=google.signed_in()["access_token"])
    http = AuthorizedHttp(credentials, http=way)
    options = {"api_endpoint": f"{google.url}{API}/"}
    with build("calendar", "v3", http=http, client_options=options, static_discovery=True) as service:
        yield service
    way.close()


def test_what_googles_client_makes_is_read_and_its_changes_too(google: Google, client: Any) -> None:
    made = client.events().insert(calendarId=BEN, body=HOUR).execute()
    first = read(kind(google))
    client.events().patch(calendarId=BEN, eventId=made["id"], body={"transparency": "transparent"}).execute()
    second = read(kind(google), token=first.token)
    client.events().delete(calendarId=BEN, eventId=made["id"]).execute()

    assert [event.spans for event in first.events] == [(SeenSpan(MONDAY_9, MONDAY_10),)]
    assert [(event.remote_id, event.spans) for event in second.events] == [(made["id"], ())]
    assert read(kind(google), token=second.token).gone == frozenset({made["id"]})


def test_what_we_write_googles_client_finds_by_its_mark(google: Google, client: Any) -> None:
    asked = kind(google)
    known = outbound.wait(asked.put(BEN, an_entry(), None), seconds=5)

    event = client.events().get(calendarId=BEN, eventId=known.remote_id).execute()
    assert (event["summary"], event["etag"], "attendees" in event) == ("Termin", known.etag, False)
    with pytest.raises(HttpError, match="duplicate"):
        client.events().insert(calendarId=BEN, body={**HOUR, "id": known.remote_id}).execute()

    outbound.wait(asked.put(BEN, an_entry(at=TUESDAY_9), known), seconds=5)
    [listed] = client.events().list(calendarId=BEN, singleEvents=True, **_week()).execute()["items"]
    assert listed["start"]["dateTime"] == "2026-11-24T08:00:00Z"


def test_both_see_the_same_free_and_busy(google: Google, client: Any) -> None:
    client.events().insert(calendarId=BEN, body=HOUR).execute()
    body = {**_week(), "items": [{"id": BEN}, {"id": "nobody@salon.example"}]}

    told = client.freebusy().query(body=body).execute()["calendars"]

    assert [busy["start"] for busy in told[BEN]["busy"]] == [MONDAY_9.isoformat()]
    assert told["nobody@salon.example"]["errors"][0]["reason"] == "notFound"
    assert [event.spans for event in look(kind(google))] == [(SeenSpan(MONDAY_9, MONDAY_10),)]


def _week() -> dict[str, str]:
    return {"timeMin": "2026-11-20T00:00:00Z", "timeMax": "2026-11-30T00:00:00Z"}
