"""From what a person types to where their calendars are: RFC 6764, and what servers do instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import httpx2

from terminbuch.calendars.outbound import check_address, host_of
from terminbuch.calendars.troubles import NotAllowed, NotThere, Trouble, Unreadable

from .answers import CALDAV, DAV, Part
from .questions import properties
from .server import Server, judged, read

WELL_KNOWN: Final = "/.well-known/caldav"
ASKED: Final = properties("D:current-user-principal", "C:calendar-home-set", "D:resourcetype")
HOMES: Final = f"{CALDAV}calendar-home-set"
PRINCIPAL: Final = f"{DAV}current-user-principal"
MOST_STEPS: Final = 4


@dataclass(frozen=True, slots=True)
class Discovered:
    """``address`` is that of all calendars of the account, or of the one that was given."""

    address: str
    hosts: frozenset[str]


async def discover(
    address: str, username: str, password: str, *, hosts: frozenset[str] = frozenset()
) -> Discovered:
    """Where the calendars are. The host of ``address`` is agreed to by typing it.

    Raises OtherHost when the way leads to a host that is not among ``hosts``: ask, and call again with it.
    """
    url = check_address(address)
    server = Server(hosts | {host_of(url)}, username, {"password": password})
    trouble: Trouble = NotThere("no calendars at this address")
    for start in _starts(url):
        try:
            return Discovered(await _home(server, start), server.hosts)
        except (NotThere, Unreadable, NotAllowed) as error:
            trouble = error
    raise trouble


def _starts(url: httpx2.URL) -> Iterator[str]:
    """With a path it is tried before the well-known place, without one after it."""
    well_known = str(url.copy_with(raw_path=WELL_KNOWN.encode()))
    yield from [str(url), well_known] if len(url.path) > 1 else [well_known, str(url)]


async def _home(server: Server, start: str) -> str:
    """Step by step: the place says who asks, and who asks has calendars somewhere."""
    url = start
    for _step in range(MOST_STEPS):
        url, part = await _asked(server, url)
        if homes := part.hrefs(HOMES):
            return _joined(url, homes[0])
        if part.holds(f"{DAV}resourcetype", f"{CALDAV}calendar"):
            return url
        url = _next(url, part)
    raise Unreadable("it leads round in circles")


def _next(url: str, part: Part) -> str:
    principals = part.hrefs(PRINCIPAL)
    if not principals or _joined(url, principals[0]) == url:
        raise NotThere("no calendars at this address")
    return _joined(url, principals[0])


async def _asked(server: Server, url: str) -> tuple[str, Part]:
    """With the address that answered in the end: it may have led on."""
    answer = judged(await server.ask("PROPFIND", url, body=ASKED, headers={"Depth": "0"}), 207)
    parts = (await read(answer)).parts
    if not parts:
        raise Unreadable("an empty answer")
    return answer.url, parts[0]


def _joined(base: str, href: str) -> str:
    """On another host, too: that one is asked only after it was agreed to."""
    try:
        return str(check_address(str(httpx2.URL(base).join(href))))
    except (httpx2.InvalidURL, ValueError):
        raise Unreadable("a place without an address") from None
