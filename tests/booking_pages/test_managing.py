"""The page that the mail's link opens."""

from __future__ import annotations

import pytest
from django.utils import timezone

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import LINK_HOLDER
from terminbuch.models import Booking
from tests.booking_pages.reader import Browser, Page, read
from tests.booking_pages.steps import again, manage
from tests.builders import (
    SUNDAY_18,
    TUESDAY_9,
    TUESDAY_10,
    Salon,
    a_move,
    berlin,
    change,
    make_booking,
    make_member,
    make_service,
    needs,
    staff,
)

PRIVATE = ("Xanthippe", "xanthippe@example.org", "9999999", "Geheim", "Antwortwort")
ACTIONS = [
    "Termin verschieben Neuen Tag oder neue Uhrzeit wählen",
    "Termin absagen Die Zeit wird wieder frei",
]


def actions(page: Page) -> list[str]:
    return [link.text for link in page.root.all("a") if link.get("class") == "action"]


def test_the_appointment_and_exactly_two_actions(visitor: Browser, booking: Booking) -> None:
    page = read(visitor.get(manage(booking)))

    assert (page.title, page.heading) == ("Ihr Termin – Salon Anna", "Ihr Termin bei uns")
    assert "Das geht hier bis Montag, 23. November, 09:00 Uhr" in page.text
    assert (
        "23 Montag November 2026 09:00 bis 10:00 Uhr Leistung Schneiden 1 Std. Bei Ben Ort Lindenstraße 12"
        in page.text
    )
    assert actions(page) == ACTIONS
    assert "Lieber persönlich? Sie erreichen uns unter 030 1234567 ." in page.text


def test_in_english(english: Browser, booking: Booking) -> None:
    page = read(english.get(manage(booking)))

    assert actions(page) == [
        "Reschedule Choose a new day or a new time",
        "Cancel appointment The time is free again",
    ]
    assert "Monday November 2026 09:00 to 10:00" in page.text


def test_the_customers_own_language_is_the_last_resort(salon: Salon) -> None:
    booking = make_booking(salon.cut, language="en")

    page = read(Browser(headers={"Accept-Language": "fr"}).get(manage(booking)))

    assert page.language == "en"


def test_no_personal_data_is_on_the_page(visitor: Browser, salon: Salon) -> None:
    answers = (("Frage", "Antwortwort"),)
    booking = make_booking(salon.cut, who="Xanthippe", phone="030 9999999", note="Geheim", answers=answers)

    for page in ("", "booked/", "cancel/", "move/", "attend/", "move/?start=2026-11-23T12:00:00%2B01:00"):
        shown = visitor.get(manage(booking, page)).content.decode()
        assert [word for word in PRIVATE if word in shown] == []


def test_after_the_cut_off_the_page_says_until_when_and_whom_to_call(
    visitor: Browser, booking: Booking
) -> None:
    change(booking.service, cut_off_minutes=1440)

    page = read(visitor.get(manage(booking)))

    assert actions(page) == []
    assert "Online ändern ging bis Sonntag, 22. November, 09:00 Uhr. Bitte rufen Sie uns an," in page.text
    assert "030 1234567" in page.text


