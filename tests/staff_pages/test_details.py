from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import LINK_HOLDER, WORKER
from terminbuch.models import Booking, Delivery
from tests.builders import SUNDAY_18, TUESDAY_9, TUESDAY_10, a_move, make_booking, make_member, staff
from tests.cast import Business, Cast, signed_in
from tests.staff_pages.pages import text

SUNDAY_19 = SUNDAY_18 + timedelta(hours=1)


def read(client: Client, booking: Booking, language: str = "de") -> str:
    return text(client.get(f"/-/staff/salon/bookings/{booking.uid}/", headers={"Accept-Language": language}))


def test_the_slip_says_who_when_and_how_to_reach_them(manager: Client, here: Business) -> None:
    booking = make_booking(
        here.salon.cut,
        at=TUESDAY_9,
        who="Carla",
        resource_id=here.salon.clara.pk,
        phone="+49 30 5559876",
        note="Verträgt kein Haarspray.\nKommt mit Hund.",
        answers=(("Haarlänge", "mittel"),),
    )

    page = read(manager, booking)

    assert (
        "Carla Kundin/Kunde seit November 2026, 0 Besuche"
        f" Buchung {' '.join(booking.number)} 24 Dienstag November 2026 09:00 bis 10:00 Uhr"
        " Leistung Schneiden, 1 Std. Bei Clara Mitte Telefon +49 30 5559876 E-Mail carla@example.org"
        " Herkunft Online gebucht am Sonntag, 22. November Antwort mittel Haarlänge"
        " Notiz Verträgt kein Haarspray. Kommt mit Hund."
        " E-Mails Bestätigung an Carla, unterwegs Neue Buchung an Clara, unterwegs"
        " Verlauf Gebucht auf der Buchungsseite, So, 22.11., 18:00"
    ) in page


def test_phone_and_mail_can_be_pressed(manager: Client, here: Business) -> None:
    booking = make_booking(
        here.salon.cut, at=TUESDAY_9, who="Carla", phone="+49 (0)30 555-98", email="c&d?x=1@example.org"
    )

    page = manager.get(f"/-/staff/salon/bookings/{booking.uid}/").content.decode()

    assert 'href="tel:+4903055598"' in page
    assert 'href="mailto:c%26d%3Fx%3D1@example.org"' in page


def test_what_became_of_each_mail_is_said(manager: Client, here: Business) -> None:
    assert (
        "E-Mails Bestätigung an Anna, nicht zustellbar"
        " Neue Buchung an Ben, gesendet So, 22.11., 18:00 Verlauf"
    ) in read(manager, here.agreed)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"state": "due", "due_at": SUNDAY_19, "attempts": 0}, "geplant für So, 22.11., 19:00"),
        ({"state": "due", "due_at": SUNDAY_18}, "unterwegs"),
        (
            {"state": "due", "due_at": SUNDAY_19, "attempts": 2},
            "noch nicht zugestellt, nächster Versuch So, 22.11., 19:00",
        ),
        ({"state": "in_doubt"}, "vielleicht nicht zugestellt, So, 22.11., 18:00"),
        ({"state": "withdrawn"}, "nicht mehr nötig"),
    ],
)
def test_every_state_of_a_mail_has_its_words(
    manager: Client, here: Business, fields: dict[str, object], said: str
) -> None:
    rows = Delivery.objects.of(here.organisation).filter(booking=here.agreed, kind="booking_confirmed")
    rows.update(**fields)

    assert f"Bestätigung an Anna, {said}" in read(manager, here.agreed)


def test_the_history_says_who_did_what_the_latest_first(manager: Client, here: Business) -> None:
    dora = staff(make_member(here.organisation, "Dora"))
    moved_at, cancelled_at = SUNDAY_18 + timedelta(minutes=5), SUNDAY_18 + timedelta(minutes=10)
    deeds.reschedule(a_move(here.agreed, to=TUESDAY_9), by=LINK_HOLDER, now=moved_at)
    deeds.cancel(here.agreed.pk, by=dora, now=cancelled_at)

    page = read(manager, here.agreed)

    assert (
        "Verlauf Abgesagt durch Dora, So, 22.11., 18:10"
        " Verschoben von Mo, 23.11., 09:00, auf Di, 24.11., 09:00, durch Anna, So, 22.11., 18:05"
        " Gebucht auf der Buchungsseite, So, 22.11., 18:00"
    ) in page
    assert "Anna Kundin/Kunde seit November 2026, 0 Besuche Buchung" in page
    assert "Abgesagt 24 Dienstag" in page


