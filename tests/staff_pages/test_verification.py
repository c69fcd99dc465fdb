"""Owners read since when nothing was booked twice, of their own business and of nobody else's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client

from terminbuch.models import Fault, Organisation, Verification, VerifiedOrganisation
from tests.builders import MONDAY_9, SUNDAY_18, change
from tests.cast import Business, Cast, signed_in
from tests.staff_pages.pages import text

PAGE = "/-/staff/salon/health/verification/"
GERMAN = {"Accept-Language": "de"}
DAY = timedelta(days=1)
RACE = {"times": 8, "tries": 96, "won": 8}


def owner_of(cast: Cast) -> Client:
    return signed_in(cast.people["owner"])


def verify(organisation: Organisation, *, days_ago: int = 0, **fields: Any) -> VerifiedOrganisation:
    at = SUNDAY_18 - days_ago * DAY
    row = Verification.objects.create(
        began_at=at, ended_at=at, engine="sqlite", is_safe=True, safe_since=at, figures={"race": RACE}
    )
    values: dict[str, Any] = {"safe_since": SUNDAY_18 - 9 * DAY, "figures": {"occupied": 12345}}
    return VerifiedOrganisation.objects.create(organisation=organisation, verification=row, **values | fields)


def a_fault(organisation: Organisation | None, code: str, **facts: str) -> Fault:
    return Fault.objects.create(
        organisation=organisation, code=code, facts=facts, found_at=SUNDAY_18, seen_at=SUNDAY_18
    )


def test_since_when_and_what_was_compared(cast: Cast) -> None:
    verify(cast.here.organisation)

    page = text(owner_of(cast).get(PAGE, headers=GERMAN))

    assert "Keine Doppelbuchung seit Freitag, 13. November 2026, 18:00 Uhr." in spaced(page)
    assert "Belegte Zeiten, jede mit ihren Nachbarn verglichen 12 345" in spaced(page)
    assert "96 Versuche um 8 freie Zeiten: 8 erfolgreich, einer für jede" in spaced(page)
    assert "Sauber Sonntag, 22. November 2026, 18:00 Uhr" in spaced(page)


def spaced(said: str) -> str:
    return said.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_what_was_found_is_named_with_its_place(cast: Cast) -> None:
    verify(cast.here.organisation, is_safe=False, fault_count=1, safe_since=None)
    a_fault(
        cast.here.organisation, "overlap", resource="Ben", starts_at=MONDAY_9.isoformat(), number="A2B3C4"
    )
    a_fault(cast.next_door.organisation, "overlap", resource="Mallorys Ben")
    a_fault(None, "no_copy", why="room")
    a_fault(None, "guard_toothless", why="an update")

    page = spaced(text(owner_of(cast).get(PAGE, headers=GERMAN)))

    assert "Nicht sicher. Bitte handeln Sie jetzt." in page
    assert "Zwei Buchungen belegen dieselbe Zeit Ben, Montag, 23. November, 09:00 Uhr, Buchung A2B3C4" in page
    assert "Die Sperre gegen Doppelbuchungen hat eine absichtlich eingesetzte durchgelassen" in page
    assert "Mallorys Ben" not in page
    assert "Kopie anlegen" not in page


def test_that_the_last_one_is_old_is_said(cast: Cast) -> None:
    Verification.objects.all().delete()
    verify(cast.here.organisation, days_ago=3)

    assert "Das ist mehr als zwei Tage alt" in text(owner_of(cast).get(PAGE, headers=GERMAN))


def test_before_the_first_one_it_is_said_when_it_comes(cast: Cast) -> None:
    Verification.objects.all().delete()

    page = text(owner_of(cast).get(PAGE, headers=GERMAN))

    assert "Noch ist nichts geprüft worden. Das geschieht jede Nacht um drei Uhr von selbst" in page
    assert "Was das zeigt" not in page


def test_each_one_is_kept_as_it_was(cast: Cast) -> None:
    earlier = verify(cast.here.organisation, days_ago=5, is_safe=False, fault_count=2, safe_since=None)
    verify(cast.here.organisation)

    page = text(owner_of(cast).get(f"{PAGE}{earlier.verification.uid}/", headers=GERMAN))

    assert "Nicht sicher." in page


def test_the_same_night_shows_each_owner_the_own_figures(cast: Cast) -> None:
    night = verify(cast.here.organisation).verification
    VerifiedOrganisation.objects.create(
        organisation=cast.next_door.organisation, verification=night, figures={"occupied": 77}
    )

    mallory = signed_in(cast.people["another business"])
    page = text(mallory.get(f"/-/staff/barber/health/verification/{night.uid}/", headers=GERMAN))

    assert "Belegte Zeiten, jede mit ihren Nachbarn verglichen 77" in page
    assert "12" not in page.partition("Belegte Zeiten")[0][-10:]


def test_health_shows_the_last_outcome_and_leads_there(cast: Cast, here: Business) -> None:
    verify(here.organisation, figures={"occupied": 3})
    change(Verification.objects.first(), ended_at=SUNDAY_18 - timedelta(hours=15))
    owner = owner_of(cast)

    page = text(owner.get("/-/staff/salon/health/", headers=GERMAN))
    a_fault(here.organisation, "promise_stuck")
    red = owner.get("/-/staff/salon/health/", headers=GERMAN)

    assert "Alle 3 Belegungen vor 15 Stunden verglichen, und was dazugehört, stimmt überein." in page
    assert "1 Angabe stimmt nicht überein." in text(red)
    assert f'href="{PAGE}"' in red.content.decode()
