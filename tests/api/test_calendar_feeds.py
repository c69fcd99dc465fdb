"""A resource's private address: what it tells, to whom, and that it can be ended."""

from __future__ import annotations

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from terminbuch.actions.asking import COMMAND
from terminbuch.actions.booking import cancel
from terminbuch.actions.outside import feeds
from terminbuch.actions.refusals import NotYours
from terminbuch.models import HistoryEntry, Resource
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    change,
    make_booking,
    make_offer,
    make_salon,
)
from tests.staff_pages.pages import Answer


@pytest.fixture
def salon(db: None, monkeypatch: pytest.MonkeyPatch) -> Salon:
    monkeypatch.setattr(timezone, "now", lambda: SUNDAY_18)
    return make_salon()


@pytest.fixture
def ben(salon: Salon) -> Resource:
    return made(salon.ben)


def made(resource: Resource) -> Resource:
    return feeds.make(resource.uid, organisation_id=resource.organisation_id, by=COMMAND, now=SUNDAY_18)


def fetch(path: str, **headers: str) -> Answer:
    return Client().get(path, headers=headers)


def neutral(ben: Resource) -> str:
    return feeds.feed_path(ben, is_full=False)


def events(path: str) -> list[tuple[str, str, str]]:
    answer = fetch(path)
    assert answer.status_code == 200
    calendar = icalendar.Calendar.from_ical(answer.content)
    return [
        (f"{event.start:%d. %H:%M}", f"{event.end:%H:%M}", str(event["SUMMARY"])) for event in calendar.events
    ]


def test_it_tells_when_ben_is_booked_and_nothing_else(salon: Salon, ben: Resource) -> None:
    make_booking(salon.cut, at=MONDAY_9, resource_id=ben.pk)
    make_booking(salon.cut, at=MONDAY_9, who="Berta", resource_id=salon.clara.pk)
    make_offer(make_booking(salon.cut, at=TUESDAY_9, resource_id=ben.pk), ben, MONDAY_10)

    assert events(neutral(ben)) == [("23. 08:00", "09:00", "Termin"), ("24. 08:00", "09:00", "Termin")]
    assert b"Anna" not in fetch(neutral(ben)).content.replace(b"Salon Anna", b"")


def test_another_address_tells_who_comes_for_what(salon: Salon, ben: Resource) -> None:
    make_booking(salon.cut, at=MONDAY_9, resource_id=ben.pk, note="Kurz")

    text = fetch(feeds.feed_path(ben, is_full=True)).content.decode()

    assert "SUMMARY:Schneiden\\, Anna\r\n" in text
    assert "DESCRIPTION:anna@example.org\\nKurz\r\n" in text


def test_buffers_and_what_is_off_or_far_away_are_left_out(salon: Salon, ben: Resource) -> None:
    change(salon.cut, buffer_before_minutes=15, buffer_after_minutes=15, horizon_days=None)
    make_booking(salon.cut, at=MONDAY_9, resource_id=ben.pk)
    cancel(make_booking(salon.cut, at=TUESDAY_9, resource_id=ben.pk).pk, by=COMMAND, now=SUNDAY_18)

    assert events(neutral(ben)) == [("23. 08:00", "09:00", "Termin")]


def test_a_program_that_has_it_already_is_told_so(salon: Salon, ben: Resource) -> None:
    first = fetch(neutral(ben))
    again = fetch(neutral(ben), **{"If-None-Match": f'W/"old", {first.headers["ETag"]}'})
    make_booking(salon.cut, at=MONDAY_9, resource_id=ben.pk)
    changed = fetch(neutral(ben), **{"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code, again.content, changed.status_code) == (200, 304, b"", 200)


def test_nobody_keeps_it_and_nobody_finds_it(ben: Resource) -> None:
    headers = fetch(neutral(ben)).headers

    assert headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert (headers["Cache-Control"], headers["X-Robots-Tag"]) == ("private, no-store", "noindex, nofollow")


def test_a_new_address_ends_the_one_before(ben: Resource) -> None:
    old = neutral(ben)

    new = neutral(made(ben))

    assert (fetch(old).status_code, fetch(new).status_code) == (404, 200)


def test_an_address_that_was_ended_stays_ended(ben: Resource) -> None:
    old, key = neutral(ben), ben.organisation_id
    for _ in range(2):
        feeds.revoke(ben.uid, organisation_id=key, by=COMMAND, now=SUNDAY_18)
    assert fetch(old).status_code == 404

    made(ben)

    assert fetch(old).status_code == 404
    logged = HistoryEntry.objects.of(key).filter(what__startswith="calendar_address")
    assert list(logged.order_by("pk").values_list("what", flat=True)) == [
        "calendar_address_made",
        "calendar_address_revoked",
        "calendar_address_made",
    ]


def test_it_is_good_as_long_as_its_key_is(ben: Resource, settings: Settings) -> None:
    old = neutral(ben)

    settings.LINK_KEYS = ["a new key", *settings.LINK_KEYS]
    assert (fetch(old).status_code, fetch(neutral(ben)).status_code) == (200, 200)

    settings.LINK_KEYS = ["a new key"]
    assert fetch(old).status_code == 404


def wrong(ben: Resource, clara: Resource) -> list[str]:
    """Cut short, somebody else's secret, one letter off, no uid, letters of other alphabets, far too long."""
    path, whose = neutral(ben), f"/-/calendar/{clara.uid.hex}"
    secret = path.removeprefix(f"/-/calendar/{ben.uid.hex}")
    return [
        path.replace(".ics", "")[:-1] + ".ics",
        f"{whose}{secret}",
        f"/-/calendar/{ben.uid.hex}.ics",
        f"/-/calendar/x{path[13:]}",
        f"/-/calendar/{ben.uid.hex}äöü\N{GREEK SMALL LETTER ALPHA}.ics",
        f"/-/calendar/{'a' * 5000}.ics",
        path.replace(".ics", ""),
    ]


def test_whatever_is_wrong_with_it_looks_the_same(salon: Salon, ben: Resource) -> None:
    made(salon.clara)

    assert [fetch(path).status_code for path in wrong(ben, salon.clara)] == [404] * 7
    assert Client().post(neutral(ben)).status_code == 405


def test_another_business_makes_and_ends_nothing(ben: Resource) -> None:
    other = make_salon("mallory").organisation.pk

    for step in (feeds.make, feeds.revoke):
        with pytest.raises(NotYours):
            step(ben.uid, organisation_id=other, by=COMMAND, now=SUNDAY_18)

    assert fetch(neutral(ben)).status_code == 200


def test_it_costs_two_queries_however_much_is_booked(salon: Salon, ben: Resource) -> None:
    make_booking(salon.cut, at=MONDAY_9, resource_id=ben.pk)
    make_booking(salon.cut, at=MONDAY_10, who="Berta", resource_id=ben.pk)

    with CaptureQueriesContext(connection) as asked:
        assert len(events(neutral(ben))) == 2

    assert len(asked) == 2
