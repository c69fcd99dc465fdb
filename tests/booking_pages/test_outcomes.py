"""Booked, attending, in one's own calendar."""

from __future__ import annotations

import pytest
from django.utils import timezone
from icalendar import Calendar

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import LINK_HOLDER
from terminbuch.models import Booking
from tests.booking_pages.reader import Browser, read
from tests.booking_pages.steps import again, manage
from tests.builders import SUNDAY_18, Salon, berlin, change, make_booking, make_service, needs


def test_the_confirmation(visitor: Browser, booking: Booking) -> None:
    assert booking.service is not None
    change(booking.service, advice_de="Kommen Sie gern fünf Minuten früher.", cut_off_minutes=60)

    page = read(visitor.get(manage(booking, "booked/")))

    assert (page.title, page.heading) == ("Ihr Termin ist gebucht – Salon Anna", "Ihr Termin ist gebucht.")
    assert f"10969 Berlin. Weg zeigen Nummer {' '.join(booking.number)}" in page.text
    assert page.link("In meinen Kalender") == manage(booking, "calendar.ics")
    assert page.link("Verschieben oder absagen") == manage(booking)
    assert (
        "Gut zu wissen Kommen Sie gern fünf Minuten früher. Passt es doch nicht, können Sie bis" in page.text
    )
    assert "Montag, 23. November, 08:00 Uhr selbst verschieben oder absagen." in page.text
    assert "Danach rufen Sie uns bitte an: 030 1234567" in page.text


def test_in_english(english: Browser, booking: Booking) -> None:
    page = read(english.get(manage(booking, "booked/")))

    assert page.heading == "Your appointment is booked."
    assert page.link("Add to my calendar") == manage(booking, "calendar.ics")


def test_the_page_around_a_frame_is_told_what_happened(visitor: Browser, booking: Booking) -> None:
    (told,) = read(visitor.get(manage(booking, "booked/"))).root.all("div", **{"data-event": "booked"})

    assert told.get("data-number") == booking.number


def test_a_request_is_no_confirmation(visitor: Browser, salon: Salon) -> None:
    colour = make_service(salon.organisation, "colour", needs_approval=True)
    needs(colour, salon.ben)
    booking = make_booking(colour)

    page = read(visitor.get(manage(booking, "booked/")))

    assert page.heading == "Ihre Anfrage ist bei uns. Die Zeit ist für Sie belegt."
    assert "Wir bestätigen sie bis Montag, 23. November, 09:00 Uhr und schreiben Ihnen." in page.text
    assert "In meinen Kalender" not in page.links
    assert visitor.get(manage(booking, "calendar.ics")).status_code == 404


def test_the_confirmation_of_what_was_cancelled_is_its_page(visitor: Browser, booking: Booking) -> None:
    deeds.cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert visitor.get(manage(booking, "booked/")).url == manage(booking)
    assert visitor.get(manage(booking, "calendar.ics")).status_code == 404


def test_the_calendar_file_holds_the_same_event_as_the_mails(visitor: Browser, booking: Booking) -> None:
    answer = visitor.get(manage(booking, "calendar.ics"))

    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{booking.number}.ics"'
    assert (event["UID"], event["SEQUENCE"], event["SUMMARY"]) == (
        str(booking.uid),
        0,
        "Schneiden, Salon Anna",
    )
    assert (event.decoded("DTSTART"), event["LOCATION"]) == (
        booking.starts_at,
        "Lindenstraße 12, 10969 Berlin",
    )
    assert str(event["DESCRIPTION"]).splitlines()[:2] == ["Bei Ben", "030 1234567"]
    assert "manage" not in answer.content.decode()


def test_coming_is_said_with_one_press(visitor: Browser, booking: Booking) -> None:
    page = read(visitor.get(manage(booking, "attend/")))
    assert (page.heading, page.buttons) == ("Kommen Sie?", ["Ja, ich komme"])
    assert again(booking).attends_at is None

    answer = visitor.post(manage(booking, "attend/"))

    assert (answer.status_code, again(booking).attends_at) == (303, SUNDAY_18)
    thanks = read(visitor.get(answer.url))
    assert (thanks.heading, thanks.buttons) == ("Danke, wir freuen uns auf Sie.", [])


def test_nobody_comes_to_what_was_cancelled(visitor: Browser, booking: Booking) -> None:
    deeds.cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert visitor.get(manage(booking, "attend/")).url == manage(booking)
    answer = visitor.post(manage(booking, "attend/"))

    assert (answer.status_code, again(booking).attends_at) == (409, None)
    assert "Dieser Termin ist abgesagt." in read(answer).text


def test_nobody_announces_to_come_afterwards(
    visitor: Browser, booking: Booking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: berlin(23, 10))

    assert visitor.get(manage(booking, "attend/")).url == manage(booking)
