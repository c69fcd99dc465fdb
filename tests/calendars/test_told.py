"""A notice and the read that follows it: once, twice, late or never, in the end we know what stands there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from terminbuch.calendars.syncing import sync_next
from terminbuch.calendars.watching import renew_channels
from terminbuch.models import BusyTime, OutsideCalendar
from tests.builders import change, make_calendar, make_salon
from tests.calendars.cloud_stages import CloudStage
from tests.calendars.fakes.pushing import Way

HOUR = timedelta(hours=1)
POLL = timedelta(minutes=5, seconds=1)


def post(address: str, headers: Mapping[str, str], body: bytes) -> int:
    """As it would come in from outside, on a thread of the web server."""
    kind = headers.get("Content-Type", "text/plain")
    answer = Client().post(urlsplit(address).path, body, content_type=kind, headers=dict(headers))
    connections.close_all()
    return answer.status_code


@pytest.fixture(params=["google_stage", "graph_stage"])
def stage(request: pytest.FixtureRequest) -> CloudStage:
    given: CloudStage = request.getfixturevalue(request.param)
    given.fake.pushes.post = post
    return given


@pytest.fixture
def calendar(stage: CloudStage, transactional_db: None, settings: Any) -> OutsideCalendar:
    """Ben's, read a moment ago; whoever runs it would tell us of changes."""
    settings.BASE_URL = "https://termine.salon.example"
    now = timezone.now()
    row = make_calendar(make_salon().ben, remote_id=stage.calendar, full_due=True, next_read_at=now)
    row.connection.kind = "google" if stage.calendar.endswith("example") else "microsoft"
    row.connection.secret = {**stage.fake.signed_in(), "expires_at": (now + 24 * HOUR).timestamp()}
    row.connection.save()
    renew_channels(now)
    sync_next(now)
    return row


def read_what_is_due(later: timedelta = timedelta()) -> int:
    """How often something was read."""
    reads = 0
    while sync_next(timezone.now() + later):
        reads += 1
    return reads


def busy(calendar: OutsideCalendar) -> int:
    return BusyTime.objects.of(calendar.organisation_id).filter(calendar=calendar).count()


@pytest.mark.parametrize("way", ["once", "doubled"])
def test_what_is_told_is_read_once(stage: CloudStage, calendar: OutsideCalendar, way: Way) -> None:
    stage.fake.pushes.way = way

    stage.add(timezone.now() + HOUR, timezone.now() + 2 * HOUR)
    stage.add(timezone.now() + 3 * HOUR, timezone.now() + 4 * HOUR)

    assert (read_what_is_due(), busy(calendar)) == (1, 2)


def test_what_is_told_late_and_in_the_wrong_order_ends_well(
    stage: CloudStage, calendar: OutsideCalendar
) -> None:
    stage.fake.pushes.way = "late"
    moved = stage.add(timezone.now() + HOUR, timezone.now() + 2 * HOUR)
    stage.remove(moved)
    stage.add(timezone.now() + 3 * HOUR, timezone.now() + 4 * HOUR)

    assert (read_what_is_due(), busy(calendar)) == (0, 0)
    stage.fake.pushes.deliver_late_ones()

    assert (read_what_is_due(), busy(calendar)) == (1, 1)


def test_what_nobody_tells_is_asked_for(stage: CloudStage, calendar: OutsideCalendar) -> None:
    stage.fake.pushes.way = "dropped"
    stage.add(timezone.now() + HOUR, timezone.now() + 2 * HOUR)

    assert (read_what_is_due(), busy(calendar)) == (0, 0)
    assert (read_what_is_due(later=POLL), busy(calendar)) == (1, 1)


def test_a_lost_token_is_made_good_by_reading_all(stage: CloudStage, calendar: OutsideCalendar) -> None:
    gone = stage.add(timezone.now() + HOUR, timezone.now() + 2 * HOUR)
    read_what_is_due()
    stage.remove(gone)
    stage.add(timezone.now() + 3 * HOUR, timezone.now() + 4 * HOUR)
    stage.fake.fault("410", on="GET")

    read_what_is_due()

    calendar.refresh_from_db()
    assert (calendar.trouble, busy(calendar)) == ("", 1)


def test_a_sign_in_that_is_over_frees_nothing_and_is_said(
    stage: CloudStage, calendar: OutsideCalendar
) -> None:
    """G005"""
    stage.add(timezone.now() + HOUR, timezone.now() + 2 * HOUR)
    read_what_is_due()
    stage.fake.forget_everybody()
    change(calendar, next_read_at=timezone.now())

    for minutes in (0, 10, 20):
        read_what_is_due(later=timedelta(minutes=minutes))

    calendar.refresh_from_db()
    calendar.connection.refresh_from_db()
    assert (busy(calendar), calendar.trouble, calendar.connection.state) == (1, "signed_out", "signed_out")
