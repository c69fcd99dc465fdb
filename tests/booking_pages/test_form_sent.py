"""The booking form is sent: booked, refused, sent again."""

from __future__ import annotations

from typing import Any

import pytest

from terminbuch.models import Booking, Customer, Hold, Question
from tests.booking_pages.reader import Answer, Browser, read
from tests.booking_pages.steps import ANNA, CUT, MONDAY_10, bookings, open_form, send
from tests.builders import MONDAY_9 as NINE
from tests.builders import Salon, change, make_booking, make_salon


def booked_by(salon: Salon) -> list[Booking]:
    return bookings(salon.organisation.pk)


def test_a_sent_form_is_a_booking(visitor: Browser, salon: Salon) -> None:
    answer = send(visitor, open_form(visitor, path=f"{CUT}?with=ben"), **ANNA)

    (booking,) = booked_by(salon)
    assert (answer.status_code, answer.url.endswith("/booked/")) == (303, True)
    assert (booking.name, booking.email, booking.starts_at) == ("Anna Blume", "anna@example.org", NINE)
    assert (booking.language, booking.zone_name, booking.people()) == ("de", "Europe/Berlin", ["Ben"])
    assert not Hold.objects.of(salon.organisation).exists()
    assert read(visitor.get(answer.url)).heading == "Ihr Termin ist gebucht."


def test_the_customers_language_and_zone_are_those_of_the_page(visitor: Browser, salon: Salon) -> None:
    send(visitor, open_form(visitor, path=f"{CUT}?lang=en&tz=Europe/Lisbon"), **ANNA)

    (booking,) = booked_by(salon)
    assert (booking.language, booking.zone_name) == ("en", "Europe/Lisbon")


def test_everything_that_was_asked_arrives(visitor: Browser, salon: Salon) -> None:
    change(salon.cut, asks_phone="required", asks_note=True, asks_consent=True)
    for kind in Question.Kind.values:
        Question.objects.create(
            organisation=salon.organisation, service=salon.cut, position=len(kind), kind=kind,
            label_de=f"Frage {kind}", label_en="Question", choices_de=["Kurz", "Lang"], is_required=True,
        )  # fmt: skip

    send(
        visitor, open_form(visitor), **ANNA, phone=" +49 (0)  30 123456 ", q1="Föhn", q2="on", q3="1",
        note=" Bitte\r\nkürzer ", consent="on",
    )  # fmt: skip

    (booking,) = booked_by(salon)
    assert (booking.phone, booking.note) == ("+49 (0) 30 123456", "Bitte\nkürzer")
    assert booking.answers == [["Frage text", "Föhn"], ["Frage check", "ja"], ["Frage choice", "Lang"]]


def test_a_form_sent_twice_is_one_booking(visitor: Browser, salon: Salon) -> None:
    page = open_form(visitor)

    answers = [send(visitor, page, **ANNA) for _ in range(2)]

    assert [answer.url for answer in answers] == [answers[0].url] * 2
    assert len(booked_by(salon)) == 1


def test_the_same_form_with_another_name_asks_before_it_books_again(visitor: Browser, salon: Salon) -> None:
    page = open_form(visitor)
    send(visitor, page, **ANNA)

    answer = send(visitor, page, name="Berta", email="anna@example.org", start=MONDAY_10)
    asked = read(answer)
    assert (answer.status_code, asked.heading) == (422, "Sie haben schon gebucht.")
    assert "Mit diesem Formular haben Sie Montag, 23. November, 09:00 Uhr gebucht." in asked.text
    assert len(booked_by(salon)) == 1

    assert send(visitor, asked).status_code == 303
    assert [booking.name for booking in booked_by(salon)] == ["Anna Blume", "Berta"]


