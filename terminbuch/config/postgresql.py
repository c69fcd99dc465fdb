"""PostgreSQL: where it is, how long we wait for it, and how a connection that died is noticed."""

from __future__ import annotations

import select
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
import psycopg
from psycopg.abc import PQGen
from psycopg.errors import _WaitTimeout
from psycopg_pool import ConnectionPool, PoolTimeout

from . import environment

WANTED = "empty (SQLite) or an address such as postgresql://user@host/name"
CONNECT_SECONDS = environment.number("DATABASE_CONNECT_SECONDS", 3, least=1, most=60)
STATEMENT_SECONDS = environment.number("DATABASE_STATEMENT_SECONDS", 15, least=0, most=3600)
LOCK_SECONDS = environment.number("DATABASE_LOCK_SECONDS", 8, least=0, most=3600)
# The other side is asked whether it is there when it has been silent for three seconds, three times. That is
# less than anybody waits for a lock: who waits for the lock of a host that is gone gets it.
SILENT_AFTER_SECONDS = 6
KEEPALIVES = {"keepalives_idle": 3, "keepalives_interval": 1, "keepalives_count": 3}
# The server ends a statement itself; only where not even that is heard, we end the connection.
GRACE_SECONDS = 2
RESTED_SECONDS = 1.0
READ_COMMITTED = 2  # psycopg.IsolationLevel, whatever the server's default is


class Connection(psycopg.Connection[Any]):
    """One that is given up where nothing comes back: a silent middlebox takes our bytes and answers none."""

    patience = STATEMENT_SECONDS + GRACE_SECONDS if STATEMENT_SECONDS else None
    used_at = 0.0

    def wait[Result](self, gen: PQGen[Result], interval: float = 0.1, timeout: float | None = None) -> Result:
        if timeout is not None or self.patience is None:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, self.patience)
        except _WaitTimeout:
            self.pgconn.finish()
            raise psycopg.OperationalError(f"no answer for {self.patience} s: connection given up") from None


def check(connection: Connection) -> None:
    """Raises OperationalError where the connection has died in the pool.

    What the other side has ended can be seen without asking it. After a second of rest it is asked.
    """
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    if poll.poll(0):  # nothing was asked: what comes is the end, or the server's last words
        connection.close()
        _others_too(connection)
        raise psycopg.OperationalError("the server has ended the connection")
    now = monotonic()
    if now - connection.used_at > RESTED_SECONDS:
        connection.execute("")
    connection.used_at = now


def _others_too(connection: Connection) -> None:
    """Whoever lost one has mostly lost all: the pool forgets them instead of trying each."""
    if isinstance(connection._pool, ConnectionPool):
        connection._pool.drain()


def tell_who_waits(pool: ConnectionPool[Any]) -> None:
    """Else they would wait until their time is over, for a server that has refused us."""
    with pool._lock:
        waiting = list(pool._waiting)
        pool._waiting.clear()
    for client in waiting:
        client.fail(PoolTimeout("the database cannot be reached"))


def postgresql(url: str, *, connections: int) -> dict[str, Any]:
    """The database as Django wants it said; at most so many connections from this process."""
    chosen = _parsed(url)
    chosen["CONN_MAX_AGE"] = 0
    chosen["OPTIONS"] = {
        "connect_timeout": CONNECT_SECONDS,
        **KEEPALIVES,
        "tcp_user_timeout": SILENT_AFTER_SECONDS * 1000,
        "options": _limits(),
        # A standby is none of ours, not even for a look: on a leader that had to step down stands what it
        # never confirmed.
        "target_session_attrs": "read-write",
        **chosen.get("OPTIONS", {}),
        "isolation_level": READ_COMMITTED,
        "pool": {
            "connection_class": Connection,
            "check": check,
            # One is opened when it is needed, none while nobody is there.
            "min_size": 0,
            "max_size": connections,
            # Where none can be had, whoever waits for one is told at once, and the next one tries anew.
            "timeout": CONNECT_SECONDS + 2,
            "reconnect_timeout": 0,
            "reconnect_failed": tell_who_waits,
        },
    }
    return chosen


def _limits() -> str:
    """What the server is to keep to. It, too, notices a host that is gone, and lets go of its locks."""
    limits = {
        **{f"tcp_{name}": number for name, number in KEEPALIVES.items()},
        "tcp_user_timeout": SILENT_AFTER_SECONDS * 1000,
        "plan_cache_mode": "force_generic_plan",
        "statement_timeout": STATEMENT_SECONDS * 1000,
        "lock_timeout": LOCK_SECONDS * 1000,
        # A transaction that does nothing for so long belongs to a process that stands still.
        "idle_in_transaction_session_timeout": 2 * STATEMENT_SECONDS * 1000,
    }
    return " ".join(f"-c {name}={value}" for name, value in limits.items())


def _parsed(url: str) -> dict[str, Any]:
    """Also of several hosts, separated by commas, as PostgreSQL's own programs read them."""
    parts = urlsplit(url)
    user, at, hosts = parts.netloc.rpartition("@")
    try:
        each = [urlsplit(f"//{host}") for host in hosts.split(",")]
        plain = parts._replace(netloc=f"{user}{at}{hosts.partition(',')[0]}").geturl()
        chosen: dict[str, Any] = dict(dj_database_url.parse(plain))
        ports = [str(host.port or 5432) for host in each]
    except ValueError:
        raise environment.wrong("DATABASE_URL", WANTED) from None
    if chosen["ENGINE"] != "django.db.backends.postgresql":
        raise environment.wrong("DATABASE_URL", WANTED)
    if len(each) > 1:
        chosen["HOST"], chosen["PORT"] = ",".join(host.hostname or "" for host in each), ",".join(ports)
    return chosen