def test_at_the_cut_off_itself_it_is_in_time(
    visitor: Browser, booking: Booking, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(booking.service, cut_off_minutes=60)
    monkeypatch.setattr(timezone, "now", lambda: berlin(23, 8))

    assert actions(read(visitor.get(manage(booking)))) == ACTIONS


def test_the_places_own_telephone_is_called_first(visitor: Browser, salon: Salon, booking: Booking) -> None:
    change(salon.location, phone="030 777")

    assert read(visitor.get(manage(booking))).link("030 777") == "tel:030777"


def test_when_it_is_over_nothing_can_be_done(
    visitor: Browser, booking: Booking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: berlin(23, 10))

    page = read(visitor.get(manage(booking)))

    assert actions(page) == []
    assert "Dieser Termin ist vorbei. Haben Sie eine Frage? Rufen Sie uns an: 030 1234567" in page.text


def test_a_cancelled_appointment_can_only_be_read(visitor: Browser, booking: Booking) -> None:
    deeds.cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    page = read(visitor.get(manage(booking)))

    assert (actions(page), page.buttons) == ([], [])
    assert "Dieser Termin ist abgesagt. Die Absage haben wir Ihnen per E-Mail geschickt." in page.text
    assert page.link("Neuen Termin buchen") == "/salon/"


@pytest.fixture
def request_(salon: Salon) -> Booking:
    """Anna's request for Tuesday at nine, which staff has to decide."""
    colour = make_service(salon.organisation, "colour", needs_approval=True)
    needs(colour, salon.ben)
    return make_booking(colour, at=TUESDAY_9)


def test_a_request_says_until_when_it_is_answered(visitor: Browser, request_: Booking) -> None:
    page = read(visitor.get(manage(request_)))

    assert "Ihre Anfrage ist bei uns. Die Zeit ist für Sie belegt." in page.text
    assert "Wir bestätigen sie bis Dienstag, 24. November, 09:00 Uhr und schreiben Ihnen." in page.text
    assert actions(page) == ACTIONS
    assert "In meinen Kalender" not in page.links


def test_a_declined_request_says_so(visitor: Browser, salon: Salon, request_: Booking) -> None:
    deeds.decline(request_.pk, by=staff(make_member(salon.organisation)), now=SUNDAY_18)

    page = read(visitor.get(manage(request_)))

    assert "Diese Zeit konnten wir nicht bestätigen." in page.text
    assert actions(page) == []


def test_a_lapsed_request_says_so(visitor: Browser, request_: Booking) -> None:
    deeds.expire(request_.pk, by=LINK_HOLDER, now=TUESDAY_9)

    assert "Diese Anfrage ist abgelaufen." in read(visitor.get(manage(request_))).text


def test_a_wish_is_shown_beside_the_present_time(visitor: Browser, salon: Salon, request_: Booking) -> None:
    deeds.accept(request_.pk, by=staff(make_member(salon.organisation)), now=SUNDAY_18)
    deeds.reschedule(a_move(again(request_), to=TUESDAY_10), by=LINK_HOLDER, now=SUNDAY_18)

    page = read(visitor.get(manage(request_)))

    assert "24 Dienstag November 2026 09:00 bis 10:00 Uhr" in page.text
    assert "Sie wünschen sich Dienstag, 24. November, 10:00 Uhr." in page.text


def test_times_are_those_of_the_clock_the_customer_saw(visitor: Browser, salon: Salon) -> None:
    booking = make_booking(salon.cut, zone_name="Europe/London")

    assert "08:00 bis 09:00 Uhr" in read(visitor.get(manage(booking))).text
    assert "17:00 bis 18:00 Uhr" in read(visitor.get(f"{manage(booking)}?tz=Asia/Tokyo")).text


@pytest.mark.parametrize(
    "page", ["", "booked/", "cancel/", "cancelled/", "move/", "moved/", "attend/", "calendar.ics"]
)
def test_a_link_that_leads_nowhere_says_so_alike(visitor: Browser, booking: Booking, page: str) -> None:
    token = manage(booking).split("/")[3]
    almost = visitor.get(f"/-/manage/{token[:-1]}{'A' if token[-1] != 'A' else 'B'}/{page}")
    wild = visitor.get(f"/-/manage/x/{page}")

    assert (almost.status_code, almost.content) == (404, wild.content)
    assert read(almost).heading == "Dieser Link führt zu keinem Termin."
    assert "Bitte öffnen Sie ihn noch einmal aus der E-Mail." in read(almost).text


def test_the_link_leads_nowhere_else(visitor: Browser, booking: Booking) -> None:
    answer = visitor.get(f"{manage(booking)}?next=https://evil.example")

    assert answer.status_code == 200
    assert "evil.example" not in answer.content.decode()
