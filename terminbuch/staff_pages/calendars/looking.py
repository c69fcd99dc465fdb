"""What an account holds, before or after it is connected: asked for ten seconds at most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from terminbuch.calendars import kinds, outbound, probing
from terminbuch.calendars.accounts import account_of
from terminbuch.calendars.caldav.discovery import discover
from terminbuch.calendars.kind import Account as Opened
from terminbuch.calendars.outbound import OtherHost, host_of
from terminbuch.ical.seen import Found
from terminbuch.models import CalendarConnection, OutsideCalendar

from .asking import SECONDS
from .providers import Provider

MOST_STEPS = 3


@dataclass(frozen=True, slots=True)
class Account:
    address: str
    username: str
    password: str = field(repr=False)
    agreed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Seen:
    """``address`` is where the calendars are; the secret may go to ``hosts``."""

    address: str = field(repr=False)
    hosts: frozenset[str]
    found: Sequence[Found]


def look_at_caldav(account: Account, provider: Provider) -> Seen:
    """Raises a Trouble; OtherHost for a host that neither somebody ticked nor the provider owns."""
    return outbound.wait(_patient(account, provider), seconds=SECONDS)


def look_at_feed(address: str, agreed: frozenset[str], *, zone: ZoneInfo) -> Seen:
    hosts = agreed | {host_of(address)}
    opened = kinds.opened(Opened("feed", secret={"address": address}, hosts=hosts, zone=zone))
    return Seen(address, hosts, outbound.wait(opened.calendars(), seconds=SECONDS))


def calendars_of(connection: CalendarConnection, *, now: datetime) -> list[Found]:
    """As the other side lists them now. Raises a Trouble."""
    opened = kinds.opened(account_of(connection, now=now, seconds=SECONDS))
    return outbound.wait(opened.calendars(), seconds=SECONDS)


def missing_right(calendar: OutsideCalendar, *, now: datetime) -> str:
    """ "read", "write", "delete" or nothing, found out by doing. Raises a Trouble."""
    opened = kinds.opened(account_of(calendar.connection, now=now, seconds=SECONDS))
    return probing.try_rights(opened, calendar, now=now, seconds=SECONDS)


async def _patient(account: Account, provider: Provider) -> Seen:
    """To further hosts of the provider's own it goes without asking."""
    hosts = account.agreed
    for _step in range(MOST_STEPS):
        try:
            return await _seen(account, hosts)
        except OtherHost as other:
            if not provider.is_its_own(other.host):
                raise
            hosts |= {other.host}
    return await _seen(account, hosts)


async def _seen(account: Account, hosts: frozenset[str]) -> Seen:
    where = await discover(account.address, account.username, account.password, hosts=hosts)
    opened = Opened(
        "caldav", where.address, account.username, {"password": account.password}, hosts=where.hosts
    )
    return Seen(where.address, where.hosts, await kinds.opened(opened).calendars())