def test_typed_text_comes_back_with_the_errors_beside_it(visitor: Browser, salon: Salon) -> None:
    answer = send(visitor, open_form(visitor), name="", email="maria.weber@")

    page = read(answer)
    assert (answer.status_code, page.title) == (422, "Fehler: Ihre Angaben – Salon Anna")
    assert page.error_at("name") == "Bitte nennen Sie uns Ihren Namen."
    assert page.error_at("email") == "Bitte ergänzen Sie den Teil nach dem @, zum Beispiel example.org."
    assert page.fields["email"] == "maria.weber@"
    (wrong, _) = page.root.all("input", **{"aria-invalid": "true"})
    assert (wrong.get("name"), "autofocus" in wrong.attributes) == ("name", True)
    assert wrong.get("aria-describedby") == "name_error"
    assert booked_by(salon) == []


def test_errors_in_english(english: Browser, salon: Salon) -> None:
    page = read(send(english, open_form(english), name="", email="a@b"))

    assert page.title == "Error: Your details – Salon Anna"
    assert page.error_at("name") == "Please tell us your name."


def taken(client: Browser, salon: Salon, **typed: str) -> Answer:
    """The form was open while Berta was faster."""
    page = read(client.get(f"{CUT}book/?with=ben&start=2026-11-23T09%3A00%3A00%2B01%3A00"))
    make_booking(salon.cut, who="Berta", resource_id=salon.ben.pk)
    return send(client, page, **ANNA, **typed)


def test_a_time_that_was_just_taken_is_refused_and_nothing_typed_is_lost(
    visitor: Browser, salon: Salon
) -> None:
    change(salon.cut, asks_note=True)

    answer = taken(visitor, salon, note="Bitte\nkürzer")

    page = read(answer)
    assert (answer.status_code, page.heading) == (409, "09:00 Uhr ist gerade vergeben worden.")
    assert "Ihre Angaben sind noch da" in page.text
    assert (
        "Vor- und Nachname Anna Blume E-Mail-Adresse anna@example.org Nachricht an uns Bitte kürzer"
        in page.text
    )
    assert list(page.options.values())[:2] == [
        "2026-11-23T10:00:00+01:00 ben",
        "2026-11-23T09:00:00+01:00 clara",
    ]
    assert page.buttons == ["Angaben ändern", "Diesen Termin verbindlich buchen"]
    assert [booking.name for booking in booked_by(salon)] == ["Berta"]


def test_one_press_books_the_nearest_time(visitor: Browser, salon: Salon) -> None:
    page = read(taken(visitor, salon))

    answer = send(visitor, page)

    assert answer.status_code == 303
    assert (booked_by(salon)[1].people(), f"{booked_by(salon)[1].starts_at:%H:%M}") == (["Ben"], "09:00")


def test_the_same_time_with_somebody_else_can_be_taken(visitor: Browser, salon: Salon) -> None:
    page = read(taken(visitor, salon))

    send(visitor, page, start="2026-11-23T09:00:00+01:00 clara")

    assert [booking.people() for booking in booked_by(salon)] == [["Ben"], ["Clara"]]


def test_what_was_typed_can_be_changed_on_the_way(visitor: Browser, salon: Salon) -> None:
    page = read(taken(visitor, salon))

    form = read(send(visitor, page, do="change"))

    assert (form.heading, form.fields["name"]) == ("Wen dürfen wir erwarten?", "Anna Blume")
    assert form.fields["start"] == "2026-11-23T10:00:00+01:00"
    assert send(visitor, form, name="Anna B.").status_code == 303


def test_a_start_that_is_no_slot_is_refused(visitor: Browser, salon: Salon) -> None:
    answer = send(visitor, open_form(visitor), **ANNA, start="2026-11-23T09:07:00+01:00")

    assert answer.status_code == 409
    assert booked_by(salon) == []


def test_whoever_wants_anybody_goes_on_wanting_anybody(visitor: Browser, salon: Salon) -> None:
    page = read(visitor.get(f"{CUT}book/?start=2026-11-23T09%3A00%3A00%2B01%3A00"))
    for who in ("Berta", "Dora"):
        make_booking(salon.cut, who=who)

    refused = read(send(visitor, page, **ANNA))

    assert next(iter(refused.options.items())) == (
        "10:00 Uhr Mo, 23. November, bei Ben",
        "2026-11-23T10:00:00+01:00",
    )


