"""Counting who tries what how often, before anything else is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from ipaddress import IPv4Address, ip_address, ip_network

from terminbuch.queries import prepared

from .deed import deed, repeatable_statement
from .keys import hashed
from .refusals import TooManyTries

# An hour is counted in pieces, so that nobody gets twice as much around a full hour.
PIECE = timedelta(minutes=10)
PIECES = 6
NETWORK_BITS = 64
ONE_MORE = """INSERT INTO terminbuch_attemptcount (who, what, "window", count, forget_at) VALUES {}
ON CONFLICT (who, what, "window") DO UPDATE SET count = terminbuch_attemptcount.count + 1
RETURNING who, count + (SELECT coalesce(sum(earlier.count), 0) FROM terminbuch_attemptcount earlier
WHERE earlier.who = terminbuch_attemptcount.who AND earlier.what = terminbuch_attemptcount.what
AND earlier."window" < terminbuch_attemptcount."window"
AND earlier."window" >= terminbuch_attemptcount."window" - {}){}"""
ONE_LESS = """UPDATE terminbuch_attemptcount SET count = count - 1
WHERE "window" = %s AND count > 0 AND who IN ({}) RETURNING count{}"""
# Whoever comes back after a crash of the server may have lost a try of its last second: no reason to wait.
UNWAITED = ", set_config('synchronous_commit', 'off', true)"


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


@repeatable_statement
def _counted(limits: list[Limit], *, now: datetime) -> dict[str, int]:
    piece, forget_at = _piece(now), prepared.instant(now + (PIECES + 1) * PIECE)
    # In one order: two visitors of one household would otherwise wait for each other.
    in_turn = sorted(limits, key=lambda limit: limit.hash)
    values = [value for limit in in_turn for value in (limit.hash, limit.what, piece, 1, forget_at)]
    statement = _count_one_more(len(in_turn), prepared.is_postgresql())
    return {who: int(total) for who, total, *_unwaited in prepared.rows(statement, values)}


@lru_cache
def _count_one_more(number: int, is_postgresql: bool) -> str:
    rows = ", ".join(["(%s, %s, %s, %s, %s)"] * number)
    return ONE_MORE.format(rows, PIECES, UNWAITED if is_postgresql else "")


@deed
def give_back(limits: list[Limit], *, now: datetime) -> None:
    """What was counted led to nothing: it is not held against anybody."""
    statement = _count_one_less(len(limits), prepared.is_postgresql())
    prepared.rows(statement, [_piece(now), *sorted(limit.hash for limit in limits)])


@lru_cache
def _count_one_less(number: int, is_postgresql: bool) -> str:
    return ONE_LESS.format(", ".join(["%s"] * number), UNWAITED if is_postgresql else "")


def household(address: str) -> str:
    """Whom an address counts for. Of IPv6 the network: a household has 2**64 addresses."""
    try:
        visitor = ip_address(address)
    except ValueError:
        return ""
    if isinstance(visitor, IPv4Address):
        return str(visitor)
    return str(visitor.ipv4_mapped or ip_network((visitor, NETWORK_BITS), strict=False))


def _piece(now: datetime) -> int:
    return int(now.timestamp() // PIECE.total_seconds())
