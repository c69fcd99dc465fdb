"""The database servers as Patroni sees them and as SQL does: asked from outside, not through our program."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable
from contextlib import closing, suppress
from typing import Any

import psycopg

from tests.cluster.machines import DATABASES

PASSWORD = "one-password-of-your-own"
OWN = "a-fourth-password-of-your-own"
PATIENCE = 90.0


def until[Answer](question: Callable[[], Answer | None], *, seconds: float = PATIENCE) -> Answer:
    """The first answer that says something."""
    give_up_at = time.monotonic() + seconds
    while time.monotonic() < give_up_at:
        if answer := question():
            return answer
        time.sleep(0.1)
    raise TimeoutError(f"{question} never came true")


def members() -> dict[str, tuple[str, str]]:
    """Role and state of each member, as those that answer say it."""
    for address in DATABASES.values():
        with suppress(OSError, http.client.HTTPException, ValueError):
            said = _asked(address, "/cluster")
            return {each["name"]: (each["role"], each["state"]) for each in said["members"]}
    return {}


def primary(*, but: str = "") -> str | None:
    """The name of the server that takes changes; None while there is none."""
    for name, address in DATABASES.items():
        with suppress(OSError, http.client.HTTPException, ValueError):
            said = _asked(address, "/patroni")
            if name != but and said.get("role") in {"master", "primary"} and said.get("state") == "running":
                return name
    return None


def synchronous_standby() -> str | None:
    return next((name for name, (role, _state) in members().items() if role == "sync_standby"), None)


def has_standbys(leader: str, number: int) -> bool:
    with suppress(psycopg.Error):
        streaming = "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'"
        return int(ask(leader, streaming)[0][0]) == number
    return False


def ask(name: str, statement: str, *facts: object, database: str = "postgres") -> list[tuple[Any, ...]]:
    where = f"postgresql://postgres:{PASSWORD}@{DATABASES[name]}:5432/{database}"
    with psycopg.connect(where, autocommit=True, connect_timeout=3) as connection:
        found = connection.execute(statement.encode(), facts)
        return found.fetchall() if found.description else []


def _asked(address: str, path: str) -> Any:
    with closing(http.client.HTTPConnection(address, 8008, timeout=2)) as connection:
        connection.request("GET", path)
        return json.loads(connection.getresponse().read())
