"""What else a service needs, with what would follow before it is saved."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from terminbuch.models import Allocation, HistoryEntry, Requirement
from terminbuch.queries.preview import Skill, skills_of
from tests.builders import change
from tests.cast import Business
from tests.staff_pages.pages import Answer, text
from tests.staff_pages.rules.sent import CUT, GERMAN, TOO_LONG, send

NEW = f"{CUT}needs/new/"
ROOM = {"label_de": "Raum", "label_en": "Room", "who": ["raum-1"], "how": "one"}


def needed(here: Business) -> list[Requirement]:
    return list(Requirement.objects.of(here.organisation).filter(service=here.salon.cut))


def one(here: Business) -> str:
    return f"{CUT}needs/{needed(here)[0].uid}/"


def add(client: Client, do: str = "keep", **fields: Any) -> Answer:
    return client.post(NEW, {"do": do, **ROOM, **fields}, headers=GERMAN)


def test_looking_says_what_would_follow_and_saves_nothing(manager: Client, here: Business) -> None:
    answer = add(manager, "look", who=["ben"])

    assert answer.status_code == 200
    assert "Gespeichert ist noch nichts. So sähe es aus: Buchungen lägen außerhalb 0" in text(answer)
    assert "buchbare Zeiten weniger in 30 Tagen" in text(answer)
    assert len(needed(here)) == 1


def test_where_nobody_would_be_left_the_service_is_named(manager: Client, here: Business) -> None:
    assert "Leistungen ohne jemanden Schneiden 1" in text(add(manager, "look", who=[]))


def test_it_is_added_with_those_who_meet_it(manager: Client, here: Business) -> None:
    answer = add(manager)

    room = needed(here)[1]
    assert (answer.status_code, answer.headers["Location"]) == (303, CUT)
    assert (room.label_de, room.takes_all, room.chosen_by_customer, room.position) == (
        "Raum",
        False,
        False,
        1,
    )
    assert skills_of(room) == (Skill(here.salon.room.pk),)
    assert "Gespeichert." in text(manager.get(CUT, headers=GERMAN))


@pytest.mark.parametrize(
    ("how", "flags"), [("one", (False, False)), ("chosen", (False, True)), ("all", (True, False))]
)
def test_how_many_are_needed_is_one_answer(
    manager: Client, here: Business, how: str, flags: tuple[bool, bool]
) -> None:
    add(manager, how=how)

    assert (needed(here)[1].takes_all, needed(here)[1].chosen_by_customer) == flags
    page = manager.get(f"{CUT}needs/{needed(here)[1].uid}/").content.decode()
    assert f'value="{how}"' in page.split("checked")[0][-200:]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("label_de", "x" * 121, "Bitte nehmen Sie höchstens 120 Zeichen."),
        ("label_en", TOO_LONG, "Bitte nehmen Sie höchstens 120 Zeichen."),
        ("label_de", "\x00", "Bitte lassen Sie Zeilenumbrüche und Steuerzeichen weg."),
        ("how", "some", "Bitte wählen Sie aus der Liste."),
        ("who", ["mallory"], "Bitte wählen Sie aus der Liste."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_added(
    manager: Client, here: Business, field: str, typed: Any, sentence: str
) -> None:
    answer = add(manager, **{field: typed})

    assert (answer.status_code, len(needed(here))) == (422, 1)
    assert sentence in text(answer)


def test_an_empty_form_is_refused(manager: Client, here: Business) -> None:
    assert manager.post(NEW, {"do": "keep"}).status_code == 422
    assert len(needed(here)) == 1


def test_all_instead_of_one_is_foretold_and_saved(manager: Client, here: Business) -> None:
    change_it = {"label_de": "Team", "label_en": "", "how": "all"}

    looked = send(manager, one(here), do="look", **change_it)
    saved = send(manager, one(here), do="keep", **change_it)

    assert "buchbare Zeiten weniger in 30 Tagen" in text(looked)
    assert (saved.status_code, needed(here)[0].takes_all, needed(here)[0].label_en) == (303, True, "Team")
    assert HistoryEntry.objects.of(here.organisation).filter(what="setting_changed").count() == 1


def test_another_name_alone_changes_no_times(manager: Client, here: Business) -> None:
    answer = send(manager, one(here), do="look", label_de="Team", label_en="", how="chosen")

    assert "Noch ist nichts geändert." in text(answer)


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(manager: Client, here: Business) -> None:
    answer = send(manager, one(here), do="keep", label_de="Team", label_en="", how="all", seen="0" * 32)

    assert answer.status_code == 409
    assert "Jemand anders hat das eben geändert." in text(answer)


def test_what_is_no_longer_needed_is_removed_after_a_question(manager: Client, here: Business) -> None:
    add(manager)
    room = needed(here)[1]
    page = f"{CUT}needs/{room.uid}/remove/"

    asked = text(manager.get(page, headers=GERMAN))
    answer = send(manager, page)

    assert "Wird das nicht mehr gebraucht: Raum?" in asked
    assert "Was schon gebucht ist, belegt weiter, was es belegt." in asked
    assert (answer.status_code, answer.headers["Location"], len(needed(here))) == (303, CUT, 1)


def test_what_is_booked_goes_on_occupying_what_it_occupies(manager: Client, here: Business) -> None:
    send(manager, f"{one(here)}remove/")

    rows = Allocation.objects.of(here.organisation).filter(booking=here.agreed, live=True)
    assert [row.resource for row in rows] == [here.salon.ben]
    assert "Leistungen ohne jemanden" not in text(manager.get(CUT, headers=GERMAN))
    assert "So kann das niemand" in text(manager.get(CUT, headers=GERMAN))


def test_removing_the_last_one_says_that_nobody_is_left(manager: Client, here: Business) -> None:
    assert "Leistungen ohne jemanden Schneiden 1" in text(manager.get(f"{one(here)}remove/", headers=GERMAN))


def test_a_need_of_another_service_is_not_there(manager: Client, here: Business) -> None:
    uid = needed(here)[0].uid
    pages = [f"/-/staff/salon/services/colour/needs/{uid}/{part}" for part in ("", "people/", "remove/")]

    assert [manager.get(page).status_code for page in pages] == [404, 404, 404]


def test_who_is_no_longer_active_is_not_offered(manager: Client, here: Business) -> None:
    change(here.salon.room, is_active=False)

    assert "Raum 1" not in text(manager.get(NEW, headers=GERMAN))
    assert add(manager).status_code == 422
