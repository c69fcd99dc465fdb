"""The frame of the calendar, and the views that come drawn from the server."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from terminbuch.models import Absence
from tests.builders import TUESDAY_9, berlin, make_booking, make_location, make_member
from tests.cast import Business, Cast, signed_in
from tests.staff_pages.pages import text

HOME = "/-/staff/salon/"


def page(client: Client, asked: str = "", language: str = "de") -> str:
    return text(client.get(f"{HOME}{asked}", headers={"Accept-Language": language}))


def html(client: Client, asked: str = "") -> str:
    return client.get(f"{HOME}{asked}", headers={"Accept-Language": "de"}).content.decode()


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("", "Sonntag, 22. November – Salon Anna"),
        ("?on=2026-11-23", "Montag, 23. November – Salon Anna"),
        ("?view=week&on=2026-11-25", "23. bis 29. November – Salon Anna"),
        ("?view=month&on=2026-11-25", "November 2026 – Salon Anna"),
        ("?view=list", "Kommende Buchungen – Salon Anna"),
        ("?view=list&on=2027-01-04", "Montag, 4. Januar 2027 – Salon Anna"),
        ("?find=anna", "Gefunden: anna – Salon Anna"),
    ],
)
def test_each_view_has_its_title(manager: Client, asked: str, title: str) -> None:
    assert page(manager, asked).replace("\xa0", " ").startswith(title)


@pytest.mark.parametrize(
    ("view", "back", "on"),
    [
        ("day", "2026-11-24", "2026-11-26"),
        ("week", "2026-11-16", "2026-11-30"),
        ("month", "2026-10-31", "2026-12-01"),
        ("list", "2026-11-18", "2026-12-02"),
    ],
)
def test_one_step_is_as_long_as_the_view(manager: Client, view: str, back: str, on: str) -> None:
    found = html(manager, f"?view={view}&on=2026-11-25")

    steps = re.findall(r'href="[^"]*on=([\d-]+)[^"]*" data-key="Arrow', found)
    assert [date.fromisoformat(step) for step in steps] == [date.fromisoformat(back), date.fromisoformat(on)]


def test_a_week_has_a_line_a_day_and_below_the_chosen_one(manager: Client, here: Business) -> None:
    make_booking(here.salon.cut, at=TUESDAY_9, who="Carla", resource_id=here.salon.ben.pk)
    Absence.objects.create(
        organisation=here.organisation, resource=here.salon.ben, starts_at=berlin(26, 0), kind="training"
    )

    found = page(manager, "?view=week&on=2026-11-24&resource=ben").replace("\xa0", " ")

    assert (
        "Montag, 23. November 23 Mo 2 Buchungen Dienstag, 24. November 24 Di 1 Buchung"
        " Mittwoch, 25. November 25 Mi Donnerstag, 26. November 26 Do Fortbildung"
    ) in found
    assert "Dienstag, 24. November 09:00 Carla Schneiden, 1 Std. bei Ben" in found


def test_a_week_is_of_the_own_resource_until_another_is_chosen(cast: Cast) -> None:
    member = make_member(cast.here.organisation, "Dora", resource=cast.here.salon.clara)

    own = html(signed_in(member.user), "?view=week&on=2026-11-24")
    everybody = html(signed_in(member.user), "?view=week&on=2026-11-24&resource=*")

    assert re.findall(r'class="week tint" data-tint="([\w-]+)"', own) == ["clara"]
    assert re.findall(r'<tr class="tint" data-tint="([\w-]+)"', everybody) == ["ben", "clara", "raum-1"]


def test_a_month_counts_bookings_and_requests_a_day(manager: Client) -> None:
    found = page(manager, "?view=month&on=2026-11-24").replace("\xa0", " ")

    assert "22 Sonntag, 22. November" in found
    assert "23 Montag, 23. November 2 Buchungen 1 angefragt 24 Dienstag" in found


def test_a_search_shows_what_it_found_or_says_so(manager: Client) -> None:
    assert "10:00 Berta Ansatz färben" in page(manager, "?find=berta")
    assert "Es wurde nichts gefunden." in page(manager, "?find=niemand")


def test_a_long_list_goes_on_at_the_day_where_it_stopped(
    manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("terminbuch.staff_pages.calendar.bodies.MOST_LINES", 1)

    found = html(manager, "?view=list")

    assert 'href="?view=list&amp;on=2026-11-23">Spätere Buchungen zeigen' in found


def test_locations_can_be_chosen_where_there_are_several(manager: Client, here: Business) -> None:
    assert "Alle Standorte" not in page(manager)

    make_location(here.organisation, "west", name="Westend")

    assert "Alle Standorte Mitte Westend" in page(manager)


def test_whoever_may_not_write_is_offered_nothing_to_write(cast: Cast) -> None:
    for who in ("resource: own", "read only"):
        found = html(signed_in(cast.people[who]))

        assert "csrfmiddlewaretoken" not in found.split("data-part")[1]
        assert "Neue Buchung" not in found
        assert '"mayWrite": false' in found


def test_without_script_the_day_is_read_as_a_list(manager: Client) -> None:
    found = html(manager, "?on=2026-11-23")

    assert (
        '<noscript><meta http-equiv="refresh" content="0;url=/-/staff/salon/?view=list&amp;on=2026-11-23">'
        in found
    )
