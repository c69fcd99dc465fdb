from __future__ import annotations

import pytest

from tests.builders import Salon, make_salon


@pytest.fixture
def salon(db: None) -> Salon:
    return make_salon()


@pytest.fixture
def mallory(salon: Salon) -> Salon:
    return make_salon("mallory")
