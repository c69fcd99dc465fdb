"""The diary as JSON for the grid, and that an unchanged one costs little."""

from __future__ import annotations

import gzip
import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from terminbuch.actions.asking import LINK_HOLDER
from terminbuch.actions.booking import attend
from terminbuch.actions.holding import hold
from terminbuch.models import Absence
from tests.builders import (
    SUNDAY_18,
    a_hold,
    berlin,
    change,
    make_booking,
    make_busy_time,
    make_calendar,
    make_location,
    make_resource,
    open_weekly,
)
from tests.cast import Business, Cast, signed_in
from tests.queries.asked import number_of_queries
from tests.staff_pages.pages import Answer

FEED = "/-/staff/salon/calendar/feed/?view=day&on=2026-11-23"


def ask(client: Client, address: str = FEED, *, language: str = "de", known: str = "") -> Answer:
    headers = {"Accept-Language": language} | ({"If-None-Match": known} if known else {})
    return client.get(address, headers=headers)


def read(client: Client, address: str = FEED, **asked: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ask(client, address, **asked).content)
    return found


def test_an_entry_says_all_that_is_drawn(manager: Client, here: Business) -> None:
    change(here.agreed, buffer_after_minutes=0)

    entries = read(manager)["entries"]

    assert [{**entry, "key": 0} for entry in entries] == [
        {
            "key": 0,
            "resource": "ben",
            "kind": "booking",
            "sign": "online",
            "from": "2026-11-23T09:00",
            "to": "2026-11-23T10:00",
            "who": "Anna",
            "what": "Schneiden",
            "uid": str(here.agreed.uid),
            "version": 1,
        },
        {
            "key": 0,
            "resource": "ben",
            "kind": "pending",
            "sign": "pending",
            "from": "2026-11-23T10:00",
            "to": "2026-11-23T11:00",
            "who": "Berta",
            "what": "Ansatz färben",
            "uid": str(here.requested.uid),
            "version": 1,
        },
    ]


def test_the_heads_say_when_somebody_is_there_and_how_much_there_is(manager: Client, here: Business) -> None:
    Absence.objects.create(
        organisation=here.organisation, resource=here.salon.clara, starts_at=berlin(23, 15), kind="holiday"
    )

    found = read(manager)

    assert [(each["name"], each["text"]) for each in found["columns"]] == [
        ("Ben", "9 bis 17 Uhr, 2\xa0Buchungen"),
        ("Clara", "9 bis 15 Uhr, 0\xa0Buchungen"),
        ("Raum 1", "9 bis 17 Uhr, 0\xa0Belegungen"),
    ]
    assert (found["hours"], found["offset"]) == (["09:00", "17:00"], "+01:00")
    assert found["text"] == "2 Buchungen, 1 Anfrage wartet auf Sie"
    assert [(each["from"], each["to"], each["said"]) for each in found["away"]] == [
        ("2026-11-23T15:00", "2026-11-24T00:00", "Urlaub ab 15 Uhr")
    ]


def test_it_speaks_english(manager: Client) -> None:
    found = read(manager, language="en")

    assert (found["columns"][0]["text"], found["text"]) == (
        *("9:00 to 17:00, 2\xa0bookings", "2 bookings, 1 request waits for you"),
    )


def test_why_somebody_is_ill_is_for_those_who_plan(cast: Cast) -> None:
    salon = cast.here.salon
    Absence.objects.create(
        organisation=salon.organisation, resource=salon.ben, starts_at=berlin(23, 0), kind="illness"
    )

    said = {
        who: [each["said"] for each in read(signed_in(cast.people[who]))["away"]]
        for who in ("manager", "resource: own", "read only")
    }

    assert said == {"manager": ["Krank"], "resource: own": ["Krank"], "read only": ["Abwesend"]}


def test_in_which_calendar_somebody_is_busy_is_for_those_who_plan(cast: Cast) -> None:
    salon = cast.here.salon
    make_busy_time(make_calendar(salon.ben), berlin(22, 9), berlin(23, 12))
    make_calendar(salon.clara, "Verein", is_withheld=True)

    said = {
        who: [(each["resource"], each["to"][-5:], each["said"]) for each in seen["elsewhere"]]
        for who in ("manager", "resource: own", "read only")
        for seen in [read(signed_in(cast.people[who]))]
    }

    bens, claras = (
        ("ben", "12:00", "belegt (Privat) bis 12 Uhr"),
        ("clara", "00:00", "nicht bekannt (Verein)"),
    )
    assert said == {
        "manager": [claras, bens],
        "resource: own": [bens],
        "read only": [("clara", "00:00", "nicht bekannt"), ("ben", "12:00", "belegt bis 12 Uhr")],
    }


