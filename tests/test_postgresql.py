"""How an address of PostgreSQL is read, and what every connection gets."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from psycopg_pool import ConnectionPool, PoolTimeout

from terminbuch.config.postgresql import postgresql
from tests.live import LOOPBACK, free_port


def read(url: str) -> dict[str, Any]:
    return postgresql(url, connections=6)


def test_one_host_is_taken_as_it_is() -> None:
    found = read("postgresql://anna:s%2Fecret@db.example.org:5433/salon?sslmode=require")

    assert {name: found[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")} == {
        "USER": "anna",
        "PASSWORD": "s/ecret",
        "HOST": "db.example.org",
        "PORT": 5433,
        "NAME": "salon",
    }
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["target_session_attrs"] == "read-write"


def test_of_several_hosts_the_one_that_takes_changes_is_looked_for() -> None:
    found = read("postgresql://anna:secret@one:5433,two,[fd00::3]:5434/salon")

    assert (found["HOST"], found["PORT"]) == ("one,two,fd00::3", "5433,5432,5434")
    assert found["OPTIONS"]["target_session_attrs"] == "read-write"


def test_whoever_says_an_option_in_the_address_knows_better() -> None:
    found = read("postgresql://one,two/salon?target_session_attrs=any&connect_timeout=7")

    assert found["OPTIONS"]["target_session_attrs"] == "any"
    assert found["OPTIONS"]["connect_timeout"] in {7, "7"}


def test_statements_locks_and_silence_have_an_end_and_a_plan_is_made_once() -> None:
    options = read("postgresql://db/salon")["OPTIONS"]

    assert options["options"].split(" -c ") == [
        "-c tcp_keepalives_idle=3",
        "tcp_keepalives_interval=1",
        "tcp_keepalives_count=3",
        "tcp_user_timeout=6000",
        "plan_cache_mode=force_generic_plan",
        "statement_timeout=15000",
        "lock_timeout=8000",
        "idle_in_transaction_session_timeout=30000",
    ]
    assert (options["connect_timeout"], options["tcp_user_timeout"]) == (3, 6000)
    assert options["pool"]["max_size"] == 6


@pytest.mark.parametrize(
    "url", ["mysql://db/salon", "postgresql://db:port/salon", "postgresql://one:1,two:x/salon"]
)
def test_what_is_no_address_of_postgresql_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="^DATABASE_URL must be empty"):
        read(url)


def test_who_waits_for_a_connection_hears_at_once_that_none_can_be_had() -> None:
    offered = read("postgresql://db/salon")["OPTIONS"]["pool"]
    where = f"host={LOOPBACK} port={free_port()}"

    with (
        ConnectionPool(where, **{**offered, "check": None}) as pool,
        pytest.raises(PoolTimeout, match="cannot be reached"),
    ):
        pool._getconn_unchecked(timeout=30)
