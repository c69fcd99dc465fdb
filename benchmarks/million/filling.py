"""The cast of the tests, and around it as many others as wanted, everybody with a full diary."""

from __future__ import annotations

from datetime import datetime

from tests.cast import Business, Cast

from .diary import fill
from .houses import House, houses
from .size import Size
from .writer import Writer

SEED = 6


def fill_around(cast: Cast, size: Size, *, now: datetime) -> None:
    """The cast's own business becomes one like most, the one next door the large one."""
    with Writer(SEED) as write:
        known = [_house(cast.here), _house(cast.next_door)]
        fill(write, list(houses(write, size, known=known, now=now)), now=now)


def _house(business: Business) -> House:
    salon = business.salon
    requirement = salon.cut.requirements.get().pk
    return House(
        business.organisation.pk, salon.location.pk, salon.cut.pk, requirement, business.organisation.slug
    )
