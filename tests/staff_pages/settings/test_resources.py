"""Persons, rooms and devices: entered, changed, ordered, switched off and removed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from terminbuch.models import HistoryEntry, Resource
from tests.builders import make_resource
from tests.cast import Business
from tests.staff_pages.pages import text
from tests.staff_pages.settings.sent import PAGE, look, send

DORA = {
    "name": "Dora", "kind": "person", "hue": "210", "email": "dora@example.org", "language": "en",
    "hears_of_new": "on",
}  # fmt: skip


def names(here: Business) -> list[str]:
    return [row.name for row in Resource.objects.of(here.organisation)]


def ben(here: Business, path: str = "") -> str:
    return f"resources/{here.salon.ben.uid}/{path}"


def test_a_resource_is_entered_after_those_that_are_there(manager: Client, here: Business) -> None:
    was = names(here)

    answer = send(manager, "resources/new/", **DORA, without=("hears_of_moves", "hears_of_cancellations"))

    dora = Resource.objects.of(here.organisation).get(name="Dora")
    assert (answer.status_code, names(here)) == (303, [*was, "Dora"])
    assert (
        dora.slug, dora.kind, dora.hue, dora.email, dora.language, dora.is_active,
        dora.hears_of_new, dora.hears_of_moves, dora.hears_of_cancellations,
    ) == ("dora", "person", 210, "dora@example.org", "en", True, True, False, False)  # fmt: skip


def test_a_new_one_gets_a_colour_that_nobody_has(manager: Client, here: Business) -> None:
    page = look(manager, "resources/new/").content.decode()

    assert 'value="0" id="id_hue_0" required checked' in page or 'value="0" id="id_hue_0" checked' in page
    assert {row.hue for row in Resource.objects.of(here.organisation)} == {60}


def test_a_colour_between_two_names_can_be_kept(manager: Client, here: Business) -> None:
    Resource.objects.of(here.organisation).filter(pk=here.salon.ben.pk).update(hue=77)

    answer = send(manager, ben(here), name="Benjamin")

    here.salon.ben.refresh_from_db()
    assert (answer.status_code, here.salon.ben.name, here.salon.ben.hue) == (303, "Benjamin", 77)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Bitte geben Sie einen Namen an."),
        ({"kind": "robot"}, "Bitte wählen Sie aus der Liste."),
        ({"hue": "61"}, "Bitte wählen Sie aus der Liste."),
        ({"hue": "9" * 400}, "Bitte wählen Sie aus der Liste."),
        ({"hue": "-30"}, "Bitte wählen Sie aus der Liste."),
        ({"hue": "٣٠"}, "Bitte wählen Sie aus der Liste."),
        ({"email": "dora@"}, "Bitte"),
        ({"language": ""}, "Bitte wählen Sie aus der Liste."),
        ({"name": "Dora\x00"}, "Steuerzeichen"),
    ],
)
def test_a_refused_form_says_what_to_do(
    manager: Client, here: Business, fields: dict[str, Any], sentence: str
) -> None:
    was = names(here)

    answer = send(manager, "resources/new/", **(DORA | fields))

    assert (answer.status_code, names(here)) == (422, was)
    assert sentence in text(answer)


def test_a_change_is_seen_in_the_calendar_at_once(manager: Client, here: Business) -> None:
    """I4: whoever asks for the diary again gets another answer."""
    was = here.salon.ben.revision

    send(manager, ben(here), name="Benjamin", hue="300")

    here.salon.ben.refresh_from_db()
    assert here.salon.ben.revision > was
    assert "Benjamin" in manager.get("/-/staff/salon/?view=day&on=2026-11-23").content.decode()
    assert '[data-tint="ben"]{--hue:300}' in manager.get("/-/staff/salon/style.css").content.decode()


def test_resources_move_up(manager: Client, here: Business) -> None:
    was = names(here)

    manager.post(f"{PAGE}resources/order/", {"up": here.salon.clara.uid})

    place = was.index("Clara")
    assert names(here).index("Clara") == place - 1


def test_switching_off_shows_what_is_coming_and_changes_no_booking(manager: Client, here: Business) -> None:
    page = text(look(manager, ben(here, "switch/")))
    assert "2 Buchungen stehen noch bevor." in page
    assert "Mo, 23.11., 09:00 Anna" in page
    assert "Abwesenheit bis auf Weiteres eintragen" in page

    answer = send(manager, ben(here, "switch/"))

    here.salon.ben.refresh_from_db()
    here.agreed.refresh_from_db()
    assert (answer.status_code, here.salon.ben.is_active, here.agreed.status) == (303, False, "confirmed")
    assert HistoryEntry.objects.of(here.organisation).get(what="setting_changed").facts["to"] == {
        "is_active": False
    }


def test_the_offered_absence_is_until_further_notice(manager: Client, here: Business) -> None:
    window = manager.get("/-/staff/salon/absences/new/?resource=ben&length=open").content.decode()

    assert 'name="length" value="open" checked' in window
    assert 'name="who" value="ben" required checked' in window


def test_what_is_off_is_switched_on_again(manager: Client, here: Business) -> None:
    send(manager, ben(here, "switch/"))

    send(manager, ben(here, "switch/"))

    here.salon.ben.refresh_from_db()
    assert here.salon.ben.is_active


def test_who_was_never_needed_is_removed_and_who_serves_something_stays(
    manager: Client, here: Business
) -> None:
    dora = make_resource(here.organisation, "Dora")

    gone = send(manager, f"resources/{dora.uid}/remove/")
    stays = send(manager, ben(here, "remove/"))

    assert (gone.status_code, stays.status_code) == (303, 409)
    assert "Das wird noch gebraucht" in text(stays)
    assert "Dora" not in names(here)
    assert "Ben" in names(here)
