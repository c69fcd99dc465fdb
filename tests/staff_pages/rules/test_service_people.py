"""Who can meet what a service needs, each perhaps with own times."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from terminbuch.actions.asking import COMMAND
from terminbuch.actions.rules import Saving, set_candidates
from terminbuch.models import Disruption, Requirement
from terminbuch.queries.preview import Skill, digest, skills_of
from tests.builders import SUNDAY_18, change, make_resource, needs
from tests.cast import Business
from tests.queries.preview.posted import skills
from tests.staff_pages.pages import Answer, text

SERVICE = "/-/staff/salon/services/cut/"
GERMAN = {"Accept-Language": "de"}


def needed(here: Business) -> Requirement:
    return Requirement.objects.of(here.organisation).filter(service=here.salon.cut)[0]


def page_of(row: Requirement) -> str:
    return f"{SERVICE}needs/{row.uid}/people/"


def send(client: Client, here: Business, do: str, *able: str, **fields: Any) -> Answer:
    """These are ticked; fields of Ben's own are named without his name."""
    own = {f"{column}-ben": typed for column, typed in fields.items() if column != "seen"}
    row = needed(here)
    values = {"do": do, "able": able, "seen": fields.get("seen", digest(skills_of(row)))}
    return client.post(page_of(row), {**values, **own}, headers=GERMAN)


def stored(here: Business) -> tuple[Skill, ...]:
    return skills_of(needed(here))


def both(here: Business) -> tuple[Skill, ...]:
    return Skill(here.salon.ben.pk), Skill(here.salon.clara.pk)


def test_everybody_stands_there_and_who_is_able_is_ticked(manager: Client, here: Business) -> None:
    page = manager.get(page_of(needed(here)), headers=GERMAN)

    assert "Wer das kann Einer der Angehakten wird gebraucht." in text(page)
    assert [f'value="{who}" checked' in page.content.decode() for who in ("ben", "clara", "raum-1")] == [
        True, True, False,
    ]  # fmt: skip
    assert "Ben Eigene Zeiten : Ben" in text(page)


def test_looking_says_what_would_follow_and_saves_nothing(manager: Client, here: Business) -> None:
    answer = send(manager, here, "look", "clara")

    assert "Vorschau 1 Buchung wäre betroffen." in text(answer)
    assert "Mo, 23.11., 09:00 Anna" in text(answer)
    assert "buchbare Zeiten weniger in 30 Tagen" in text(answer)
    assert stored(here) == both(here)


def test_a_service_that_nobody_is_left_for_is_named(manager: Client, here: Business) -> None:
    assert "Leistungen ohne jemanden Schneiden 1" in text(send(manager, here, "look"))


def test_saving_keeps_the_bookings_where_they_are(manager: Client, here: Business) -> None:
    answer = send(manager, here, "keep", "clara")

    assert (answer.status_code, answer.headers["Location"]) == (303, SERVICE)
    assert stored(here) == (Skill(here.salon.clara.pk),)
    assert not Disruption.objects.of(here.organisation).filter(what="skills").exists()


def test_saving_hands_the_bookings_to_the_assistant(manager: Client, here: Business) -> None:
    answer = send(manager, here, "hand-over", "clara")

    board = Disruption.objects.of(here.organisation).get(what="skills")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/-/staff/salon/board/{board.uid}/")
    assert [case.booking for case in board.cases.all()] == [here.agreed]
    assert manager.get(answer.headers["Location"], headers=GERMAN).status_code == 200


def test_own_times_are_saved_and_shown(manager: Client, here: Business) -> None:
    send(manager, here, "keep", "ben", "clara", duration_minutes="45", buffer_after_minutes="0")

    assert stored(here) == (Skill(here.salon.ben.pk, 45, None, 0), Skill(here.salon.clara.pk))
    assert "<details open>" in manager.get(page_of(needed(here))).content.decode()


