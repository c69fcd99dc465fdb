"""Connections that are kept for a while: a TLS handshake costs more than most questions."""

from __future__ import annotations

import asyncio
from functools import cache
from ssl import SSLContext
from weakref import WeakKeyDictionary

from httpcore2 import AsyncConnectionPool, default_ssl_context

from .guard import Guard

SECONDS_KEPT = 30.0

_pools: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[bool, AsyncConnectionPool]] = WeakKeyDictionary()


def pool(*, only_listed: bool) -> AsyncConnectionPool:
    """That of the running loop. No proxy, no cookies; nothing but the guard opens connections."""
    pools = _pools.setdefault(asyncio.get_running_loop(), {})
    if only_listed not in pools:
        pools[only_listed] = AsyncConnectionPool(
            ssl_context=_trusted(),
            max_connections=200,
            max_keepalive_connections=50,
            keepalive_expiry=SECONDS_KEPT,
            network_backend=Guard(only_listed=only_listed),
        )
    return pools[only_listed]


@cache
def _trusted() -> SSLContext:
    """The machine's certificates; loading them takes a while."""
    return default_ssl_context()
