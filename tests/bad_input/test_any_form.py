"""Every form of every staff page, with odd things in its fields: an answer, and never a broken page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import pytest
from django.test import Client

from terminbuch.models import User
from tests.booking_pages.reader import Node, read
from tests.cast import Cast, make_cast, signed_in
from tests.made_once import made_once
from tests.routes import address, from_the_first, handfuls, routes

STAFF = [route for route in routes() if route.startswith("/-/staff/") and not route.endswith("/logout/")]
NASTY = (
    "", "\x00", "\u202egnp.exe", "9" * 400, "-1", "a" * 5_000, "<script>alert(1)</script>", "24:61",
    "{name.__class__}",
)  # fmt: skip

type Form = dict[str, list[str]]


@pytest.fixture
def cast(db: None) -> Cast:
    return made_once(make_cast)


@pytest.fixture
def owner(cast: Cast) -> Client:
    """Who may do most: an owner who runs the installation, too."""
    user = cast.people["owner"]
    assert user is not None
    User.objects.filter(pk=user.pk).update(is_operator=True)
    return signed_in(user)


@pytest.mark.parametrize("some", handfuls(STAFF), ids=from_the_first)
def test_no_form_of_the_staffs_pages_breaks(cast: Cast, owner: Client, some: list[str]) -> None:
    values = cast.here.values

    for page in [address(route, values) for route in some]:
        for target, form in _forms(owner, page):
            for sent in _bent(form):
                answer = owner.post(target, sent, headers={"Accept-Language": "de"})
                assert (target, sent, answer.status_code < 500) == (target, sent, True)


def test_there_are_forms_to_bend(cast: Cast, owner: Client) -> None:
    found = list(_forms(owner, "/-/staff/salon/settings/business/"))

    assert [sorted(form) for _, form in found if "slug" in form] != []


def _forms(client: Client, page: str) -> Iterator[tuple[str, Form]]:
    """Where each form is sent to that the page shows, and with what."""
    answer = client.get(page, headers={"Accept-Language": "de"})
    if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
        for form in read(answer).root.all("form"):
            target = urljoin(page, form.get("action") or "")
            if form.get("method") == "post" and "logout" not in target:
                yield target, _fields(form)


def _fields(form: Node) -> Form:
    """Without the sign against forgery, at which this client's posts are not looked at."""
    found: Form = {}
    for kind in ("input", "select", "textarea", "button"):
        for field in form.all(kind):
            if (name := field.get("name")) and name != "csrfmiddlewaretoken":
                found.setdefault(name, []).append(field.get("value") or "")
    return found


def _bent(form: Form) -> Iterator[dict[str, Any]]:
    """All fields odd in the same way; each one odd by itself in one way; each one missing.

    Of a form that is nothing but a button there is one.
    """
    for nasty in NASTY if form else NASTY[:1]:
        yield dict.fromkeys(form, nasty)
    for place, name in enumerate(form):
        yield {**form, name: NASTY[place % len(NASTY)]}
        yield {other: value for other, value in form.items() if other != name}
