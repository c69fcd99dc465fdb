from __future__ import annotations

import pytest

from terminbuch.actions.asking import Actor
from tests.builders import Salon, make_member, make_salon, staff
from tests.made_once import made_once


@pytest.fixture
def salon(db: None) -> Salon:
    return made_once(make_salon)


@pytest.fixture
def mallory(salon: Salon) -> Salon:
    """Another organisation with the same names, made after the salon so that its ids are its own."""
    return make_salon("mallory")


@pytest.fixture
def clara(salon: Salon) -> Actor:
    """Clara, who manages the salon."""
    return staff(make_member(salon.organisation))
