"""Counting who tries what how often, before anything else is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, ip_address, ip_network

from django.db.models import F, QuerySet, Sum

from terminbuch.models import AttemptCount

from .deed import deed, repeatable_deed
from .keys import hashed
from .refusals import TooManyTries

# An hour is counted in pieces, so that nobody gets twice as much around a full hour.
PIECE = timedelta(minutes=10)
PIECES = 6
NETWORK_BITS = 64


@dataclass(frozen=True)
class Limit:
    """How often somebody may do something within an hour."""

    what: str
    who: str
    most: int

    @property
    def hash(self) -> str:
        """How the table names it: nobody can be read from it."""
        return hashed(f"{self.what}:{self.who}")


def count(what: str, who: str, *, limit: int, now: datetime) -> None:
    """Count one attempt of one kind, as ``count_all`` does."""
    count_all([Limit(what, who, limit)], now=now)


def count_all(limits: list[Limit], *, now: datetime) -> None:
    """Count an attempt under each limit, in a short transaction of its own that stands whatever follows.

    Raises TooManyTries when more than ``most`` of one kind were counted within the last hour (and the piece
    of ten minutes that it began in).
    """
    counted = _counted(limits, now=now)
    if any(counted[limit.hash] > limit.most for limit in limits):
        raise TooManyTries


@repeatable_deed
def _counted(limits: list[Limit], *, now: datetime) -> dict[str, int]:
    piece = _piece(now)
    fresh = [
        AttemptCount(who=limit.hash, what=limit.what, window=piece, forget_at=now + (PIECES + 1) * PIECE)
        for limit in sorted(limits, key=lambda limit: limit.hash)
    ]
    AttemptCount.objects.bulk_create(fresh, ignore_conflicts=True)
    rows = _rows(limits)
    rows.filter(window=piece).update(count=F("count") + 1)
    sums = rows.filter(window__gte=piece - PIECES).values("who").annotate(total=Sum("count"))
    return {row["who"]: row["total"] for row in sums}


@deed
def give_back(limits: list[Limit], *, now: datetime) -> None:
    """What was counted led to nothing: it is not held against anybody."""
    _rows(limits).filter(window=_piece(now), count__gt=0).update(count=F("count") - 1)


def household(address: str) -> str:
    """Whom an address counts for. Of IPv6 the network: a household has 2**64 addresses."""
    try:
        visitor = ip_address(address)
    except ValueError:
        return ""
    if isinstance(visitor, IPv4Address):
        return str(visitor)
    return str(visitor.ipv4_mapped or ip_network((visitor, NETWORK_BITS), strict=False))


def _rows(limits: list[Limit]) -> QuerySet[AttemptCount]:
    return AttemptCount.objects.filter(who__in=[limit.hash for limit in limits])


def _piece(now: datetime) -> int:
    return int(now.timestamp() // PIECE.total_seconds())
