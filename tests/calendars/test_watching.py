"""Whoever can be reached is told of changes; channels are renewed at half of their life."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from terminbuch.calendars.watching import renew_channels
from terminbuch.models import OutsideCalendar, PushChannel
from tests.builders import SUNDAY_18, change, make_calendar, make_salon
from tests.calendars.fakes.google import Google
from tests.calendars.fakes.graph import Graph
from tests.calendars.fakes.signing import SigningService

DAY = timedelta(days=1)
BEN = "ben@salon.example"


@pytest.fixture(autouse=True)
def public(settings: Any) -> None:
    settings.BASE_URL = "https://termine.salon.example"


def connected(fake: SigningService, kind: str, remote_id: str) -> OutsideCalendar:
    calendar = make_calendar(make_salon().ben, remote_id=remote_id, next_read_at=timezone.now() + DAY)
    calendar.connection.kind = kind
    calendar.connection.secret = {**fake.signed_in(), "expires_at": (SUNDAY_18 + 9 * DAY).timestamp()}
    calendar.connection.save()
    return calendar


def channels_of(calendar: OutsideCalendar) -> list[tuple[str, datetime, datetime]]:
    rows = PushChannel.objects.of(calendar.organisation_id).order_by("pk")
    return [(row.remote_id, row.renew_at, row.expires_at) for row in rows]


def is_due(calendar: OutsideCalendar) -> bool:
    calendar.refresh_from_db()
    return calendar.next_read_at is not None and calendar.next_read_at <= timezone.now()


def post(address: str, headers: Mapping[str, str], body: bytes) -> int:
    """As it would come in from outside."""
    assert address.startswith("https://termine.salon.example/-/push/")
    kind = headers.get("Content-Type", "text/plain")
    answer = Client().post(urlsplit(address).path, body, content_type=kind, headers=dict(headers))
    connections.close_all()
    return answer.status_code


def validate(address: str) -> tuple[int, str]:
    answer = Client().post(f"{urlsplit(address).path}?validationToken=Validation%3A%20%C3%BC%20%26%20%3Cb%3E")
    connections.close_all()
    return answer.status_code, answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_google_tells_us_from_now_on(google: Google) -> None:
    calendar = connected(google, "google", BEN)
    google.pushes.post = post

    renew_channels(SUNDAY_18)
    [(remote_id, renew_at, expires_at)] = channels_of(calendar)
    google.add(BEN, SUNDAY_18 + DAY, SUNDAY_18 + DAY)

    [channel] = google.channels
    assert remote_id == f"{channel} of-{BEN}"
    assert (renew_at, expires_at) == (SUNDAY_18 + DAY * 3.5, SUNDAY_18 + DAY * 7)
    assert is_due(calendar)


@pytest.mark.django_db(transaction=True)
def test_microsoft_asks_back_before_it_tells_us(graph: Graph) -> None:
    calendar = connected(graph, "microsoft", "ben")
    graph.pushes.post, graph.validates = post, validate

    renew_channels(SUNDAY_18)
    graph.add("ben", SUNDAY_18 + DAY, SUNDAY_18 + DAY)

    assert [remote_id for remote_id, *_times in channels_of(calendar)] == ["subscription-0"]
    assert is_due(calendar)


@pytest.mark.django_db
def test_a_channel_is_renewed_at_half_of_its_life_and_the_old_one_ended(google: Google) -> None:
    calendar = connected(google, "google", BEN)
    renew_channels(SUNDAY_18)
    [first] = google.channels

    renew_channels(SUNDAY_18 + 3 * DAY)
    assert list(google.channels) == [first]
    google.now = lambda: SUNDAY_18 + 4 * DAY
    renew_channels(SUNDAY_18 + 4 * DAY)

    [second] = google.channels
    assert (second == first, len(channels_of(calendar))) == (False, 1)


@pytest.mark.django_db
def test_what_does_not_come_about_is_tried_again_after_a_while(google: Google) -> None:
    calendar = connected(google, "google", BEN)
    google.fault("500", on="/watch")

    renew_channels(SUNDAY_18)
    renew_channels(SUNDAY_18 + timedelta(minutes=29))
    tries = len(google.asked)
    renew_channels(SUNDAY_18 + timedelta(minutes=30))

    assert (tries, len(google.asked), len(channels_of(calendar))) == (1, 2, 1)
    assert len(google.channels) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [{"blocks": False}, {"state": "signed_out"}, {"kind": "caldav"}],
    ids=lambda fields: next(iter(fields)),
)
def test_of_what_is_not_needed_nobody_tells_us(google: Google, fields: dict[str, Any]) -> None:
    calendar = connected(google, "google", BEN)
    change(calendar if "blocks" in fields else calendar.connection, **fields)

    renew_channels(SUNDAY_18)

    assert (google.asked, channels_of(calendar)) == ([], [])


@pytest.mark.django_db
def test_a_server_that_nobody_reaches_asks_nobody_to_tell_it(google: Google, settings: Any) -> None:
    settings.BASE_URL = "http://localhost:8000"
    connected(google, "google", BEN)

    assert renew_channels(SUNDAY_18) is False
    assert google.asked == []
