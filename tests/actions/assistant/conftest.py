from __future__ import annotations

import pytest

from terminbuch.actions.asking import Actor
from terminbuch.models import Booking
from tests.actions.assistant.morning import Morning
from tests.builders import MONDAY_9, Salon, make_booking


@pytest.fixture
def morning(salon: Salon, clara: Actor) -> Morning:
    return Morning(salon, clara)


@pytest.fixture
def booking(salon: Salon) -> Booking:
    """Anna's hour with Ben, Monday at nine."""
    return make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
