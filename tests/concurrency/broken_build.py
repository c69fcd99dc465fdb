"""The pages with what makes them safe taken out: deeds are no transactions, and nothing is locked.

Nor is it left to chance who meets whom: whoever has looked whether the time is free goes on no sooner than a
second request of this process has looked, too. So the first who write in the whole storm are two who both
found the time free, on however fast or slow a machine. Served only by the control test, which shows that the
storms would notice.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from threading import Event
from typing import Any

from terminbuch.config.wsgi import application as application  # noqa: PLC0414  # what a server asks for

# isort: split
# Only now, for the line above loads Django.
from terminbuch.actions import deed, knowing, occupying
from terminbuch.actions.booking import booking as booking_online
from terminbuch.models import Customer, OrganisationQuerySet

PATIENCE = 50.0  # seconds; a request that meets nobody is answered all the same
_looks, _two_have_looked = count(1), Event()


def _bare[Result](_within: object, change: Callable[..., Result], *asked: Any, **more: Any) -> Result:
    return change(*asked, **more)


def _unlocked(*_asked: Any) -> None:
    return None


def _anybody(organisation_id: int) -> OrganisationQuerySet[Customer]:
    return Customer.objects.of(organisation_id)


def _look_together(*asked: Any, **more: Any) -> Any:
    try:
        return occupying.look(*asked, **more)
    finally:
        if next(_looks) == 2:
            _two_have_looked.set()
        _two_have_looked.wait(PATIENCE)


vars(deed)["_once"] = _bare
vars(knowing)["locked"] = _anybody
vars(occupying).update(lock_candidates=_unlocked, lock_resources=_unlocked, lock_service=_unlocked)
vars(booking_online)["look"] = _look_together
