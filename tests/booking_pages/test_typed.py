"""What people and machines type into the form, and what becomes of it."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from terminbuch.models import Question
from tests.booking_pages.reader import Answer, Browser, read
from tests.booking_pages.steps import ANNA, bookings, open_form, send
from tests.builders import Salon, change

FAMILY = "Zoë 👩‍👩‍👧‍👦 Ørsted"


def sent(client: Browser, salon: Salon, **typed: str) -> Answer:
    change(salon.cut, asks_phone="optional", asks_note=True)
    return send(client, open_form(client), **{**ANNA, **typed})


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (FAMILY, FAMILY),
        ("\u202eevil.exe", "evil.exe"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("{{ 7*7 }} ${7*7} {% debug %} #{7*7}", "{{ 7*7 }} ${7*7} {% debug %} #{7*7}"),
        ("  O'Neill; DROP TABLE  ", "O'Neill; DROP TABLE"),
        ("A" * 120, "A" * 120),
    ],
)
def test_names_are_kept_as_they_are(visitor: Browser, salon: Salon, typed: str, stored: str) -> None:
    answer = sent(visitor, salon, name=typed)

    (booking,) = bookings(salon.organisation.pk)
    assert (answer.status_code, booking.name) == (303, stored)


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("", "Bitte nennen Sie uns Ihren Namen."),
        ("\u200b\u200b\u2060", "Bitte nennen Sie uns Ihren Namen."),
        ("Ann\r\nBcc: victim@example.org", "Bitte lassen Sie Zeilenumbrüche und Steuerzeichen weg."),
        ("Ann\x00", "Bitte lassen Sie Zeilenumbrüche und Steuerzeichen weg."),
        ("A" * 256, "Bitte nehmen Sie höchstens 120 Zeichen. Das sind 256."),
        ("Z\u0351\u036b\u0343\u0350" * 300, "Bitte setzen Sie höchstens drei Akzente auf einen Buchstaben."),
    ],
)
def test_names_that_cannot_be(visitor: Browser, salon: Salon, name: str, error: str) -> None:
    answer = sent(visitor, salon, name=name)

    assert (answer.status_code, read(answer).error_at("name")) == (422, error)
    assert bookings(salon.organisation.pk) == []


@pytest.mark.parametrize(
    ("email", "error"),
    [
        ("", "Bitte nennen Sie uns Ihre E-Mail-Adresse."),
        ("maria", "Bitte geben Sie eine ganze E-Mail-Adresse an, zum Beispiel name@example.org."),
        ("a@b", "Bitte prüfen Sie den Teil nach dem @, zum Beispiel example.org."),
        ("käse@münchen.example", "Bitte nehmen Sie vor dem @ nur Buchstaben ohne Umlaute und Akzente."),
        ("a@example.org\r\nBcc: b@example.org", "Bitte lassen Sie Zeilenumbrüche und Steuerzeichen weg."),
        (
            "a" * 250 + "@example.org",
            "Bitte geben Sie eine ganze E-Mail-Adresse an, zum Beispiel name@example.org.",
        ),
    ],
)
def test_addresses_that_cannot_be(visitor: Browser, salon: Salon, email: str, error: str) -> None:
    answer = sent(visitor, salon, email=email)

    assert (answer.status_code, read(answer).error_at("email")) == (422, error)
    assert bookings(salon.organisation.pk) == []


def test_an_address_with_umlauts_after_the_at_is_compared_by_its_ascii_form(
    visitor: Browser, salon: Salon
) -> None:
    sent(visitor, salon, email="Kaese@München.example")

    (booking,) = bookings(salon.organisation.pk)
    assert booking.email_folded == "kaese@xn--mnchen-3ya.example"


@pytest.mark.parametrize("phone", ["+49 (0) 30 123456", "0170 5551234", "+1 202 555 0143", ""])
def test_numbers_are_kept_as_typed(visitor: Browser, salon: Salon, phone: str) -> None:
    sent(visitor, salon, phone=phone)

    (booking,) = bookings(salon.organisation.pk)
    assert booking.phone == phone


@pytest.mark.parametrize("phone", ["12", "rufen Sie an", "0" * 33, "+999 1234567"])
def test_numbers_that_nobody_can_call(visitor: Browser, salon: Salon, phone: str) -> None:
    answer = sent(visitor, salon, phone=phone)

    assert answer.status_code == 422
    assert read(answer).error_at("phone").startswith("Bitte")


def test_a_note_that_is_too_long_stays_in_its_box(visitor: Browser, salon: Salon) -> None:
    page = read(sent(visitor, salon, note="x" * 10_001))

    assert page.error_at("note") == "Bitte nehmen Sie höchstens 1000 Zeichen. Das sind 10001."
    assert page.fields["note"] == "x" * 10_001


@pytest.mark.parametrize(
    ("answer", "error"),
    [("7", "Bitte wählen Sie eine dieser Antworten."), ("", "Bitte beantworten Sie diese Frage.")],
)
def test_answers_come_from_the_list(visitor: Browser, salon: Salon, answer: str, error: str) -> None:
    Question.objects.create(
        organisation=salon.organisation, service=salon.cut, kind="choice", is_required=True,
        label_de="Länge", label_en="Length", choices_de=["Kurz", "Lang"],
    )  # fmt: skip

    page = read(sent(visitor, salon, q1=answer))

    assert page.error_at("q1") == error


def test_consent_is_asked_for_where_the_service_wants_it(visitor: Browser, salon: Salon) -> None:
    change(salon.cut, asks_consent=True)

    page = read(sent(visitor, salon))

    assert (
        page.error_at("consent") == "Bitte bestätigen Sie, dass Sie die Datenschutzerklärung gelesen haben."
    )


@pytest.mark.parametrize("name", [b"\xfe\xff\xfe\xff", b"%FE%FF"])
def test_bytes_that_are_no_text_cannot_be_read(visitor: Browser, salon: Salon, name: bytes) -> None:
    fields = open_form(visitor).fields | ANNA
    action = fields.pop("action")
    body = urlencode(fields).encode().replace(b"Anna+Blume", name)

    answer = visitor.post(action, body, content_type="application/x-www-form-urlencoded")

    assert (answer.status_code, read(answer).heading) == (400, "Das konnten wir nicht lesen.")
    assert bookings(salon.organisation.pk) == []


def test_broken_bytes_in_a_form_with_parts_cannot_be_read(visitor: Browser, salon: Salon) -> None:
    fields = open_form(visitor).fields | ANNA
    action = fields.pop("action")
    body = encode_multipart(BOUNDARY, fields).replace(b"Anna Blume", b"\xfe\xff")

    answer = visitor.generic("POST", action, body, MULTIPART_CONTENT)

    assert (answer.status_code, bookings(salon.organisation.pk)) == (400, [])


def test_files_are_not_taken(visitor: Browser, salon: Salon) -> None:
    fields = open_form(visitor).fields | ANNA
    upload = SimpleUploadedFile("../../../app/settings.py", b"x")

    answer = visitor.post(fields.pop("action"), {**fields, "attachment": upload})

    assert answer.status_code == 400
    assert bookings(salon.organisation.pk) == []


def test_ten_megabytes_are_too_much(visitor: Browser, salon: Salon) -> None:
    answer = sent(visitor, salon, note="x" * 10_000_000)

    assert (answer.status_code, read(answer).heading) == (413, "Das ist zu viel auf einmal.")
    assert bookings(salon.organisation.pk) == []


def test_a_thousand_fields_are_too_many(visitor: Browser, salon: Salon) -> None:
    answer = sent(visitor, salon, **{f"x{number}": "1" for number in range(1000)})

    assert answer.status_code == 400


def test_a_name_never_becomes_markup(visitor: Browser, salon: Salon) -> None:
    page = read(sent(visitor, salon, name="<script>alert(1)</script>", email=""))

    assert len(page.root.all("script")) == 1  # our own, in the head
    assert page.fields["name"] == "<script>alert(1)</script>"
