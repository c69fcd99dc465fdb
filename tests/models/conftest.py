from __future__ import annotations

import pytest

from tests.builders import Salon, make_salon
from tests.made_once import made_once


@pytest.fixture
def salon(db: None) -> Salon:
    return made_once(make_salon)