def test_own_times_that_are_emptied_are_the_services_again(manager: Client, here: Business) -> None:
    set_candidates(
        skills(here.salon.cut, Skill(here.salon.ben.pk, 45)),
        Saving(digest(stored(here))),
        by=COMMAND,
        now=SUNDAY_18,
    )

    send(manager, here, "keep", "ben", duration_minutes="")

    assert stored(here) == (Skill(here.salon.ben.pk),)


def test_whoever_is_ticked_anew_has_fields_for_own_times(manager: Client, here: Business) -> None:
    answer = send(manager, here, "look", "ben", "raum-1").content.decode()

    assert 'name="duration_minutes-raum-1"' in answer
    assert 'name="duration_minutes-clara"' not in answer


def test_nobody_may_be_able(manager: Client, here: Business) -> None:
    assert send(manager, here, "keep").status_code == 303
    assert stored(here) == ()


def test_who_is_not_active_stays_able_while_ticked(manager: Client, here: Business) -> None:
    change(here.salon.ben, is_active=False)
    make_resource(here.organisation, "Dora", is_active=False)

    page = text(manager.get(page_of(needed(here)), headers=GERMAN))
    send(manager, here, "keep", "ben")

    assert "Ben (nicht aktiv)" in page
    assert "Dora" not in page
    assert stored(here) == (Skill(here.salon.ben.pk),)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("duration_minutes", "0", "Bitte geben Sie eine ganze Zahl von 1 bis 10080 an."),
        ("duration_minutes", "lang", "Bitte geben Sie eine ganze Zahl von 1 bis 10080 an."),
        ("buffer_before_minutes", "1441", "Bitte geben Sie eine ganze Zahl von 0 bis 1440 an."),
        ("buffer_after_minutes", "\x00", "Bitte geben Sie eine ganze Zahl von 0 bis 1440 an."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_saved(
    manager: Client, here: Business, field: str, typed: str, sentence: str
) -> None:
    looked, saved = (send(manager, here, do, "ben", **{field: typed}) for do in ("look", "keep"))

    assert (looked.status_code, saved.status_code) == (200, 422)
    for answer in (looked, saved):
        assert sentence in text(answer)
        assert "<details open>" in answer.content.decode()
    assert stored(here) == both(here)


def test_what_is_wrong_with_somebody_who_is_not_ticked_is_no_matter(manager: Client, here: Business) -> None:
    assert send(manager, here, "keep", "clara", duration_minutes="lang").status_code == 303


@pytest.mark.parametrize("junk", ["nobody", "\x00", ""])
def test_who_is_unknown_is_not_able(manager: Client, here: Business, junk: str) -> None:
    assert send(manager, here, "keep", "ben", "clara", junk).status_code == 303
    assert stored(here) == both(here)


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(manager: Client, here: Business) -> None:
    shown = digest(stored(here))
    set_candidates(skills(here.salon.cut, Skill(here.salon.ben.pk)), Saving(shown), by=COMMAND, now=SUNDAY_18)

    answer = send(manager, here, "keep", "clara", seen=shown)

    assert answer.status_code == 409
    assert "Jemand anders hat das eben geändert." in text(answer)
    assert stored(here) == (Skill(here.salon.ben.pk),)


def test_each_requirement_has_a_page_of_its_own(manager: Client, here: Business) -> None:
    room = needs(here.salon.cut, here.salon.room, everyone=True)
    change(room, label_de="Raum", label_en="Room")

    page = text(manager.get(page_of(room), headers=GERMAN))
    send(manager, here, "keep", "ben")

    assert "Raum Alle Angehakten werden zusammen gebraucht." in page
    assert (stored(here), skills_of(room)) == ((Skill(here.salon.ben.pk),), (Skill(here.salon.room.pk),))


def test_requirements_of_another_service_are_not_found(manager: Client, here: Business) -> None:
    other = Requirement.objects.of(here.organisation).get(service=here.colour)

    answer = manager.post(page_of(other), {"do": "keep"})

    assert (answer.status_code, skills_of(other)) == (404, (Skill(here.salon.ben.pk),))
