from __future__ import annotations

import pytest
from django.utils import timezone

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import LINK_HOLDER
from terminbuch.models import Booking
from tests.booking_pages.reader import Answer, Browser, read
from tests.booking_pages.steps import again, manage
from tests.builders import SUNDAY_18, berlin, change
from tests.reading import promised


def send(client: Browser, booking: Booking, email: str) -> Answer:
    return client.post(manage(booking, "cancel/"), {"email": email})


def test_the_window_asks_for_the_address(visitor: Browser, booking: Booking) -> None:
    page = read(visitor.get(manage(booking, "cancel/")))

    (window,) = page.root.all("dialog")
    assert window.text == (
        "Termin absagen? Montag, 23. November, 09:00 Uhr Schneiden bei Ben Ihre E-Mail-Adresse"
        " Zur Sicherheit: dieselbe Adresse, mit der Sie gebucht haben. Termin absagen Termin behalten"
        " Sie bekommen danach eine Absage-E-Mail. Ben wird ebenfalls informiert."
    )
    (address,) = window.all("input")
    assert ("required" in address.attributes, address.get("type")) == (True, "email")
    assert page.link("Termin behalten") == manage(booking)


def test_in_english(english: Browser, booking: Booking) -> None:
    (window,) = read(english.get(manage(booking, "cancel/"))).root.all("dialog")

    assert window.text.startswith("Cancel the appointment? Monday 23 November, 09:00 Cut with Ben")


@pytest.mark.parametrize("email", ["anna@example.org", "  ANNA@Example.ORG "])
def test_with_the_right_address_it_is_cancelled_and_everyone_is_told(
    visitor: Browser, booking: Booking, email: str
) -> None:
    answer = send(visitor, booking, email)

    assert (answer.status_code, answer.url) == (303, manage(booking, "cancelled/"))
    assert again(booking).status == "cancelled"
    assert promised(booking)[-2:] == [
        ("booking_cancelled", "anna@example.org"), ("resource_cancelled", "ben@salon.example"),
    ]  # fmt: skip
    page = read(visitor.get(answer.url))
    assert page.heading == "Ihr Termin ist abgesagt."
    assert "Montag, 23. November, 09:00 Uhr ist wieder frei." in page.text


def test_cancelling_again_changes_nothing(visitor: Browser, booking: Booking) -> None:
    send(visitor, booking, "anna@example.org")
    before = promised(booking)

    assert send(visitor, booking, "anna@example.org").url == manage(booking, "cancelled/")
    assert promised(booking) == before


def test_another_address_is_refused_without_saying_which_it_is(visitor: Browser, booking: Booking) -> None:
    answer = send(visitor, booking, "berta@example.org")

    page = read(answer)
    assert (answer.status_code, page.title) == (422, "Fehler: Termin absagen – Salon Anna")
    assert "Diese Adresse gehört nicht zu diesem Termin. Bitte nehmen Sie dieselbe Adresse" in page.text
    assert "anna@example.org" not in answer.content.decode()
    (address,) = page.root.all("input")
    assert (address.get("value"), address.get("aria-invalid")) == ("berta@example.org", "true")
    assert again(booking).status == "confirmed"


@pytest.mark.parametrize("email", ["", "   "])
def test_without_an_address_it_is_asked_for(visitor: Browser, booking: Booking, email: str) -> None:
    answer = send(visitor, booking, email)

    assert answer.status_code == 422
    assert "Bitte nennen Sie uns Ihre E-Mail-Adresse." in read(answer).text


def test_after_five_tries_even_the_right_address_has_to_wait(visitor: Browser, booking: Booking) -> None:
    for number in range(5):
        assert send(visitor, booking, f"guess{number}@example.org").status_code == 422

    answer = send(visitor, booking, "anna@example.org")

    assert answer.status_code == 429
    assert "Bitte versuchen Sie es in einer Stunde noch einmal oder rufen Sie uns an." in read(answer).text
    assert again(booking).status == "confirmed"


def test_after_the_cut_off_the_page_says_whom_to_call(visitor: Browser, booking: Booking) -> None:
    change(booking.service, cut_off_minutes=1440)

    assert visitor.get(manage(booking, "cancel/")).url == manage(booking)
    answer = send(visitor, booking, "anna@example.org")

    assert answer.status_code == 409
    assert "Online ändern ging bis Sonntag, 22. November, 09:00 Uhr." in read(answer).text
    assert again(booking).status == "confirmed"


def test_what_has_begun_cannot_be_cancelled(
    visitor: Browser, booking: Booking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: berlin(23, 9, 1))

    answer = send(visitor, booking, "anna@example.org")

    assert (answer.status_code, again(booking).status) == (409, "confirmed")
    assert "030 1234567" in read(answer).text


def test_the_window_of_a_cancelled_appointment_is_its_page(visitor: Browser, booking: Booking) -> None:
    deeds.cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    answer = visitor.get(manage(booking, "cancel/"))

    assert (answer.status_code, answer.url) == (303, manage(booking))


def test_nothing_is_cancelled_by_looking(visitor: Browser, booking: Booking) -> None:
    for _ in range(3):
        visitor.get(manage(booking, "cancel/"), {"email": "anna@example.org"})
        visitor.head(manage(booking, "cancelled/"))

    assert again(booking).status == "confirmed"


def test_a_visit_that_is_too_early_sees_how_things_are(visitor: Browser, booking: Booking) -> None:
    assert visitor.get(manage(booking, "cancelled/")).url == manage(booking)
