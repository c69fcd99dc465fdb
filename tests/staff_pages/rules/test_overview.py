"""Everything about one service on one page, each part with the way to change it."""

from __future__ import annotations

from datetime import date

from django.test import Client

from terminbuch.models import Candidate, Requirement
from tests.builders import change, make_service, needs
from tests.cast import Business
from tests.queries.asked import number_of_queries
from tests.staff_pages.pages import text
from tests.staff_pages.rules.sent import CUT, GERMAN, SERVICES


def test_all_that_is_set_stands_there_in_words(manager: Client, here: Business) -> None:
    change(
        here.salon.cut, price_de="45 €", text_de="Waschen und schneiden", advice_de="Kommen Sie früher.",
        buffer_after_minutes=10, notice_minutes=2880, horizon_days=None, capacity=2, cut_off_minutes=1440,
        reminder_minutes=90, until_date=date(2027, 1, 31), max_per_day=8, max_per_customer=2,
        needs_approval=True, is_online=False, asks_phone="required", asks_note=True, asks_consent=True,
    )  # fmt: skip

    page = text(manager.get(CUT, headers=GERMAN))

    assert (
        "Was Kunden lesen Preis 45 € Beschreibung Waschen und schneiden Gut zu wissen Kommen Sie früher."
        " Auf Englisch Cut Überschrift keine Adresse /salon/cut/ Texte ändern" in page
    )
    assert (
        "Zeiten Dauer 1 Std. Beginn alle 30 Min. Puffer danach 10 Min. Vorlauf 2 Tage"
        " Im Voraus buchbar ohne Ende Plätze 2 Zeiten ändern" in page
    )
    assert (
        "Buchen und Ändern Wer bucht nur das Team Verbindlich wenn das Team angenommen hat"
        " Verschieben und absagen 1 Tag vorher Erinnerung 1 Std. 30 Min. vorher Letzter Tag 31. Januar 2027"
        " Höchstens am Tag 8 Höchstens pro Kunde 2 Buchungsregeln ändern" in page
    )
    assert (
        "Was das Formular fragt Name und E-Mail wird verlangt Telefon wird verlangt Notiz freiwillig"
        " Zustimmung wird verlangt Frage Länge? Formular ändern" in page
    )


def test_a_fresh_service_says_only_what_matters(manager: Client, here: Business) -> None:
    page = text(manager.get(f"{SERVICES}colour/", headers=GERMAN))

    assert "Zeiten Dauer 1 Std. Beginn alle 30 Min. Vorlauf bis zum Beginn Im Voraus buchbar 60 Tage" in page
    assert "Verschieben und absagen bis zum Beginn Erinnerung keine Buchungsregeln ändern" in page


def test_the_picture_says_who_is_needed_when(manager: Client, here: Business) -> None:
    change(here.salon.cut, buffer_before_minutes=10, buffer_after_minutes=20)
    Candidate.objects.of(here.organisation).filter(
        resource=here.salon.clara, requirement__service=here.salon.cut
    ).update(duration_minutes=90, buffer_after_minutes=0)
    change(needs(here.salon.cut, here.salon.room, everyone=True), label_de="Raum", label_en="Room")

    page = manager.get(CUT, headers=GERMAN)

    assert (
        "Wer wann gebraucht wird Wer das kann eine davon, der Kunde wählt Ben 10 Min. vorher · 1 Std. ·"
        " 20 Min. danach Clara 10 Min. vorher · 1 Std. 30 Min." in text(page)
    )
    assert "Raum alle zusammen Raum 1 10 Min. vorher · 1 Std. · 20 Min. danach" in text(page)
    assert '<rect class="needs-serving" x="10.00%" y="0" width="60.00%"' in page.content.decode()
    assert '<rect class="needs-serving" x="10.00%" y="0" width="90.00%"' in page.content.decode()


def test_what_nobody_can_do_is_said_at_once(manager: Client, here: Business) -> None:
    change(here.salon.ben, is_active=False)

    page = text(manager.get(f"{SERVICES}colour/", headers=GERMAN))

    assert "So kann das niemand, also kann es niemand buchen." in page
    assert "Das kann noch niemand." in page


def test_a_service_that_needs_nothing_can_be_booked_by_nobody(manager: Client, here: Business) -> None:
    make_service(here.organisation, "perm")

    page = text(manager.get(f"{SERVICES}perm/", headers=GERMAN))

    assert "So kann das niemand, also kann es niemand buchen." in page
    assert "Noch wird niemand gebraucht" in page


def test_what_is_longer_than_any_opening_is_said(manager: Client, here: Business) -> None:
    change(here.salon.cut, duration_minutes=481)

    assert "Sie dauert länger, als alle Nötigen" in text(manager.get(CUT, headers=GERMAN))


def test_what_fits_the_longest_opening_troubles_nobody(manager: Client, here: Business) -> None:
    change(here.salon.cut, duration_minutes=480)

    assert "Sie dauert länger" not in text(manager.get(CUT, headers=GERMAN))


def test_who_is_fully_booked_can_do_it_all_the_same(manager: Client, here: Business) -> None:
    change(here.salon.cut, max_per_day=1, notice_minutes=525600, horizon_days=None)

    assert "kann sie niemand buchen" not in text(manager.get(CUT, headers=GERMAN))


def test_a_service_that_is_off_troubles_nobody(manager: Client, here: Business) -> None:
    Requirement.objects.of(here.organisation).filter(service=here.salon.cut).delete()
    change(here.salon.cut, is_active=False)

    page = text(manager.get(CUT, headers=GERMAN))

    assert "Nicht aktiv" in page
    assert "So kann das niemand" not in page


def test_more_people_ask_no_more_questions(manager: Client, here: Business) -> None:
    page = f"{SERVICES}colour/"
    few = number_of_queries(lambda: manager.get(page))
    needs(here.colour, here.salon.clara, here.salon.room)

    assert number_of_queries(lambda: manager.get(page)) == few
