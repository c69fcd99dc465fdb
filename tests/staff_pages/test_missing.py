from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from terminbuch.models import Booking
from tests.builders import MONDAY_9
from tests.cast import Business
from tests.staff_pages.pages import Answer, text


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Monday, nine o'clock: Anna's appointment begins."""
    monkeypatch.setattr(timezone, "now", lambda: MONDAY_9)
    return MONDAY_9


def post(client: Client, here: Business, word: str) -> Answer:
    address = f"/-/staff/salon/bookings/{here.agreed.uid}/{word}/"
    return client.post(address, headers={"Accept-Language": "de"}, follow=True)


def missed_at(here: Business) -> datetime | None:
    return Booking.objects.of(here.organisation).get(pk=here.agreed.pk).missed_at


def test_who_did_not_come_is_marked_and_it_can_be_taken_back(
    begun: datetime, manager: Client, here: Business
) -> None:
    missed = post(manager, here, "missed")
    assert missed_at(here) == begun
    came = post(manager, here, "came")

    assert "Vermerkt, dass niemand kam. Niemand wird benachrichtigt." in text(missed)
    assert "Doch gekommen" in text(missed)
    assert "Nicht gekommen durch Manager" in text(missed)
    assert "Zurückgenommen: Die Kundin oder der Kunde ist gekommen." in text(came)
    assert missed_at(here) is None


def test_before_it_begins_there_is_no_button_and_whoever_asks_all_the_same_is_refused(
    manager: Client, here: Business
) -> None:
    page = manager.get(f"/-/staff/salon/bookings/{here.agreed.uid}/", headers={"Accept-Language": "de"})

    refused = post(manager, here, "missed")

    assert "Nicht gekommen" not in text(page)
    assert (refused.status_code, missed_at(here)) == (409, None)
    assert "Nur ein vereinbarter Termin, der begonnen hat, kann versäumt werden." in text(refused)
