"""Opens connections: looks the name up, checks what it stands for, and connects to just that."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from threading import Thread
from typing import Any

import httpcore2
from httpcore2 import AnyIOBackend, AsyncNetworkBackend, AsyncNetworkStream

from terminbuch.calendars.troubles import Refused

from .addresses import is_permitted

SECONDS_FOR_EACH = 2.0  # for all addresses of a name but the last


class Guard(AsyncNetworkBackend):
    """``only_listed``: public addresses are refused, too. It is for what has no TLS or another port."""

    def __init__(self, *, only_listed: bool) -> None:
        self._only_listed = only_listed
        self._network = AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # the library's signature
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> AsyncNetworkStream:
        *others, last = await self._permitted(host, port)
        for address in others:
            try:
                return await self._network.connect_tcp(address, port, SECONDS_FOR_EACH)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return await self._network.connect_tcp(last, port, timeout)

    async def _permitted(self, host: str, port: int) -> list[str]:
        """What the name stands for, as far as it may be asked; never empty."""
        found = await addresses_of(host, port)
        permitted = [address for address in found if self._may(address, host, port)]
        if not permitted:
            raise Refused("the name stands for an address that may not be asked")
        return permitted

    def _may(self, address: str, host: str, port: int) -> bool:
        ip = ipaddress.ip_address(address)
        return is_permitted(ip, host, port, only_listed=self._only_listed)


async def addresses_of(host: str, port: int) -> list[str]:
    """At least one. Raises ConnectError. On a thread of its own, for the resolver may hang for a minute."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def tell(found: list[str]) -> None:
        if not answer.done():
            answer.set_result(found)

    def look_up() -> None:
        loop.call_soon_threadsafe(tell, _looked_up(host, port))

    Thread(target=look_up, name="looking-up", daemon=True).start()
    if found := await answer:
        return found
    raise httpcore2.ConnectError("no such name")


def _looked_up(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