def test_everything_that_can_happen_to_a_booking_has_its_words(manager: Client, here: Business) -> None:
    dora = staff(make_member(here.organisation, "Dora"))
    wished = make_booking(here.colour, at=TUESDAY_9, who="Carla")
    deeds.accept(wished.pk, by=dora, now=SUNDAY_18)
    for decide in (deeds.decline, deeds.accept):
        deeds.reschedule(a_move(wished, to=TUESDAY_10), by=LINK_HOLDER, now=SUNDAY_18)
        decide(wished.pk, by=dora, now=SUNDAY_18)
    deeds.reschedule(a_move(wished, to=TUESDAY_9), by=LINK_HOLDER, now=SUNDAY_18)
    deeds.expire(wished.pk, by=WORKER, now=TUESDAY_9)
    deeds.attend(wished.pk, by=LINK_HOLDER, now=SUNDAY_18)
    deeds.expire(here.requested.pk, by=WORKER, now=TUESDAY_9)

    page = read(manager, wished)

    assert [
        what
        for what in (
            "Verschiebung verfallen automatisch",
            "Verschiebung abgelehnt durch Dora",
            "Kommen zugesagt",
        )
        if what not in page
    ] == []
    assert "Verfallen automatisch" in read(manager, here.requested)


def test_a_request_offers_to_decide_and_says_until_when(manager: Client, here: Business) -> None:
    page = read(manager, here.requested)

    assert (
        "Diese Anfrage wartet auf eine Antwort. Die Zeit ist belegt."
        " Ohne Antwort verfällt die Anfrage am Montag, 23. November, 10:00 Uhr."
        " Anfrage annehmen Ablehnen"
    ) in page


def test_a_wish_to_move_names_the_new_time(manager: Client, here: Business) -> None:
    deeds.accept(here.requested.pk, by=staff(make_member(here.organisation, "Dora")), now=SUNDAY_18)
    deeds.reschedule(a_move(here.requested, to=TUESDAY_9), by=LINK_HOLDER, now=SUNDAY_18)

    page = read(manager, here.requested)

    assert "Möchte verschieben Auf Di, 24. November, 09:00 bis 10:00 Uhr. Bis Sie entscheiden," in page
    assert "Verschiebung annehmen Ablehnen" in page


@pytest.mark.parametrize("who", ["read only", "resource: own"])
def test_whoever_may_not_decide_sees_no_buttons(cast: Cast, who: str) -> None:
    page = read(signed_in(cast.people[who]), cast.here.requested)

    assert "Diese Anfrage wartet auf eine Antwort." in page
    assert "Ablehnen" not in page


def test_what_is_not_there_and_what_is_not_yours_look_the_same(cast: Cast) -> None:
    client = signed_in(cast.people["manager"])

    pages = {
        client.get(f"/-/staff/salon/bookings/{uid}/").content
        for uid in (cast.next_door.agreed.uid, uuid.uuid4(), cast.next_door.requested.uid)
    }
    elsewhere = {client.get(f"/-/staff/{slug}/").content for slug in ("barber", "nowhere")}

    assert len(pages | elsewhere) == 1


@pytest.mark.parametrize(
    ("who", "is_said"), [("manager", True), ("read only", True), ("resource: own", False)]
)
def test_how_often_somebody_was_here_is_said_to_those_who_see_all(
    cast: Cast, who: str, is_said: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: TUESDAY_9)

    page = read(signed_in(cast.people[who]), cast.here.agreed)

    assert ("Kundin/Kunde seit November 2026, 1 Besuch Buchung" in page) == is_said
