"""A business may ask for a second factor before its pages open."""

from __future__ import annotations

import pytest
from django.test import Client

from terminbuch.models import Member, Organisation
from tests.builders import make_organisation
from tests.staff_pages.logins.ways import GERMAN, YOU, with_app
from tests.staff_pages.pages import text

PAGES = ["/-/staff/salon/", "/-/staff/salon/tasks/", "/-/staff/salon/more/", "/-/staff/salon/calendar/feed/"]


@pytest.fixture(autouse=True)
def strict(clara: Member) -> None:
    Organisation.objects.filter(pk=clara.organisation_id).update(requires_second_factor=True)


@pytest.mark.parametrize("page", PAGES)
def test_without_one_no_page_opens(signed_in_clara: Client, page: str) -> None:
    answer = signed_in_clara.get(page)

    assert (answer.status_code, answer.headers["Location"]) == (303, YOU)


def test_one_is_told_why_and_what_to_do(signed_in_clara: Client) -> None:
    page = text(signed_in_clara.get(YOU, headers=GERMAN))

    assert "Salon Anna verlangt einen zweiten Faktor." in page
    assert "Fügen Sie unten einen Passkey oder eine App hinzu. Dann öffnen sich die Seiten." in page


@pytest.mark.parametrize("page", PAGES)
def test_with_one_all_pages_open_at_once(signed_in_clara: Client, clara: Member, page: str) -> None:
    with_app(clara.user)

    assert signed_in_clara.get(page).status_code == 200
    assert "verlangt einen zweiten Faktor" not in text(signed_in_clara.get(YOU, headers=GERMAN))


def test_another_business_does_not_ask_for_it(signed_in_clara: Client, clara: Member) -> None:
    Member.objects.create(organisation=make_organisation("barber"), user=clara.user, role="owner")

    assert signed_in_clara.get("/-/staff/barber/").status_code == 200


def test_a_stranger_does_not_hear_of_it(client: Client) -> None:
    assert client.get("/-/staff/salon/").headers["Location"].startswith("/-/staff/-/login/")
