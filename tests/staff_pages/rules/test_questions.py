"""What the booking form asks for a service."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from terminbuch.models import Question, Service
from tests.cast import Business
from tests.staff_pages.pages import Answer, text
from tests.staff_pages.rules.sent import CUT, GERMAN, TOO_LONG, send

PAGE = f"{CUT}questions/"
NEW = f"{PAGE}new/"
HAIR = {
    "label_de": "Wie lang?", "label_en": "How long?", "kind": "choice", "choices_de": "Kurz\r\n\r\n Lang ",
    "choices_en": "Short\nLong", "is_required": "on",
}  # fmt: skip


def asked(here: Business) -> list[Question]:
    return list(Question.objects.of(here.organisation).filter(service=here.salon.cut))


def one(here: Business) -> str:
    return f"{PAGE}{here.question.uid}/"


def test_what_is_always_asked_can_be_switched_on(manager: Client, here: Business) -> None:
    answer = send(manager, PAGE, asks_phone="required", asks_note="on", asks_consent="on")

    cut = Service.objects.of(here.organisation).get(slug="cut")
    assert (answer.status_code, answer.headers["Location"]) == (303, CUT)
    assert (cut.asks_phone, cut.asks_note, cut.asks_consent) == ("required", True, True)


def test_an_unknown_answer_is_refused(manager: Client, here: Business) -> None:
    assert send(manager, PAGE, asks_phone="perhaps").status_code == 422
    assert manager.post(PAGE, {}).status_code == 422


def test_a_question_with_choices_is_added_last(manager: Client, here: Business) -> None:
    answer = send(manager, NEW, **HAIR)

    row = asked(here)[1]
    assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
    assert (row.label_de, row.kind, row.choices_de, row.choices_en, row.is_required, row.position) == (
        "Wie lang?", "choice", ["Kurz", "Lang"], ["Short", "Long"], True, 1,
    )  # fmt: skip
    page = text(manager.get(PAGE, headers=GERMAN))
    assert "Wie lang? ist angelegt." in page
    assert "Wie lang? Eine von mehreren Antworten · muss beantwortet werden" in page


def test_the_customer_is_asked(manager: Client, here: Business) -> None:
    send(manager, NEW, **HAIR)

    form = text(manager.get(CUT, headers=GERMAN))

    assert "Frage Länge? Frage Wie lang?" in form


def test_the_second_language_may_say_the_same(manager: Client, here: Business) -> None:
    send(manager, NEW, **HAIR | {"label_en": "", "choices_en": ""})

    assert (asked(here)[1].label_en, asked(here)[1].choices_en) == ("Wie lang?", ["Kurz", "Lang"])


def test_only_a_choice_has_choices(manager: Client, here: Business) -> None:
    send(manager, NEW, **HAIR | {"kind": "text"})

    assert (asked(here)[1].choices_de, asked(here)[1].choices_en) == ([], [])


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("label_de", "", "Bitte geben Sie die Frage an."),
        ("label_en", "x" * 201, "Bitte nehmen Sie höchstens 200 Zeichen."),
        ("kind", "slider", "Bitte wählen Sie aus der Liste."),
        ("kind", None, "Bitte wählen Sie aus der Liste."),
        ("choices_de", "Kurz", "Bitte geben Sie mindestens zwei Antworten an, eine je Zeile."),
        ("choices_de", "Kurz\nKurz", "Eine davon steht zweimal da."),
        ("choices_de", "\n".join(map(str, range(31))), "Bitte geben Sie höchstens 30 an."),
        ("choices_de", TOO_LONG, "Bitte nehmen Sie höchstens 2000 Zeichen."),
        ("choices_en", "Short", "Bitte geben Sie so viele Antworten an wie auf Deutsch"),
        ("choices_en", "a\x00\nb", "Bitte lassen Sie Zeilenumbrüche und Steuerzeichen weg."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_added(
    manager: Client, here: Business, field: str, typed: str | None, sentence: str
) -> None:
    answer = send(manager, NEW, **HAIR | {field: typed})

    assert (answer.status_code, asked(here)) == (422, [here.question])
    assert sentence in text(answer)


def test_a_question_is_changed(manager: Client, here: Business) -> None:
    send(manager, one(here), **HAIR)

    [row] = asked(here)
    assert (row.label_en, row.choices_de) == ("How long?", ["Kurz", "Lang"])
    assert "Kurz\nLang</textarea>" in manager.get(one(here)).content.decode()


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(manager: Client, here: Business) -> None:
    assert send(manager, one(here), **HAIR, seen="0" * 32).status_code == 409
    assert asked(here)[0].label_de == "Länge?"


def test_the_order_is_changed_by_a_button(manager: Client, here: Business) -> None:
    send(manager, NEW, **HAIR)
    first, last = asked(here)

    answer = move(manager, last.uid, "up")

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PAGE}#{last.uid}")
    assert asked(here) == [last, first]


@pytest.mark.parametrize(("line", "way"), [("nobody", "up"), ("\x00", "down"), (None, "sideways")])
def test_an_order_that_cannot_be_is_refused(
    manager: Client, here: Business, line: str | None, way: str
) -> None:
    assert move(manager, line or here.question.uid, way).status_code == 400


def move(client: Client, line: Any, way: str) -> Answer:
    return client.post(f"{PAGE}order/", {"line": line, "way": way})


def test_a_question_is_removed_after_a_question(manager: Client, here: Business) -> None:
    page = f"{one(here)}remove/"

    assert "Diese Frage entfernen? Länge? Antworten, die schon gegeben sind" in text(
        manager.get(page, headers=GERMAN)
    )
    assert (send(manager, page).status_code, asked(here)) == (303, [])


def test_without_having_seen_it_nobody_removes_a_question(manager: Client, here: Business) -> None:
    answer = manager.post(f"{one(here)}remove/", headers=GERMAN)

    assert (answer.status_code, asked(here)) == (409, [here.question])
    assert "Jemand anders hat das eben geändert." in text(answer)


def test_a_question_of_another_service_is_not_there(manager: Client, here: Business) -> None:
    page = f"/-/staff/salon/services/colour/questions/{here.question.uid}/"

    assert [manager.get(page).status_code, manager.post(f"{page}remove/").status_code] == [404, 404]
