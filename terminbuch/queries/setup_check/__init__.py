"""Is everything set up so that customers can book what is offered?

Each check is asked about one business, with what it offers at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from terminbuch.models import Organisation

from ..findings import Finding, Round
from .business import closed, mail_address, second_factor, statements
from .calendars import calendars
from .hours import hours
from .offer import Offer, offer
from .services import services

type Check = Callable[[Offer], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (services, hours, calendars, second_factor, mail_address, closed, statements)


def set_up(round_: Round) -> Iterator[Finding]:
    """Of the business that is asked about, or of all."""
    if round_.organisation is not None:
        yield from _of_one(round_.organisation, round_)
        return
    for organisation in Organisation.objects.filter(practice_of=None).order_by("slug"):
        for finding in _of_one(organisation, round_):
            yield finding.said_of(organisation.slug)


def _of_one(organisation: Organisation, round_: Round) -> Iterator[Finding]:
    offered = offer(organisation, round_.now)
    for check in CHECKS:
        yield from check(offered)
