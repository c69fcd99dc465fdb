from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone

from terminbuch.models import Booking
from tests.booking_pages.reader import Browser
from tests.builders import SUNDAY_18, Salon, make_booking, make_salon
from tests.made_once import made_once


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Doors read the clock; in these tests it shows Sunday, 18:00, and stands still."""
    monkeypatch.setattr(timezone, "now", lambda: SUNDAY_18)
    return SUNDAY_18


@pytest.fixture
def salon(db: None) -> Salon:
    return made_once(make_salon)


@pytest.fixture
def visitor() -> Browser:
    """A German browser. Whatever breaks is shown as visitors see it."""
    return Browser(headers={"Accept-Language": "de-DE,de;q=0.9,en;q=0.5"}, raise_request_exception=False)


@pytest.fixture
def english() -> Browser:
    return Browser(headers={"Accept-Language": "en-GB,en;q=0.9"}, raise_request_exception=False)


@pytest.fixture
def booking(salon: Salon) -> Booking:
    """Anna's, on Monday at nine, with Ben, for whom she asked."""
    return make_booking(salon.cut, resource_id=salon.ben.pk)
