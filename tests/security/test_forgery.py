"""A foreign page cannot send our forms in somebody's name (SEC-09)."""

from __future__ import annotations

import re
from itertools import product

import pytest
from django.test import Client

from tests.cast import Cast, signed_in
from tests.routes import address, from_the_first, handfuls, routes
from tests.security.dump import dump
from tests.staff_pages.pages import text

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
STAFF = [route for route in routes() if route.startswith("/-/staff/")]
# Notices of programs carry a word that no foreign page knows.
OTHERS = ("/-/staff/", "/-/mailbox/", "/-/push/", "/healthz")
CUSTOMERS = [route for route in routes() if not route.startswith(OTHERS)]
EVIL = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}


@pytest.mark.parametrize("some", handfuls(STAFF), ids=from_the_first)
def test_staff_forms_need_their_token(cast: Cast, some: list[str]) -> None:
    client, values = signed_in(cast.people["owner"], is_checked=True), cast.here.values
    before = dump()

    for route, headers, method in product(some, ({}, EVIL), UNSAFE):
        answer = client.generic(method, address(route, values), headers=headers)
        assert (route, method, answer.status_code) == (route, method, 403)
    assert dump() == before


def test_a_token_from_a_foreign_origin_opens_nothing(cast: Cast) -> None:
    client = signed_in(cast.people["owner"], is_checked=True)
    page = f"/-/staff/salon/bookings/{cast.here.requested.uid}/"
    form = {"csrfmiddlewaretoken": _token(client, page)}

    forged = client.post(f"{page}accept/", form, headers={**EVIL, "Accept-Language": "de"})

    assert forged.status_code == 403
    assert "Es wurde nichts geändert." in text(forged)


def test_the_page_s_own_form_is_accepted(cast: Cast) -> None:
    client = signed_in(cast.people["owner"], is_checked=True)
    page = f"/-/staff/salon/bookings/{cast.here.requested.uid}/"

    answer = client.post(f"{page}accept/", {"csrfmiddlewaretoken": _token(client, page)})

    assert answer.status_code == 303


@pytest.mark.parametrize("route", CUSTOMERS)
@pytest.mark.parametrize("site", ["cross-site", "same-site", "nonsense"])
def test_customers_forms_come_from_our_own_pages(cast: Cast, route: str, site: str) -> None:
    before = dump()
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)

    answer = client.post(address(route, cast.here.values), headers={"Sec-Fetch-Site": site})

    assert answer.status_code in {403, 405}
    assert dump() == before


def _token(client: Client, page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(page).content.decode())
    assert found is not None
    return found[1]
