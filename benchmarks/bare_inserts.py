"""The limit: bare inserts into the guarded table, one a transaction, by pgbench or Python's sqlite3."""

from __future__ import annotations

import re
import secrets
import sqlite3
import subprocess
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg

from benchmarks.database_work import Database

CLIENTS = 8
HOLD = """INSERT INTO terminbuch_hold
 (uid, token_hash, visitor_hash, organisation_id, service_id, location_id, starts_at,
 ends_at, created_at, deadline, was_extended)
 SELECT {uid}, '{secret}', '', service.organisation_id, service.id, location.id,
 '2030-01-01 00:00:00', '2030-01-01 01:00:00', '2030-01-01 00:00:00', '2030-01-01 00:00:00', {no}
 FROM terminbuch_service service
 JOIN terminbuch_location location ON location.organisation_id = service.organisation_id LIMIT 1
 RETURNING id, organisation_id"""
COLUMNS = (
    "organisation_id, resource_id, hold_id, position, is_wish, starts_at, ends_at, sitting, seat, capacity,"
    " live"
)
INSERT = f"INSERT INTO terminbuch_allocation ({COLUMNS}) VALUES ({','.join('?' * 11)})"  # noqa: S608
# A start of its own for each, a quarter of an hour long, at one of 500 resources.
SCRIPT = """\\set person random(0, 499)
INSERT INTO terminbuch_allocation ({columns}) SELECT organisation_id, id, {hold}, 0, false,
 timestamptz '2040-01-01' + n * interval '15 minutes',
 timestamptz '2040-01-01' + (n + 1) * interval '15 minutes',
 gen_random_uuid(), 1, 1, true
 FROM (SELECT nextval('bare_inserts') AS n) AS start, (SELECT id, organisation_id FROM terminbuch_resource
 WHERE id = {first} + :person) AS person;
"""


def bare_inserts(database: Database, seconds: float) -> float:
    """How many a second. PostgreSQL: eight clients of pgbench. SQLite: one writer, more would only wait."""
    return _by_pgbench(database, seconds) if database.address else _by_sqlite3(database, seconds)


def _by_pgbench(database: Database, seconds: float) -> float:
    with psycopg.connect(database.address, autocommit=True) as connection:
        connection.execute("CREATE SEQUENCE IF NOT EXISTS bare_inserts")
        hold = connection.execute(_hold("gen_random_uuid()", "false")).fetchone()
        first = connection.execute("SELECT min(id) FROM terminbuch_resource").fetchone()
    assert hold is not None
    assert first is not None
    script = database.folder / "bare.sql"
    script.write_text(SCRIPT.format(columns=COLUMNS, hold=hold[0], first=first[0]), encoding="ascii")
    words = ["pgbench", "-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "2", "-T", str(round(seconds))]
    said = subprocess.run(
        [*words, "-f", str(script), database.address], check=True, capture_output=True, text=True
    ).stdout
    found = re.search(r"tps = ([\d.]+)", said)
    assert found is not None, said
    return float(found[1])


def _hold(uid: str, no: str) -> str:
    return HOLD.format(uid=uid, no=no, secret=secrets.token_hex(32))


def _by_sqlite3(database: Database, seconds: float) -> float:
    with closing(_opened(database.folder / "terminbuch.sqlite3")) as connection:
        hold, organisation = connection.execute(_hold(f"'{secrets.token_hex(16)}'", "0")).fetchone()
        people = [
            row[0] for row in connection.execute("SELECT id FROM terminbuch_resource ORDER BY id LIMIT 500")
        ]
        first = datetime(2040, 1, 1, tzinfo=UTC) + timedelta(days=secrets.randbelow(10**6))
        number, began = 0, time.perf_counter()
        while time.perf_counter() < began + seconds:
            start = first + number * timedelta(minutes=15)
            times = [f"{moment:%Y-%m-%d %H:%M:%S}" for moment in (start, start + timedelta(minutes=15))]
            row = [
                organisation,
                people[number % len(people)],
                hold,
                0,
                0,
                *times,
                secrets.token_hex(16),
                1,
                1,
                1,
            ]
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(INSERT, row)
            connection.execute("COMMIT")
            number += 1
        return number / (time.perf_counter() - began)


def _opened(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None, timeout=20)
    connection.execute("PRAGMA synchronous=FULL")
    return connection
