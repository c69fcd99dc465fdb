from __future__ import annotations

import pytest
from django.test import Client

from terminbuch.models import Member
from tests.cast import Cast, signed_in
from tests.staff_pages.pages import text

PAGE = "/-/staff/salon/preferences/"
GERMAN = {"Accept-Language": "de"}


def chosen(cast: Cast, person: str) -> tuple[bool, bool]:
    member = Member.objects.of(cast.here.organisation).get(user=cast.people[person])
    return member.drags_apply_at_once, member.uses_single_keys


def test_the_page_says_what_each_choice_means(manager: Client) -> None:
    page = text(manager.get(PAGE, headers=GERMAN))

    assert (
        "Ziehen im Kalender gilt sofort 10 Sekunden lang können Sie es rückgängig machen;"
        " erst danach gehen E-Mails hinaus."
    ) in page
    assert "Einzelne Tasten steuern den Kalender T für heute, N für eine neue Buchung" in page


@pytest.mark.parametrize(
    ("ticked", "kept"),
    [
        ({}, (False, False)),
        ({"drags_apply_at_once": "on"}, (True, False)),
        ({"uses_single_keys": "on"}, (False, True)),
        ({"drags_apply_at_once": "on", "uses_single_keys": "on"}, (True, True)),
    ],
)
def test_what_is_ticked_is_kept(
    manager: Client, cast: Cast, ticked: dict[str, str], kept: tuple[bool, bool]
) -> None:
    answer = manager.post(PAGE, ticked, headers=GERMAN, follow=True)

    assert answer.redirect_chain == [(PAGE, 303)]
    assert "Ihre Einstellungen sind gespeichert." in text(answer)
    assert chosen(cast, "manager") == kept
    assert answer.content.decode().count(" checked") == sum(kept)


def test_everybody_chooses_for_oneself(manager: Client, cast: Cast) -> None:
    manager.post(PAGE, {"drags_apply_at_once": "on"})

    assert chosen(cast, "owner") == (False, True)


@pytest.mark.parametrize("person", ["read only", "resource: own"])
def test_who_changes_no_bookings_is_not_asked_about_dragging(cast: Cast, person: str) -> None:
    reader = signed_in(cast.people[person])

    reader.post(PAGE, {"drags_apply_at_once": "on"})

    assert chosen(cast, person) == (False, False)
    assert "Ziehen" not in text(reader.get(PAGE, headers=GERMAN))


def test_the_way_there_stands_under_more(manager: Client) -> None:
    assert f'href="{PAGE}"' in manager.get("/-/staff/salon/more/").content.decode()
