from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone

from terminbuch.models import Question
from tests.bad_input.outcomes import Watch
from tests.booking_pages.reader import Browser
from tests.builders import SUNDAY_18, Salon, change, make_booking, make_salon


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Doors read the clock; in these tests it shows Sunday, 18:00, and stands still."""
    monkeypatch.setattr(timezone, "now", lambda: SUNDAY_18)
    return SUNDAY_18


@pytest.fixture
def next_door(db: None) -> Salon:
    """Another business, with something in it that nobody here may ever read."""
    barber = make_salon("barber")
    change(barber.organisation, name="Geheimer Barbier")
    make_booking(barber.cut, who="Mallory")
    return barber


@pytest.fixture
def salon(next_door: Salon) -> Salon:
    """A salon whose form asks for everything that a form can ask for."""
    salon = make_salon()
    change(salon.cut, asks_phone="optional", asks_note=True)
    Question.objects.create(
        organisation=salon.organisation, service=salon.cut, kind="choice",
        label_de="Länge", label_en="Length", choices_de=["Kurz", "Lang"], choices_en=["Short", "Long"],
    )  # fmt: skip
    return salon


@pytest.fixture
def visitor() -> Browser:
    """A German browser. Whatever breaks is shown as visitors see it."""
    return Browser(headers={"Accept-Language": "de-DE,de;q=0.9"}, raise_request_exception=False)


@pytest.fixture
def watch(caplog: pytest.LogCaptureFixture) -> Watch:
    return Watch(caplog)
