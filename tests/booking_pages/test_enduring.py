"""A page that is kept is shown again for one query, and is never anybody's own."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from terminbuch.actions.holding import hold
from terminbuch.booking_pages import shelf
from terminbuch.booking_pages.shelf import SHELF
from terminbuch.models import Organisation
from tests.booking_pages.reader import Browser, read
from tests.builders import (
    MONDAY_9,
    SUNDAY_18,
    Salon,
    a_hold,
    change,
    make_booking,
    make_salon,
)

PAGES = ("/salon/", "/salon/cut/", "/salon/cut/?view=list", "/salon/cut/?month=2026-12&date=2026-12-09")
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def nothing_kept(salon: Salon) -> None:
    SHELF.clear()


def queries(visitor: Browser, address: str, **more: Any) -> int:
    with CaptureQueriesContext(connection) as seen:
        visitor.get(address, **more)
    return len(seen)


def kept() -> int:
    return len(SHELF._pages)


@pytest.mark.parametrize("address", PAGES)
def test_the_second_time_a_page_costs_one_query_and_is_the_same(visitor: Browser, address: str) -> None:
    first = visitor.get(address)

    assert queries(visitor, address) == 1
    again = visitor.get(address)
    assert (again.status_code, again.content, again.headers) == (200, first.content, first.headers)


def test_however_many_bookings_there_are(visitor: Browser, salon: Salon) -> None:
    make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    make_booking(salon.cut, at=MONDAY_9, resource_id=salon.clara.pk)
    visitor.get("/salon/cut/")

    assert queries(visitor, "/salon/cut/") == 1


def test_who_has_the_page_already_is_told_so(visitor: Browser, salon: Salon) -> None:
    change(salon.organisation, embedding_origins=["https://salon.example"])
    page = visitor.get("/salon/cut/")
    has = {"If-None-Match": page.headers["ETag"]}

    again = visitor.get("/salon/cut/", headers=has)

    assert (again.status_code, again.content) == (304, b"")
    for name in ("ETag", "Vary", "Cache-Control", "Content-Security-Policy"):
        assert again.headers[name] == page.headers[name], name
    assert "https://salon.example" in again.headers["Content-Security-Policy"]

    make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    make_booking(salon.cut, at=MONDAY_9, resource_id=salon.clara.pk)
    assert visitor.get("/salon/cut/", headers=has).status_code == 200


def test_each_language_has_its_own(visitor: Browser, english: Browser) -> None:
    said = [
        read(asked).language
        for _ in range(2)
        for asked in (
            visitor.get("/salon/cut/"),
            english.get("/salon/cut/"),
            visitor.get("/salon/cut/?lang=en"),
            Browser(headers={"Accept-Language": "fr"}).get("/salon/cut/"),
        )
    ]

    assert said == ["de", "en", "en", "de"] * 2


def test_the_language_of_a_house_counts_for_whoever_asks_for_none(salon: Salon) -> None:
    stranger = Browser(headers={"Accept-Language": "fr"})
    stranger.get("/salon/cut/")

    change(salon.organisation, language="en")

    assert read(stranger.get("/salon/cut/")).language == "en"


@pytest.mark.parametrize(
    "query",
    [
        "name=Anna", "email=anna@example.org", "phone=030", "note=Bitte+leise", "hold=abc", "q=Schnitt",
        "start=2026-11-23T09:00:00%2B01:00", f"tz={'x' * 301}",
    ],
)  # fmt: skip
def test_what_somebody_has_typed_is_kept_nowhere(visitor: Browser, query: str) -> None:
    for path in ("/salon/", "/salon/cut/", "/salon/cut/?view=list"):
        visitor.get(f"{path}{'&' if '?' in path else '?'}{query}")

    assert kept() == 0


@pytest.mark.parametrize(
    "address",
    ["/salon/cut/?view=zones", "/salon/no-such/", "/no-such/", "/salon/cut/book/", "/salon/style.css"],
)
def test_other_pages_are_kept_nowhere(visitor: Browser, address: str) -> None:
    visitor.get(address)

    assert kept() == 0


def test_the_page_of_a_closed_business_and_of_a_refusal_is_kept_nowhere(
    visitor: Browser, salon: Salon
) -> None:
    make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    refused = visitor.post("/salon/cut/", {"start": f"{MONDAY_9.isoformat()} ben"})
    change(salon.organisation, is_open=False)
    visitor.get("/salon/cut/")

    assert (refused.status_code, kept()) == (409, 0)


def test_words_that_we_do_not_know_make_no_page_of_their_own(visitor: Browser) -> None:
    first = visitor.get("/salon/cut/?utm_source=letter&month=2026-12")
    again = visitor.get("/salon/cut/?month=2026-12&fbclid=1")

    assert (again.content, kept()) == (first.content, 1)


def test_it_sets_no_cookie_and_carries_no_word_of_whoever_asked_first(visitor: Browser) -> None:
    visitor.get("/salon/cut/?utm=marked-visitor", headers={"Referer": "https://marked-visitor.example/"})
    again = Browser(headers={"Accept-Language": "de"}).get("/salon/cut/")

    assert again.cookies == {}
    assert b"marked-visitor" not in again.content


def test_under_its_own_host_a_business_shows_the_same_bytes(visitor: Browser, salon: Salon) -> None:
    change(salon.organisation, hostname="termine.salon.example")
    make_salon("barber")
    here = visitor.get("/salon/cut/")

    there = visitor.get("/salon/cut/", headers={"Host": "termine.salon.example"})

    assert (there.content, there.headers) == (here.content, here.headers)
    visitor.get("/barber/cut/")
    assert visitor.get("/barber/cut/", headers={"Host": "termine.salon.example"}).status_code == 404


@pytest.mark.parametrize(
    ("notice", "lasts"), [(0, 15 * MINUTE), (14 * 60 + 30, 15 * MINUTE), (15 * 60 - 5, 5 * MINUTE)]
)
def test_it_lasts_a_quarter_of_an_hour_or_until_the_notice_reaches_the_first_start(
    visitor: Browser, salon: Salon, notice: int, lasts: timedelta
) -> None:
    """Monday, 9:00, is fifteen hours away."""
    change(salon.cut, notice_minutes=notice)
    visitor.get("/salon/cut/")

    (page,) = SHELF._pages.values()
    assert page.lasts.end - page.lasts.start == lasts


def test_a_hold_that_runs_out_gives_the_time_back(
    visitor: Browser, salon: Salon, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(salon.organisation, hold_minutes=7)
    for person in (salon.ben, salon.clara):
        hold(a_hold(salon.cut, at=MONDAY_9, visitor=person.slug, resource_id=person.pk), now=SUNDAY_18)

    def free_at(now: datetime) -> bool:
        monkeypatch.setattr(timezone, "now", lambda: now)
        return "2026-11-23T09:00:00+01:00" in read(visitor.get("/salon/cut/")).starts

    assert free_at(SUNDAY_18) is False
    assert free_at(SUNDAY_18 + 7 * MINUTE - timedelta(microseconds=1)) is False
    assert free_at(SUNDAY_18 + 7 * MINUTE) is True


def test_a_clock_that_is_set_back_finds_no_page_of_the_future(
    visitor: Browser, salon: Salon, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor.get("/salon/cut/")

    monkeypatch.setattr(timezone, "now", lambda: SUNDAY_18 - timedelta(hours=1))

    assert queries(visitor, "/salon/cut/") > 1


def test_no_more_is_kept_than_a_process_can_bear(visitor: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST_BYTES", 3 * 30_000)
    for month in range(1, 9):
        visitor.get(f"/salon/cut/?month=2027-{month:02}")
    visitor.get("/salon/cut/")

    assert 0 < SHELF._bytes <= 3 * 30_000
    assert SHELF._bytes == sum(page.size for page in SHELF._pages.values())
    assert queries(visitor, "/salon/cut/") == 1
    assert queries(visitor, "/salon/cut/?month=2027-01") > 1


def test_a_page_that_was_asked_for_stays_longer(visitor: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor.get("/salon/")
    visitor.get("/salon/cut/")
    monkeypatch.setattr(shelf, "MOST_BYTES", SHELF._bytes)
    visitor.get("/salon/")

    visitor.get("/salon/?lang=en")

    assert queries(visitor, "/salon/") == 1
    assert queries(visitor, "/salon/cut/") > 1


def test_what_changes_while_the_page_is_made_is_seen_the_next_time(visitor: Browser, salon: Salon) -> None:
    """The page may show either, but it is not kept as that of after the change."""
    rename = ["Salon Berta"]

    def meanwhile(execute: Any, sql: str, *more: Any) -> Any:
        found = execute(sql, *more)
        if "FROM terminbuch_organisation" in sql and rename:
            Organisation.objects.filter(pk=salon.organisation.pk).update(name=rename.pop())
        return found

    with connection.execute_wrapper(meanwhile):
        first = visitor.get("/salon/cut/")

    assert ("Salon Anna" in first.content.decode(), rename) == (True, [])
    assert "Salon Berta" in visitor.get("/salon/cut/").content.decode()
