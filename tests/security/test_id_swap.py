"""An id of another business, or one that nobody has: the same answer, and nothing changes (SEC-02)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from django.test import Client

from terminbuch.models import Member, User
from tests.cast import Cast, signed_in
from tests.routes import address, from_the_first, handfuls, parts, routes
from tests.security.dump import dump
from tests.staff_pages.pages import Answer, text

NO_UID = uuid.UUID("00000000-0000-4000-8000-000000000000")
NOBODYS = {
    **dict.fromkeys(("organisation", "slug", "service", "step", "token", "opening", "invited"), "nobodys"),
    **dict.fromkeys(("booking", "customer", "task", "absence", "disruption", "case"), NO_UID),
    **dict.fromkeys(("colleague", "invitation", "channel"), NO_UID),
    **dict.fromkeys(("entry", "conflict", "calendar", "connection", "verification"), NO_UID),
    **dict.fromkeys(("reset", "confirmation", "provider"), "nobodys"),
    **dict.fromkeys(("passkey", "session"), 0),
    **dict.fromkeys(("location", "resource", "group", "question", "requirement"), NO_UID),
}
# A page for everybody, and a link that is itself the permission, open next door as well.
OPEN_TO_ALL = {"slug", "token", "opening", "step", "reset", "confirmation", "invited"}
SWAPPED = {route: [part for part in NOBODYS if part in parts(route)] for route in routes()}
ROUTES = [route for route, swapped in SWAPPED.items() if swapped]
METHODS = ("GET", "POST")


@pytest.mark.parametrize("some", handfuls(ROUTES), ids=from_the_first)
def test_what_does_not_exist_is_not_there(cast: Cast, some: list[str]) -> None:
    owner, values = signed_in(cast.people["owner"]), cast.here.values
    before = dump()

    for route, part, method in _swaps(some):
        answer = _asked(owner, method, address(route, {**values, part: NOBODYS[part]}))
        assert (route, part, answer.status_code in {404, 405}) == (route, part, True)
    assert dump() == before


@pytest.mark.parametrize("some", handfuls(ROUTES), ids=from_the_first)
def test_what_is_next_door_looks_as_if_it_did_not_exist(cast: Cast, some: list[str]) -> None:
    owner, values = signed_in(cast.people["owner"]), cast.here.values
    before = dump()

    for route, part, method in _swaps(some, but=OPEN_TO_ALL):
        nobodys = _asked(owner, method, address(route, {**values, part: NOBODYS[part]}))
        theirs = _asked(owner, method, address(route, {**values, part: _theirs(cast, part)}))
        assert (route, part, theirs.status_code) == (route, part, nobodys.status_code)
        assert theirs.content == nobodys.content
    assert dump() == before


def _swaps(some: list[str], *, but: set[str] | None = None) -> Iterator[tuple[str, str, str]]:
    """Each of these addresses, each of its parts that can be somebody else's, by both methods."""
    for route in some:
        for part in SWAPPED[route]:
            if part not in (but or set()):
                yield from ((route, part, method) for method in METHODS)


def _asked(owner: Client, method: str, path: str) -> Answer:
    return owner.generic(method, path, headers={"Accept-Language": "de"})


def _theirs(cast: Cast, part: str) -> object:
    """Their first service is called as ours is; "tour" only they have."""
    return "tour" if part == "service" else cast.next_door.values[part]


@pytest.mark.parametrize("field", ["organisation", "member", "user", "booking", "booking_id", "task", "role"])
def test_an_id_in_a_form_counts_for_nothing(cast: Cast, field: str) -> None:
    """Who one is and what is meant stand in session and path alone (SEC-05)."""
    client = signed_in(cast.people["read only"])
    before = dump()
    accept = f"/-/staff/salon/bookings/{cast.here.requested.uid}/accept/"

    answer = client.post(f"{accept}?{field}=owner", {field: str(cast.people["owner"])})

    assert answer.status_code == 404
    assert dump() == before


def test_a_form_is_for_the_business_in_its_path(cast: Cast) -> None:
    """Somebody who works for both, and changes the business in another tab meanwhile."""
    user = User.objects.get(email="owner@salon.example")
    Member.objects.create(organisation=cast.next_door.organisation, user=user, role="owner")
    client = signed_in(user)
    before = dump()

    client.get("/-/staff/barber/")
    elsewhere = client.post(f"/-/staff/barber/bookings/{cast.here.requested.uid}/accept/")
    after = dump()
    here = client.post(f"/-/staff/salon/bookings/{cast.here.requested.uid}/accept/")

    assert (elsewhere.status_code, after == before, here.status_code) == (404, True, 303)


def test_a_link_opens_one_booking_and_no_other(cast: Cast) -> None:
    path = address("/-/manage/<str:token>/", cast.here.values)

    page = text(signed_in(None).get(path, headers={"Accept-Language": "de"}))

    assert "Schneiden" in page
    assert "Ansatz färben" not in page
