"""The pages with what makes them safe taken out: deeds are no transactions, and nothing is locked.

Served only by the control test, which shows that the storms would notice.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from terminbuch.config.wsgi import application as application  # noqa: PLC0414  # what a server asks for

# isort: split
# Only now, for the line above loads Django.
from terminbuch.actions import deed, knowing, occupying
from terminbuch.models import Customer, OrganisationQuerySet


def _bare[Result](change: Callable[..., Result], *asked: Any, **more: Any) -> Result:
    return change(*asked, **more)


def _unlocked(*_asked: Any) -> None:
    return None


def _anybody(organisation_id: int) -> OrganisationQuerySet[Customer]:
    return Customer.objects.of(organisation_id)


vars(deed)["_once"] = _bare
vars(knowing)["locked"] = _anybody
vars(occupying).update(lock_resources=_unlocked, lock_service=_unlocked)
