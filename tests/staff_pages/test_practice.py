"""Whoever tries the demo makes Ben ill with one press."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from terminbuch.models import Case
from tests.booking_pages.reader import Node, read
from tests.cast import Business, Cast, signed_in

HOME = "/-/staff/salon/"


@pytest.fixture
def demo(settings: Settings) -> None:
    settings.IS_DEMO = True


def practice(client: Client) -> list[Node]:
    page = read(client.get(HOME, headers={"Accept-Language": "de"}))
    return [form for form in page.root.all("form") if "practice" in form.get("class")]


@pytest.mark.usefixtures("demo")
def test_one_press_leads_to_the_board_of_everybody_whom_it_hits(manager: Client, here: Business) -> None:
    (form,) = practice(manager)
    fields = {box.get("name"): box.get("value") for box in form.all("input")}

    answer = manager.post(form.get("action"), fields, headers={"Accept-Language": "de"})

    assert "Ben ist am Montag, 23. November krank" in form.text.replace("\xa0", " ")
    assert answer.status_code == 303
    assert "/board/" in answer.headers["Location"]
    hit = Case.objects.of(here.organisation).values_list("booking__name", flat=True)
    assert set(hit) == {"Anna", "Berta"}


@pytest.mark.usefixtures("demo")
def test_who_may_not_enter_absences_is_not_offered_it(cast: Cast) -> None:
    assert practice(signed_in(cast.people["read only"])) == []


@pytest.mark.usefixtures("here")
def test_a_real_business_has_no_such_button(manager: Client) -> None:
    assert practice(manager) == []