@pytest.mark.parametrize("limit", ["BOOKINGS_PER_VISITOR", "BOOKINGS_PER_MAIL", "BOOKINGS_PER_ORGANISATION"])
def test_too_many_bookings_within_an_hour_are_refused(
    visitor: Browser, salon: Salon, settings: Any, limit: str
) -> None:
    setattr(settings, limit, 1)
    send(visitor, open_form(visitor), **ANNA)

    answer = send(visitor, open_form(visitor, MONDAY_10), **{**ANNA, "email": "ANNA@example.org"})

    page = read(answer)
    assert answer.status_code == 429
    assert (
        "Bitte versuchen Sie es in einer Stunde noch einmal oder rufen Sie uns an. 030 1234567" in page.text
    )
    assert page.fields["name"] == "Anna Blume"
    assert len(booked_by(salon)) == 1


def test_a_forged_address_of_origin_counts_as_the_same_visitor(
    visitor: Browser, salon: Salon, settings: Any
) -> None:
    settings.BOOKINGS_PER_VISITOR = 1
    send(visitor, open_form(visitor), **ANNA)
    page = open_form(visitor, MONDAY_10)

    fields = {**page.fields, **ANNA}
    answer = visitor.post(fields.pop("action"), fields, headers={"X-Forwarded-For": "203.0.113.9"})

    assert answer.status_code == 429


def test_a_customers_limit_is_said_on_the_form(visitor: Browser, salon: Salon) -> None:
    change(salon.cut, max_per_customer=1)
    send(visitor, open_form(visitor), **ANNA)

    answer = send(visitor, open_form(visitor, MONDAY_10), **ANNA)

    assert (answer.status_code, read(answer).fields["name"]) == (409, "Anna Blume")
    assert len(booked_by(salon)) == 1


def test_what_fills_in_the_hidden_field_is_no_person(visitor: Browser, salon: Salon) -> None:
    answer = send(visitor, open_form(visitor), **ANNA, website="https://buy.example")

    assert (answer.status_code, answer.url.endswith("/booked/")) == (303, True)
    assert booked_by(salon) == []
    assert "Dieser Link führt zu keinem Termin." in read(visitor.get(answer.url)).text


@pytest.mark.parametrize("key", ["", "x", "forged:signature", "\x00"])
def test_a_key_that_is_not_ours_is_asked_for_once_more(visitor: Browser, salon: Salon, key: str) -> None:
    answer = send(visitor, open_form(visitor), **ANNA, key=key)

    page = read(answer)
    assert (answer.status_code, booked_by(salon)) == (400, [])
    assert "Bitte drücken Sie noch einmal auf den Knopf." in page.text
    assert send(visitor, page).status_code == 303


def test_what_is_not_asked_for_is_not_written(visitor: Browser, salon: Salon) -> None:
    said = {
        "status": "cancelled",
        "id": "7",
        "organisation": "1",
        "number": "X",
        "note": "n",
        "phone": "1",
        "seats": "0",
    }

    send(visitor, open_form(visitor), **ANNA, **said)

    (booking,) = booked_by(salon)
    assert (booking.status, booking.note, booking.phone) == ("confirmed", "", "")


def test_another_organisations_service_is_not_there(visitor: Browser, salon: Salon) -> None:
    mallory = make_salon("mallory")
    change(mallory.cut, slug="shave")

    page = open_form(visitor)
    fields = page.fields | ANNA
    answer = visitor.post(fields.pop("action").replace("/cut/", "/shave/"), fields)

    assert answer.status_code == 404
    assert not Customer.objects.of(salon.organisation).exists()
    assert not Customer.objects.of(mallory.organisation).exists()


def test_another_organisations_hold_opens_nothing(visitor: Browser, salon: Salon) -> None:
    mallory = make_salon("mallory")
    foreign = open_form(visitor, path="/mallory/cut/").fields["hold"]

    send(visitor, open_form(visitor), **ANNA, hold=foreign)

    assert Hold.objects.of(mallory.organisation).count() == 1
    assert len(booked_by(salon)) == 1
