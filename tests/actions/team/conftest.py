from __future__ import annotations

import pytest

from terminbuch.actions.asking import Actor
from terminbuch.models import Member
from tests.builders import Salon, make_member, staff


@pytest.fixture
def anna(salon: Salon) -> Member:
    """Anna, who owns the salon."""
    return make_member(salon.organisation, "Anna", role=Member.Role.OWNER)


@pytest.fixture
def owner(anna: Member) -> Actor:
    return staff(anna)
