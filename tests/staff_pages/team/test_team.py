"""The team's page: who is in, another role, out again, and always an owner."""

from __future__ import annotations

import pytest
from django.test import Client

from terminbuch.models import Member
from tests.cast import Cast, signed_in
from tests.staff_pages.pages import Answer, text

TEAM = "/-/staff/salon/settings/team/"
GERMAN = {"Accept-Language": "de"}


@pytest.fixture
def owner(cast: Cast) -> Client:
    return signed_in(cast.people["owner"])


def member(cast: Cast, person: str) -> Member:
    return Member.objects.of(cast.here.organisation).get(user=cast.people[person])


def page(cast: Cast, person: str, rest: str = "") -> str:
    return f"{TEAM}{member(cast, person).uid}/{rest}"


def send(client: Client, path: str, **typed: str) -> Answer:
    return client.post(path, typed, headers=GERMAN, follow=True)


def test_it_says_who_is_in_with_which_role_and_whose_bookings(owner: Client) -> None:
    said = text(owner.get(TEAM, headers=GERMAN))

    assert "Owner Sie owner@salon.example Inhaberin oder Inhaber" in said
    assert "Ben ben@salon.example Eigene Buchungen Eigene Buchungen: Ben" in said
    assert "Noch nie angemeldet" in said
    assert "mallory" not in said.lower()


def test_who_is_invited_stands_below(owner: Client) -> None:
    said = text(owner.get(TEAM, headers=GERMAN))

    assert "Eingeladen newcomer@salon.example Empfang Der Link gilt bis" in said


def test_another_role_holds_at_once(owner: Client, cast: Cast) -> None:
    """SEC-39: in the session that is open already."""
    reception = signed_in(cast.people["reception"])
    before = reception.get("/-/staff/salon/bookings/new/").status_code

    answer = send(owner, page(cast, "reception"), role="read_only", resource="")

    assert answer.redirect_chain == [(TEAM, 303)]
    assert (before, reception.get("/-/staff/salon/bookings/new/").status_code) == (200, 404)


def test_whoever_is_removed_is_out_at_once(owner: Client, cast: Cast) -> None:
    reception = signed_in(cast.people["reception"])
    before = reception.get("/-/staff/salon/").status_code
    asked = text(owner.get(page(cast, "reception", "remove/"), headers=GERMAN))

    answer = send(owner, page(cast, "reception", "remove/"))

    assert "Reception kann von Salon Anna ab sofort nichts mehr öffnen." in asked
    assert "Reception gehört nicht mehr zum Team." in text(answer)
    assert (before, reception.get("/-/staff/salon/").status_code) == (200, 404)


def test_a_member_gets_an_own_resource(owner: Client, cast: Cast) -> None:
    send(owner, page(cast, "reception"), role="resource", resource="clara")

    assert member(cast, "reception").resource == cast.here.salon.clara


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"role": "resource", "resource": ""}, "Bitte wählen Sie, wessen Buchungen diese Person sieht"),
        ({"role": "", "resource": ""}, "Bitte wählen Sie, was diese Person darf."),
        ({"resource": "ben"}, "Bitte wählen Sie, was diese Person darf."),
        ({"role": "king", "resource": ""}, "Fehler"),
        ({"role": "reception", "resource": "nobodys"}, "Fehler"),
        ({"role": "reception", "resource": "\x00"}, "Fehler"),
        ({"role": "x" * 10000, "resource": ""}, "Fehler"),
    ],
)
def test_a_place_that_cannot_be_is_said_by_the_field(
    owner: Client, cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    answer = send(owner, page(cast, "reception"), **typed)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert member(cast, "reception").role == "reception"


@pytest.mark.parametrize(
    ("path", "typed"),
    [("{own}", {"role": "manager", "resource": ""}), ("{own}remove/", {}), ("/-/staff/salon/leave/", {})],
)
def test_the_last_owner_stays(owner: Client, cast: Cast, path: str, typed: dict[str, str]) -> None:
    answer = send(owner, path.format(own=page(cast, "owner")), **typed)

    assert answer.status_code == 409
    assert "Ein Betrieb braucht eine Inhaberin oder einen Inhaber." in text(answer)
    assert member(cast, "owner").role == "owner"


def test_with_a_second_owner_the_first_may_step_down_and_is_led_to_an_open_page(
    owner: Client, cast: Cast
) -> None:
    send(owner, page(cast, "manager"), role="owner", resource="")

    answer = send(owner, page(cast, "owner"), role="reception", resource="")

    assert answer.redirect_chain == [("/-/staff/salon/", 303)]
    assert answer.status_code == 200


def test_a_member_leaves_and_keeps_the_sign_in(cast: Cast) -> None:
    ben = signed_in(cast.people["resource: own"])
    asked = text(ben.get("/-/staff/salon/leave/", headers=GERMAN))

    answer = send(ben, "/-/staff/salon/leave/")

    assert "Nur eine Inhaberin oder ein Inhaber kann Sie wieder hereinlassen." in asked
    assert "Sie gehören noch zu keinem Betrieb." in text(answer)


def test_the_way_to_the_team_stands_in_the_settings(owner: Client, manager: Client) -> None:
    pages = [client.get("/-/staff/salon/settings/").content.decode() for client in (owner, manager)]

    assert [f'href="{TEAM}"' in shown for shown in pages] == [True, False]


def test_the_way_out_stands_under_more(manager: Client) -> None:
    assert 'href="/-/staff/salon/leave/"' in manager.get("/-/staff/salon/more/").content.decode()
