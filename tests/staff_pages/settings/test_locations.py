"""Where things take place, and by which clocks."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from terminbuch.models import HistoryEntry, Location, Organisation
from tests.builders import make_location
from tests.cast import Business
from tests.staff_pages.pages import text
from tests.staff_pages.settings.sent import GERMAN, PAGE, look, send

NORTH: dict[str, Any] = {
    "name": "Café Nord", "street": "Hauptstraße 1", "town": "22303 Hamburg", "phone": "040 1234567",
    "zone_name": "Europe/Berlin", "country": "DE", "region": "HH",
}  # fmt: skip


def places(here: Business) -> list[tuple[Any, ...]]:
    rows = Location.objects.of(here.organisation)
    return list(rows.values_list("name", "slug", "zone_name", "country", "region", "position"))


def only(here: Business) -> str:
    return f"locations/{here.salon.location.uid}/"


def test_a_location_is_entered_after_those_that_are_there(manager: Client, here: Business) -> None:
    was = places(here)

    answer = send(manager, "locations/new/", **NORTH)

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PAGE}locations/")
    assert places(here) == [*was, ("Café Nord", "cafe-nord", "Europe/Berlin", "DE", "HH", 1)]
    assert "Café Nord ist angelegt." in text(look(manager, "locations/"))


def test_two_of_one_name_have_two_addresses(manager: Client, here: Business) -> None:
    send(manager, "locations/new/", **NORTH)
    send(manager, "locations/new/", **NORTH)

    assert [place[1] for place in places(here)[1:]] == ["cafe-nord", "cafe-nord-2"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Bitte geben Sie einen Namen an."),
        ({"street": "a" * 121}, "höchstens 120 Zeichen"),
        ({"phone": "12"}, "Bitte prüfen Sie die Telefonnummer."),
        ({"zone_name": "Europe/Atlantis"}, "Bitte wählen Sie aus der Liste."),
        ({"zone_name": "Factory"}, "Bitte wählen Sie aus der Liste."),
        ({"zone_name": "/etc/localtime"}, "Bitte wählen Sie aus der Liste."),
        ({"zone_name": "Europe/Berlin\x00"}, "Bitte wählen Sie aus der Liste."),
        ({"country": "XX"}, "Bitte wählen Sie aus der Liste."),
        ({"country": "AT", "region": "HH"}, "Bitte wählen Sie aus der Liste."),
        ({"country": "", "region": "HH"}, "Bitte wählen Sie aus der Liste."),
    ],
)
def test_what_does_not_exist_is_refused_by_the_field(
    manager: Client, here: Business, fields: dict[str, Any], sentence: str
) -> None:
    was = places(here)

    answer = send(manager, "locations/new/", **(NORTH | fields))

    assert (answer.status_code, places(here)) == (422, was)
    assert sentence in text(answer)


def test_the_states_of_a_country_are_shown_before_anything_is_saved(manager: Client, here: Business) -> None:
    was = places(here)

    answer = send(manager, "locations/new/", name="", country="AT", do="look")

    assert (answer.status_code, places(here)) == (200, was)
    assert '<option value="AT" selected>' in answer.content.decode()
    assert '<option value="5">Salzburg' in answer.content.decode()


def test_a_location_is_changed(manager: Client, here: Business) -> None:
    answer = send(manager, only(here), name="Am Markt", town="10115 Berlin")

    here.salon.location.refresh_from_db()
    assert answer.status_code == 303
    assert (here.salon.location.name, here.salon.location.town) == ("Am Markt", "10115 Berlin")


def test_another_zone_is_asked_about_while_bookings_are_coming(manager: Client, here: Business) -> None:
    """S014: bookings keep their instants, and the page says what becomes of the hours."""
    asked = send(manager, only(here), zone_name="Europe/Lisbon")

    assert (asked.status_code, places(here)[0][2]) == (409, "Europe/Berlin")
    assert "2 künftige Buchungen stünden zu einer anderen Uhrzeit da." in text(asked)
    assert "Anna: Mo, 23.11., 09:00 → Mo, 23.11., 08:00" in text(asked)
    assert "Öffnungszeiten bleiben, wie sie dastehen" in text(asked)

    send(manager, only(here), zone_name="Europe/Lisbon", anyway="Europe/Lisbon")

    here.agreed.refresh_from_db()
    assert (places(here)[0][2], here.agreed.starts_at) == ("Europe/Lisbon", here.agreed.starts_at)


def test_the_answer_counts_for_the_zone_that_was_asked_about(manager: Client, here: Business) -> None:
    answer = send(manager, only(here), zone_name="Europe/Rome", anyway="Europe/Lisbon")

    assert (answer.status_code, places(here)[0][2]) == (409, "Europe/Berlin")


def test_locations_move_up_and_down(manager: Client, here: Business) -> None:
    north = make_location(here.organisation, "nord", name="Nord", position=1)
    order = f"{PAGE}locations/order/"

    manager.post(order, {"up": north.uid})
    assert [place[0] for place in places(here)] == ["Nord", here.salon.location.name]
    manager.post(order, {"down": north.uid})
    manager.post(order, {"down": north.uid})
    assert [place[0] for place in places(here)] == [here.salon.location.name, "Nord"]
    assert [manager.post(order, fields).status_code for fields in ({}, {"up": "x"})] == [400, 404]


def test_a_place_that_nothing_names_is_removed_after_a_question(manager: Client, here: Business) -> None:
    north = make_location(here.organisation, "nord", name="Nord", position=1)
    path = f"locations/{north.uid}/remove/"
    assert "„Nord“ endgültig entfernen?" in text(look(manager, path))

    answer = send(manager, path)

    assert (answer.status_code, len(places(here))) == (303, 1)
    assert HistoryEntry.objects.of(here.organisation).filter(what="setting_removed").count() == 1


def test_the_only_place_and_one_in_use_stay(manager: Client, here: Business) -> None:
    path = f"{only(here)}remove/"

    assert "Das ist der einzige Standort." in text(send(manager, path))
    make_location(here.organisation, "nord", name="Nord", position=1)
    answer = send(manager, path)

    assert (answer.status_code, len(places(here))) == (409, 2)
    assert "Das wird noch gebraucht" in text(answer)


def test_what_was_changed_meanwhile_is_not_removed(manager: Client, here: Business) -> None:
    north = make_location(here.organisation, "nord", name="Nord", position=1)

    answer = manager.post(f"{PAGE}locations/{north.uid}/remove/", {"seen": "old"}, headers=GERMAN)

    assert (answer.status_code, len(places(here))) == (409, 2)


def test_a_business_of_another_is_left_alone(manager: Client, cast: Any) -> None:
    theirs = cast.next_door.salon.location
    was = Organisation.objects.values().get(pk=cast.next_door.organisation.pk)

    answers = [
        manager.post(f"{PAGE}locations/{theirs.uid}/{path}", NORTH).status_code for path in ("", "remove/")
    ]

    assert answers == [404, 404]
    assert Organisation.objects.values().get(pk=cast.next_door.organisation.pk) == was
