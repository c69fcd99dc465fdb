"""A name, a length and who can do it are enough to be booked."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from terminbuch.models import Member, Requirement, Resource, Service
from terminbuch.queries.preview import Skill, skills_of
from terminbuch.staff_pages.rules.offer_form import NewServiceForm, step_for
from tests.builders import make_booking
from tests.cast import Business
from tests.staff_pages.pages import Answer, text
from tests.staff_pages.rules.sent import GERMAN, SERVICES, TOO_LONG

PAGE = f"{SERVICES}-/new/"


def send(client: Client, **fields: Any) -> Answer:
    values = {
        "name_de": "Dauerwelle", "name_en": "", "price_de": "80 €", "price_en": "", "duration_minutes": "90",
        "group_id": "", "who": ["ben", "clara"],
    }  # fmt: skip
    return client.post(PAGE, values | fields, headers=GERMAN)


def made(here: Business) -> list[Service]:
    known = {here.salon.cut.pk, here.colour.pk}
    return list(Service.objects.of(here.organisation).exclude(pk__in=known))


def test_a_new_service_can_be_booked_at_once(manager: Client, here: Business) -> None:
    answer = send(manager)

    [perm] = made(here)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{SERVICES}dauerwelle/")
    assert "Dauerwelle ist jetzt buchbar." in text(manager.get(answer.headers["Location"], headers=GERMAN))
    assert (perm.name_en, perm.price_en, perm.duration_minutes, perm.step_minutes, perm.position) == (
        "Dauerwelle", "80 €", 90, 30, 2,
    )  # fmt: skip
    assert make_booking(perm).service == perm


def test_it_is_served_by_whom_was_chosen(manager: Client, here: Business) -> None:
    send(manager, who=["ben"], group_id=str(here.group.pk))

    [perm] = made(here)
    [needed] = Requirement.objects.of(here.organisation).filter(service=perm)
    assert (skills_of(needed), needed.chosen_by_customer) == ((Skill(here.salon.ben.pk),), False)
    assert perm.group == here.group


def test_a_second_one_of_the_same_name_has_another_address(manager: Client, here: Business) -> None:
    send(manager)
    send(manager)

    assert [row.slug for row in made(here)] == ["dauerwelle", "dauerwelle-2"]


def test_where_there_is_only_one_nobody_is_asked_who(manager: Client, here: Business) -> None:
    Resource.objects.of(here.organisation).exclude(pk=here.salon.ben.pk).update(is_active=False)

    page = text(manager.get(PAGE, headers=GERMAN))
    send(manager, who=[])

    assert "Wer kann das?" not in page
    assert [
        skills_of(row) for row in Requirement.objects.of(here.organisation).filter(service=made(here)[0])
    ] == [(Skill(here.salon.ben.pk),)]


def test_where_there_is_nobody_it_waits_for_somebody(manager: Client, here: Business) -> None:
    Resource.objects.of(here.organisation).update(is_active=False)

    answer = send(manager, who=[])

    assert "So kann das niemand" in text(manager.get(answer.headers["Location"], headers=GERMAN))


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name_de", "", "Bitte geben Sie einen Namen an."),
        ("name_de", TOO_LONG, "Bitte nehmen Sie höchstens 120 Zeichen."),
        ("duration_minutes", "0", "Bitte geben Sie eine ganze Zahl von 1 bis 10080 an."),
        ("duration_minutes", "-30", "Bitte geben Sie eine ganze Zahl von 1 bis 10080 an."),
        ("duration_minutes", "10081", "Bitte geben Sie eine ganze Zahl von 1 bis 10080 an."),
        ("duration_minutes", "eine Stunde", "Bitte geben Sie eine ganze Zahl von 1 bis 10080 an."),
        ("price_de", "4\n5", "Bitte lassen Sie Zeilenumbrüche und Steuerzeichen weg."),
        ("who", [], "Bitte wählen Sie mindestens eine Ressource."),
        ("who", ["mallory"], "Bitte wählen Sie aus der Liste."),
        ("who", ["\x00"], "Bitte wählen Sie aus der Liste."),
        ("group_id", "x", "Bitte wählen Sie aus der Liste."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_made(
    manager: Client, here: Business, field: str, typed: Any, sentence: str
) -> None:
    answer = send(manager, **{field: typed})

    assert (answer.status_code, made(here)) == (422, [])
    assert sentence in text(answer)
    assert "Fehler: Neue Leistung" in text(answer)


@pytest.mark.parametrize(
    ("length", "step"), [(120, 30), (60, 30), (45, 15), (40, 20), (50, 10), (25, 5), (7, 15), (10080, 30)]
)
def test_the_step_is_the_longest_that_divides_the_length(length: int, step: int) -> None:
    assert step_for(length) == step


def test_a_name_without_letters_of_ours_has_an_address_too(here: Business) -> None:
    form = NewServiceForm(
        {"name_de": "剪发", "duration_minutes": "30", "who": ["ben"]},
        member=Member.objects.of(here.organisation)[0],
    )

    assert form.is_valid(), form.errors
    assert form.values()["slug"] == "service"


def test_repeated_and_missing_fields_are_no_trouble(manager: Client, here: Business) -> None:
    answer = send(manager, name_de=["Eins", "Zwei"], price_de=[], group_id=[])

    assert (answer.status_code, [row.name_de for row in made(here)]) == (303, ["Zwei"])
