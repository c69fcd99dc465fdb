"""Whatever stands in an address or a form, the answer is a page and nothing changes (SEC-23)."""

from __future__ import annotations

from itertools import product

import pytest
from django.db import connection

from tests.cast import Cast, signed_in
from tests.routes import address, from_the_first, handfuls, routes
from tests.security.dump import dump

CUSTOMERS = [route for route in routes() if not route.startswith(("/-/staff/", "/-/mailbox/"))]
SAID = ("lang", "tz", "embed", "with", "at", "date", "month", "view", "hold", "name", "order", "id__gt")
STAFF = [route for route in routes() if route.startswith("/-/staff/")]
EVERYWHERE = [
    "' OR 1=1 --",
    '{"$gt": ""}',
    "id__gt=0",
    "user__password__startswith",
    "\x00",
    "<script>alert(1)</script>",
    "%00",
    "../../etc/passwd",
    "9" * 400,
]
# What one database would refuse that the other takes; the rest no database gets to see.
FOR_DATABASES = ["' OR 1=1 --", "\x00", "9" * 400]
NASTY = EVERYWHERE if connection.vendor == "sqlite" else FOR_DATABASES


@pytest.mark.parametrize("some", handfuls(STAFF), ids=from_the_first)
def test_no_parameter_breaks_a_staff_page(cast: Cast, some: list[str]) -> None:
    client, values = signed_in(cast.people["owner"]), cast.here.values
    before = dump()

    for route, name, nasty in product(some, ("lang", "next", "order", "id", "<script>"), NASTY):
        answer = client.get(address(route, values), {name: nasty})
        assert (route, name, nasty, answer.status_code < 500) == (route, name, nasty, True)
        assert b"<script>" not in answer.content
    assert dump() == before


@pytest.mark.parametrize("body", [b"\xff\xfe", b"username=%ff&password=%00", b"\x00" * 10, b"username[]=1"])
def test_the_sign_in_form_survives_every_body(cast: Cast, body: bytes) -> None:
    answer = signed_in(None).post("/-/staff/-/login/", body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 422


@pytest.mark.parametrize("some", handfuls(CUSTOMERS), ids=from_the_first)
def test_no_parameter_breaks_a_page_for_customers(cast: Cast, some: list[str]) -> None:
    client, values = signed_in(None), cast.here.values
    before = dump()

    for route, names, nasty in product(some, (["start"], SAID), NASTY):
        answer = client.get(address(route, values), dict.fromkeys(names, nasty))
        assert (route, nasty, answer.status_code < 500) == (route, nasty, True)
        assert b"<script>alert" not in answer.content
    assert dump() == before
