"""What blocks this minute: every rule, row and calendar that has a say, with its source and age."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.test import Client

from terminbuch.models import OutsideCalendar, Schedule, ScheduleException
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    change,
    make_absence,
    make_busy_time,
    make_calendar,
    make_offer,
)
from tests.cast import Business, Cast, signed_in
from tests.staff_pages.pages import text

PAGE = "/-/staff/salon/what-blocks/"
GERMAN = {"Accept-Language": "de"}
HOUR = timedelta(hours=1)


def read(client: Client, here: Business, at: str, on: str = "2026-11-23") -> str:
    """About Ben."""
    asked = {"resource": str(here.salon.ben.uid), "on": on, "at": at}
    return text(client.get(PAGE, asked, headers=GERMAN)).partition("Nachsehen ")[2]


@pytest.fixture
def private(here: Business) -> OutsideCalendar:
    return make_calendar(here.salon.ben, "Privat")


def test_a_free_minute_says_by_which_hours_and_which_calendars_were_looked_at(
    manager: Client, here: Business, private: OutsideCalendar
) -> None:
    assert read(manager, here, "12:00") == (
        "Ben ist frei: Montag, 23. November, 12:00 Uhr"
        " Nichts sperrt. Eine Leistung wird angeboten, wenn ihre ganze Dauer frei ist und ihre Regeln es"
        " erlauben."
        " Geöffnet Öffnungszeiten Mitte, nach den wöchentlichen Zeiten: 09:00 bis 17:00 Uhr"
        " Sperrt nicht Kalender „Privat“ Gut, gelesen am So, 22.11., 18:00"
    )


def test_what_somebody_booked_or_was_offered_blocks(manager: Client, here: Business) -> None:
    change(here.agreed, buffer_before_minutes=15)
    here.agreed.allocations.update(starts_at=MONDAY_9 - timedelta(minutes=15))
    make_offer(here.agreed, here.salon.ben, MONDAY_10 + 2 * HOUR)

    assert "Sperrt Buchung 09:00 bis 10:00 Uhr, Anna Ansehen" in read(manager, here, "09:30")
    assert "Sperrt Buchung 09:00 bis 10:00 Uhr, Anna, diese Minute ist Puffer Ansehen" in read(
        manager, here, "08:45"
    )
    assert "Sperrt Anfrage 10:00 bis 11:00 Uhr, Berta Ansehen" in read(manager, here, "10:00")
    assert "Sperrt Einem Kunden angebotene Zeit 12:00 bis 13:00 Uhr, Anna" in read(manager, here, "12:59")
    assert read(manager, here, "13:00").startswith("Ben ist frei")


def test_who_is_away_blocks_and_a_closed_day_is_told(manager: Client, here: Business) -> None:
    make_absence(here.salon, here.salon.ben, MONDAY_9, MONDAY_10 + HOUR)
    schedule = Schedule.objects.of(here.organisation).get(resource=here.salon.ben)
    tuesday = {"on_date": "2026-11-24", "opens": time(12), "closes": time(13)}
    ScheduleException.objects.create(organisation=here.organisation, schedule=schedule, **tuesday)

    assert "Sperrt Ben ist nicht da. Montag, 23. November, 09:00 bis 11:00 Uhr." in read(
        manager, here, "09:30"
    )
    assert read(manager, here, "09:30", on="2026-11-24") == (
        "Ben ist frei, aber es ist geschlossen: Dienstag, 24. November, 09:30 Uhr"
        " Kunden können nicht buchen. Ihr Team kann es, nachdem es gelesen hat, dass es außerhalb der"
        " Öffnungszeiten liegt."
        " Geschlossen Öffnungszeiten Mitte, nach den Zeiten dieses Tages: 12:00 bis 13:00 Uhr"
    )
    assert "nach den wöchentlichen Zeiten: ganztags geschlossen" in read(manager, here, "09:30", "2026-11-29")


def test_a_busy_time_blocks_with_its_calendar_and_age(
    manager: Client, here: Business, private: OutsideCalendar
) -> None:
    make_busy_time(private, MONDAY_10 + 2 * HOUR, MONDAY_10 + 3 * HOUR)
    away = make_busy_time(private, MONDAY_10 + 2 * HOUR, MONDAY_10 + 4 * HOUR)
    change(away, shows_as="out_of_office")

    page = read(manager, here, "12:30")

    assert page.startswith("Ben ist nicht frei: Montag, 23. November, 12:30 Uhr Sehen Sie unten, was sperrt.")
    assert (
        "Sperrt Im Kalender „Privat“ belegt Mo, 23. November, 12:00 bis 13:00 Uhr,"
        " gelesen am So, 22.11., 18:00"
    ) in page
    assert "12:00 bis 14:00 Uhr, abwesend, gelesen" in page
    assert "Sperrt nicht" not in page
    assert read(manager, here, "14:00").startswith("Ben ist frei")


def test_what_stands_there_and_does_not_block_says_why(
    manager: Client, here: Business, private: OutsideCalendar
) -> None:
    noon = (MONDAY_10 + 2 * HOUR, MONDAY_10 + 3 * HOUR)
    change(make_busy_time(private, *noon, is_ignored=True), blocks=False)
    change(make_busy_time(private, *noon, booking=here.agreed), blocks=False)
    change(make_busy_time(private, *noon), blocks=False, shows_as="tentative")

    page = read(manager, here, "12:00")

    assert page.startswith("Ben ist frei")
    assert "12:00 bis 13:00 Uhr, jemand hat gesagt, dass es nicht zählt" in page
    assert "12:00 bis 13:00 Uhr, unser eigener Eintrag" in page
    assert "12:00 bis 13:00 Uhr, nur vorgemerkt, was in diesem Kalender nicht sperrt" in page


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (
            {"is_withheld": True, "trouble": "unreachable", "failing_since": SUNDAY_18},
            "Die Gegenseite antwortet nicht, gelesen am So, 22.11., 18:00, für diese Minute ist nicht",
        ),
        (
            {"read_from": None, "read_until": None, "last_good_at": None},
            "noch nicht gelesen, für diese Minute ist nicht bekannt, ob sie frei ist",
        ),
        ({"read_until": MONDAY_9}, "für diese Minute ist nicht bekannt, ob sie frei ist"),
    ],
)
def test_a_calendar_that_does_not_say_so_is_unknown(
    known: dict[str, object], said: str, manager: Client, here: Business, private: OutsideCalendar
) -> None:
    change(private, **known)

    page = read(manager, here, "12:00")

    assert page.startswith("Ben ist nicht frei")
    assert said in page


def test_it_begins_with_now_and_the_first_of_all(manager: Client) -> None:
    page = text(manager.get(PAGE, headers=GERMAN))

    assert "Ben ist frei, aber es ist geschlossen: Sonntag, 22. November, 18:00 Uhr" in page


@pytest.mark.parametrize(
    "asked",
    [{"at": "25:00"}, {"on": "gestern"}, {"resource": "nobody"}, {"on": "0001-01-01"}, {"at": "\x00"}],
)
def test_what_cannot_be_asked_is_said_by_the_field(asked: dict[str, str], manager: Client) -> None:
    answer = manager.get(PAGE, asked, headers=GERMAN)

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()


def test_a_resource_sees_the_own_time_only(cast: Cast, here: Business) -> None:
    ben = signed_in(cast.people["resource: own"])

    page = ben.get(PAGE, {"resource": str(here.salon.clara.uid)}, headers=GERMAN)

    assert page.status_code == 422
    assert "Clara" not in text(page).partition("Nachsehen")[2]
