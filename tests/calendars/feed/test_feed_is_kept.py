"""A feed read in by the worker: what it blocks stays through every trouble."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from terminbuch.calendars.syncing import sync_next
from terminbuch.models import BusyTime, OutsideCalendar
from tests.builders import MONDAY_9, MONDAY_10, SUNDAY_18, Salon, change, make_calendar, make_salon
from tests.calendars.fakes.raw_server import RawServer, Said, said
from tests.calendars.feed.asking import ics, saying
from tests.ical.reading import calendar, event

LATER = SUNDAY_18 + timedelta(hours=1)
FEED = calendar(event(f"DTSTART:{MONDAY_9:%Y%m%dT%H%M%S}Z", f"DTEND:{MONDAY_10:%Y%m%dT%H%M%S}Z"))


@pytest.fixture
def salon(db: None) -> Salon:
    return make_salon()


def bens_feed(salon: Salon, server: RawServer) -> OutsideCalendar:
    row = make_calendar(salon.ben, next_read_at=SUNDAY_18, full_due=True, read_from=None, read_until=None)
    change(row.connection, kind="feed", secret={"address": f"{server.origin}/secret.ics"})
    change(row, remote_id="feed")
    return row


def known(row: OutsideCalendar) -> tuple[list[tuple[Any, Any]], str]:
    row.refresh_from_db()
    rows = BusyTime.objects.of(row.organisation).filter(calendar=row)
    return list(rows.values_list("starts_at", "ends_at")), row.trouble


THEN: dict[str, tuple[Said, str]] = {
    "a page to log in": (said(200, b"<html>Please log in</html>"), "unreadable"),
    "cut off": (ics(FEED[:-30]), "unreadable"),
    "nothing": (said(200), "unreadable"),
    "gone": (said(410), "not_there"),
    "broken": (said(500), "broken"),
    "hang up": (None, "unreachable"),
    "as before": (said(304), ""),
    "the same": (ics(FEED), ""),
}


@pytest.mark.parametrize(("then", "trouble"), THEN.values(), ids=THEN)
def test_what_a_feed_blocks_stays_when_it_cannot_be_read(salon: Salon, then: Said, trouble: str):
    with saying(ics(FEED, ETag='"1"'), then) as (_, server):
        row = bens_feed(salon, server)
        assert sync_next(SUNDAY_18)
        assert sync_next(LATER)

    assert known(row) == ([(MONDAY_9, MONDAY_10)], trouble)


def test_what_is_gone_from_a_feed_is_free_again(salon: Salon):
    with saying(ics(FEED), ics(calendar())) as (_, server):
        row = bens_feed(salon, server)
        assert sync_next(SUNDAY_18)
        assert sync_next(LATER)

    assert known(row) == ([], "")