def test_a_busy_time_leads_to_how_old_that_knowledge_is(manager: Client, here: Business) -> None:
    make_busy_time(make_calendar(here.salon.ben), berlin(23, 11), berlin(23, 12))

    (part,) = read(manager)["elsewhere"]

    assert (
        part["href"] == f"/-/staff/salon/what-blocks/?resource={here.salon.ben.uid}&on=2026-11-23&at=11%3A00"
    )
    assert "„Privat“" in manager.get(part["href"], headers={"Accept-Language": "de"}).content.decode()


def test_closed_times_are_told_from_breaks(manager: Client, here: Business) -> None:
    place = make_location(here.organisation, "west")
    emil = make_resource(here.organisation, "Emil", position=9)
    for opens, closes in ((9, 12), (13, 18)):
        open_weekly(emil, place, opens=berlin(1, opens + 1).time(), closes=berlin(1, closes + 1).time())

    closed = read(manager, f"{FEED}&location=west")["closed"]

    assert [(each["from"][-5:], each["to"][-5:], each["said"]) for each in closed] == [
        ("00:00", "09:00", "geschlossen"),
        ("12:00", "13:00", "Pause"),
        ("18:00", "00:00", "geschlossen"),
    ]


def test_a_kept_time_says_until_when(manager: Client, here: Business) -> None:
    hold(a_hold(here.salon.cut, at=berlin(23, 13), resource_id=here.salon.clara.pk), now=SUNDAY_18)

    entry = read(manager)["entries"][-1]

    assert (entry["kind"], entry["who"], entry["what"]) == ("hold", "Zurückgelegt", "bis 18:10\xa0Uhr")
    assert "uid" not in entry


def test_what_is_known_is_not_sent_again(manager: Client) -> None:
    first = ask(manager)

    second = ask(manager, known=first.headers["ETag"])

    assert (second.status_code, second.content) == (304, b"")


def test_another_change_another_moment_and_another_reader_are_news(
    cast: Cast, manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(a_hold(cast.here.salon.cut, at=berlin(23, 13)), now=SUNDAY_18)
    known = ask(manager).headers["ETag"]
    attend(cast.here.agreed.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert ask(manager, known=known).status_code == 200
    known = ask(manager).headers["ETag"]
    assert ask(signed_in(cast.people["owner"]), known=known).status_code == 200
    assert ask(manager, known=known, language="en").status_code == 200
    assert ask(manager, FEED.replace("-23", "-24"), known=known).status_code == 200
    assert ask(manager, known=known).status_code == 304

    later: datetime = SUNDAY_18 + timedelta(minutes=10)
    monkeypatch.setattr(timezone, "now", lambda: later)

    assert ask(manager, known=known).status_code == 200


def test_asking_again_costs_a_few_short_queries(manager: Client, here: Business) -> None:
    known = ask(manager).headers["ETag"]
    for hour in (11, 12, 13):
        make_booking(here.salon.cut, at=berlin(25, hour))
    again = ask(manager).headers["ETag"]

    assert known != again
    assert number_of_queries(lambda: ask(manager, known=again)) <= 6


def test_it_travels_packed(manager: Client) -> None:
    packed = manager.get(FEED, headers={"Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(json.loads(gzip.decompress(packed.content))["entries"]) == 2
    again = manager.get(FEED, headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]})
    assert again.status_code == 304


def test_views_without_a_grid_only_learn_that_something_changed(manager: Client) -> None:
    found = read(manager, "/-/staff/salon/calendar/feed/?view=month&on=2026-11-23")

    assert found == {"text": "2 Buchungen, 1 Anfrage wartet auf Sie", "tasks": 2}


@pytest.mark.parametrize(
    "asked",
    [
        "view=year",
        "on=31.02.2026",
        "on=0001-01-01",
        "on=9999-12-31",
        "resource=%00",
        "location=nowhere",
        "find=%00",
    ],
)
def test_what_makes_no_sense_is_left_out(manager: Client, asked: str) -> None:
    assert ask(manager, f"/-/staff/salon/calendar/feed/?{asked}").status_code == 200
    assert ask(manager, f"/-/staff/salon/?{asked}").status_code == 200
