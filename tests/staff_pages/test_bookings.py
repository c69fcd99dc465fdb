from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import LINK_HOLDER
from terminbuch.models import Member, Organisation, User
from tests.builders import (
    SUNDAY_18,
    TUESDAY_9,
    TUESDAY_10,
    a_move,
    berlin,
    make_booking,
    make_location,
    make_member,
    make_organisation,
    make_resource,
    make_service,
    needs,
    open_weekly,
    staff,
)
from tests.cast import Business, Cast, signed_in
from tests.staff_pages.pages import text

LIST = "/-/staff/salon/?view=list"


def read(client: Client, address: str = LIST, language: str = "de") -> str:
    return text(client.get(address, headers={"Accept-Language": language}))


def test_the_list_names_day_time_customer_service_and_person(manager: Client) -> None:
    assert "Kommende Buchungen 2 Buchungen, 1 Anfrage wartet auf Sie Neue Buchung" in read(manager)
    assert (
        " Morgen, Montag, 23. November"
        " 09:00 Anna Schneiden, 1 Std. bei Ben online gebucht"
        " 10:00 Berta Ansatz färben, 1 Std. bei Ben Angefragt online gebucht"
    ) in read(manager)


def test_the_list_speaks_english(manager: Client) -> None:
    assert "Tomorrow, Monday 23 November 09:00 Anna Cut, 1 hr with Ben" in read(manager, language="en")


def test_what_is_past_today_still_stands_there_and_what_runs_is_marked(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: berlin(23, 9, 30))

    page = read(signed_in(cast.people["manager"]))

    assert "2 Buchungen, 1 Anfrage" in page
    assert "Heute, Montag, 23. November 09:00 Anna Schneiden, 1 Std. bei Ben Läuft gerade" in page


def test_what_ended_yesterday_is_gone(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: berlin(24, 0))

    assert "Noch keine Buchungen." in read(signed_in(cast.people["manager"]))


def test_a_time_is_said_by_the_clock_of_its_place(manager: Client, here: Business) -> None:
    place = make_location(here.organisation, "kathmandu", zone_name="Asia/Kathmandu")
    guide = make_resource(here.organisation, "Gita")
    open_weekly(guide, place)
    tour = make_service(here.organisation, "tour", name_de="Führung", step_minutes=15)
    needs(tour, guide)
    make_booking(tour, at=TUESDAY_9, location_id=place.pk)

    assert "Dienstag, 24. November 13:45 Anna Führung" in read(manager)


def test_a_customer_who_would_like_to_move_is_marked(manager: Client, here: Business) -> None:
    booking = make_booking(here.colour, at=TUESDAY_9, who="Carla")
    deeds.accept(booking.pk, by=staff(make_member(here.organisation, "Dora")), now=SUNDAY_18)
    deeds.reschedule(a_move(booking, to=TUESDAY_10), by=LINK_HOLDER, now=SUNDAY_18)

    assert "Carla Ansatz färben, 1 Std. bei Ben Möchte verschieben" in read(manager)


def test_whoever_said_to_come_is_marked(manager: Client, here: Business) -> None:
    deeds.attend(here.agreed.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert "Anna Schneiden, 1 Std. bei Ben Kommt" in read(manager)


def test_a_resource_sees_only_the_own_bookings(cast: Cast) -> None:
    make_booking(cast.here.salon.cut, at=TUESDAY_9, who="Carla", resource_id=cast.here.salon.clara.pk)

    seen = {
        whose: re.findall(r"<b>(\w+)</b>", signed_in(cast.people[whose]).get(LIST).content.decode())
        for whose in ("resource: own", "resource: another's", "read only")
    }

    assert seen == {
        "resource: own": ["Anna", "Berta"],
        "resource: another's": ["Carla"],
        "read only": ["Anna", "Berta", "Carla"],
    }


def test_an_empty_list_says_what_comes_next(db: None) -> None:
    organisation = make_organisation()
    client = signed_in(make_member(organisation).user)

    page = client.get(LIST, headers={"Accept-Language": "de"})

    assert (
        "Noch keine Buchungen. Sobald jemand bucht, steht die Buchung hier. Zu Ihrer Buchungsseite"
        in text(page)
    )
    assert 'href="/salon/"' in page.content.decode()


def test_the_list_asks_as_often_for_one_booking_as_for_many(manager: Client, here: Business) -> None:
    manager.get(LIST)
    with CaptureQueriesContext(connection) as before:
        manager.get(LIST)
    for hour in (11, 12, 13, 14):
        make_booking(here.salon.cut, at=berlin(24, hour), who=f"Gast{hour}")

    with CaptureQueriesContext(connection) as after:
        manager.get(LIST)

    assert len(after) == len(before)


def test_a_member_of_two_businesses_changes_between_them(cast: Cast) -> None:
    Organisation.objects.filter(slug="barber").update(name="Barbier")
    user = User.objects.get(email="manager@salon.example")
    Member.objects.create(organisation=cast.next_door.organisation, user=user, role="owner")
    client = signed_in(user)

    assert "Ihre Betriebe Barbier Salon Anna" in read(client, "/-/staff/salon/more/")
    assert read(client, "/-/staff/barber/?view=list").startswith("Kommende Buchungen – Barbier")


@pytest.mark.parametrize(
    ("asked", "accepted", "title"),
    [
        ("", "de", "Kommende Buchungen"),
        ("", "en-GB,de;q=0.5", "Coming bookings"),
        ("", "fr", "Kommende Buchungen"),
        ("&lang=en", "de", "Coming bookings"),
        ("&lang=xx", "de", "Kommende Buchungen"),
    ],
)
def test_the_language_is_the_readers(manager: Client, asked: str, accepted: str, title: str) -> None:
    assert read(manager, f"{LIST}{asked}", accepted).startswith(f"{title} – Salon Anna")


def test_a_chosen_language_stays(manager: Client) -> None:
    manager.get("/-/staff/salon/?lang=en")

    assert read(manager).startswith("Coming bookings")


def test_the_colours_are_the_businesss_own(manager: Client) -> None:
    sheet = manager.get("/-/staff/salon/style.css")

    assert sheet.headers["Content-Type"] == "text/css; charset=utf-8"
    assert sheet.content.decode().splitlines()[:2] == [
        ":root{--accent:#8a3a63}",
        '[data-tint="ben"]{--hue:60}',
    ]
