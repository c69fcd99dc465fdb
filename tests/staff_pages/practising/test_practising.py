"""Whoever runs the business sets up a practice beside it, and every page there says what it is."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from terminbuch.actions import practice
from terminbuch.models import Case, Delivery, Organisation
from terminbuch.queries import access
from tests.builders import SUNDAY_18
from tests.cast import Business, Cast, signed_in
from tests.reading import everything
from tests.staff_pages.pages import text

PAGE = "/-/staff/salon/practice/"
THERE = "/-/staff/salon-uebung/"
GERMAN = {"Accept-Language": "de"}
BAR = "Übung. Alles hier ist erfunden, und keine Mail geht hinaus."


@pytest.fixture
def copy(here: Business) -> Organisation:
    return practice.begin(here.organisation.pk, now=SUNDAY_18)


def test_one_press_sets_it_up_and_leads_there(manager: Client) -> None:
    assert "Übung einrichten" in text(manager.get(PAGE, headers=GERMAN))

    answer = manager.post(PAGE)

    assert (answer.status_code, answer.headers["Location"]) == (303, THERE)
    assert Organisation.objects.filter(slug="salon-uebung", practice_of__slug="salon").exists()


@pytest.mark.parametrize("page", ["", "tasks/", "more/", "customers/", "hours/", "services/", "practice/"])
def test_every_page_there_says_so_and_leads_back(manager: Client, copy: Organisation, page: str) -> None:
    answer = manager.get(THERE + page, headers=GERMAN)

    assert BAR in text(answer)
    assert '<a href="/-/staff/salon/">Zurück zu Salon Anna</a>' in answer.content.decode()
    assert "Salon Anna (Übung)</title>" in answer.content.decode()


def test_the_real_pages_do_not(manager: Client, copy: Organisation) -> None:
    assert BAR not in text(manager.get("/-/staff/salon/", headers=GERMAN))


def test_customers_who_come_there_are_led_to_the_real_page(client: Client, copy: Organisation) -> None:
    page = client.get("/salon-uebung/", headers=GERMAN)

    assert "Übung. Hier erwartet Sie niemand: Diese Seite ist zum Ausprobieren." in text(page)
    assert '<a href="/salon/">Zur echten Seite von Salon Anna</a>' in page.content.decode()
    assert '<meta name="robots" content="noindex">' in page.content.decode()


def test_the_real_page_is_still_the_only_one_of_an_installation(here: Business, copy: Organisation) -> None:
    Organisation.objects.filter(slug="barber").update(practice_of=None)
    alone = access.only_organisation()

    assert alone is None
    assert _only_with_its_practice(here) == here.organisation


def test_beginning_anew_asks_first(manager: Client, copy: Organisation) -> None:
    question = text(manager.get(f"{PAGE}anew/", headers=GERMAN))
    assert "Die Übung neu beginnen?" in question
    assert "Salon Anna bleibt, wie es ist." in question
    assert Organisation.objects.filter(pk=copy.pk).exists()

    answer = manager.post(f"{THERE}practice/anew/")

    assert (answer.status_code, answer.headers["Location"]) == (303, THERE)
    assert not Organisation.objects.filter(pk=copy.pk).exists()
    assert Organisation.objects.filter(slug="salon-uebung").exists()


@pytest.mark.parametrize("from_where", ["/-/staff/salon/practice/", f"{THERE}practice/"])
def test_throwing_away_asks_first_and_leaves_the_real_business_alone(
    manager: Client, here: Business, copy: Organisation, from_where: str
) -> None:
    before = everything(here.organisation)
    assert "Die Übung wegwerfen?" in text(manager.get(f"{from_where}discard/", headers=GERMAN))

    answer = manager.post(f"{from_where}discard/", headers=GERMAN)

    assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
    assert "Die Übung ist weggeworfen. Ihr Betrieb ist, wie er war." in text(
        manager.get(PAGE, headers=GERMAN)
    )
    assert not Organisation.objects.filter(practice_of=here.organisation).exists()
    assert everything(here.organisation) == before


@pytest.mark.parametrize("question", ["anew/", "discard/"])
def test_without_a_practice_there_is_nothing_to_ask(manager: Client, question: str) -> None:
    answer = manager.get(PAGE + question)

    assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)


def test_everybody_else_of_the_team_finds_it_among_the_businesses(cast: Cast, copy: Organisation) -> None:
    reception = signed_in(cast.people["reception"])

    assert f'href="{THERE}"' in reception.get("/-/staff/salon/more/").content.decode()
    assert reception.get(THERE).status_code == 200
    assert reception.get(f"{THERE}practice/").status_code == 404


def test_one_press_lets_somebody_fall_ill(manager: Client, here: Business, copy: Organisation) -> None:
    page = manager.get(THERE, headers=GERMAN)
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.content.decode()))

    answer = manager.post(f"{THERE}absences/new/", fields)

    assert "Probieren Sie aus, was geschieht: Ben ist am" in text(page)
    assert "/salon-uebung/board/" in answer.headers["Location"]
    assert not Case.objects.of(here.organisation).exclude(state="spared").exists()


def test_nobody_from_outside_gets_in(cast: Cast, copy: Organisation) -> None:
    assert signed_in(cast.people["another business"]).get(THERE).status_code == 404


def test_nothing_is_waiting_to_be_sent_when_it_begins(copy: Organisation) -> None:
    due = Delivery.objects.of(copy).filter(state="due", due_at__lte=SUNDAY_18)

    assert list(due) == []


def _only_with_its_practice(here: Business) -> Organisation | None:
    barber = Organisation.objects.get(slug="barber")
    Organisation.objects.filter(pk=barber.pk).update(practice_of=barber.pk)
    return access.only_organisation()
