"""What customers read of a service, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from terminbuch.models import HistoryEntry, Service
from tests.builders import change
from tests.cast import Business
from tests.staff_pages.pages import Answer, text
from tests.staff_pages.rules.sent import CUT, GERMAN, TOO_LONG, seen
from tests.staff_pages.rules.sent import send as sent

PAGE = f"{CUT}texts/"
AS_IT_IS = {
    "name_de": "Schneiden", "name_en": "Cut", "text_de": "", "text_en": "", "price_de": "", "price_en": "",
    "advice_de": "", "advice_en": "", "slug": "cut", "group_id": "",
}  # fmt: skip


def send(client: Client, **fields: Any) -> Answer:
    return sent(client, PAGE, **AS_IT_IS | fields)


def cut(here: Business) -> Service:
    return Service.objects.of(here.organisation).get(pk=here.salon.cut.pk)


def test_all_texts_are_saved(manager: Client, here: Business) -> None:
    values = {
        "name_de": "Haarschnitt", "name_en": "Haircut", "text_de": "Mit Waschen", "text_en": "With a wash",
        "price_de": "45 €", "price_en": "€45", "advice_de": "Bis gleich", "advice_en": "See you",
        "slug": "haircut",
    }  # fmt: skip

    answer = send(manager, **values, group_id=str(here.group.pk))

    assert (answer.status_code, answer.headers["Location"]) == (303, "/-/staff/salon/services/haircut/")
    row = cut(here)
    assert ({name: getattr(row, name) for name in values}, row.group) == (values, here.group)
    assert HistoryEntry.objects.of(here.organisation).filter(what="setting_changed").count() == 1


def test_the_second_language_may_say_the_same(manager: Client, here: Business) -> None:
    send(manager, name_de="Dauerwelle", name_en="", price_de="80 €")

    row = cut(here)
    assert (row.name_en, row.price_en) == ("Dauerwelle", "80 €")
    assert 'name="name_en" value="Dauerwelle"' not in manager.get(PAGE).content.decode()


def test_the_language_of_the_business_comes_first(manager: Client, here: Business) -> None:
    change(here.organisation, language="en")

    page = text(manager.get(PAGE, headers=GERMAN))

    assert "Name auf Englisch Name auf Deutsch (freiwillig)" in page
    assert send(manager, name_de="", name_en="Trim").status_code == 303
    assert cut(here).name_de == "Trim"


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name_de", " ", "Bitte geben Sie einen Namen an."),
        ("name_de", "x" * 121, "Bitte nehmen Sie höchstens 120 Zeichen."),
        ("name_en", "A\x00B", "Bitte lassen Sie Zeilenumbrüche und Steuerzeichen weg."),
        ("text_de", TOO_LONG, "Bitte nehmen Sie höchstens 400 Zeichen."),
        ("price_en", "x" * 41, "Bitte nehmen Sie höchstens 40 Zeichen."),
        ("slug", "café ../../x", "nur die Buchstaben a bis z"),
        ("slug", "colour", "Diese Adresse ist schon vergeben."),
        ("group_id", "999999", "Bitte wählen Sie aus der Liste."),
        ("group_id", "\x00", "Bitte wählen Sie aus der Liste."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_saved(
    manager: Client, here: Business, field: str, typed: str, sentence: str
) -> None:
    answer = send(manager, **{field: typed})

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert 'aria-invalid="true"' in answer.content.decode()
    assert cut(here).slug == "cut"


def test_a_heading_of_somebody_else_is_not_among_them(manager: Client, here: Business, cast: Any) -> None:
    answer = send(manager, group_id=str(cast.next_door.group.pk))

    assert (answer.status_code, cut(here).group) == (422, None)


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(manager: Client, here: Business) -> None:
    shown = seen(manager, PAGE)
    change(here.salon.cut, price_de="50 €")

    answer = send(manager, seen=shown, name_de="Haarschnitt")

    assert answer.status_code == 409
    assert "Jemand anders hat das eben geändert." in text(answer)
    assert 'value="Haarschnitt"' in answer.content.decode()
    assert cut(here).name_de == "Schneiden"


def test_an_empty_form_is_refused(manager: Client) -> None:
    assert manager.post(PAGE, {}).status_code == 422
