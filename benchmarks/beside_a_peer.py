"""Our pages and bookings beside those of django-appointment: ``python -m benchmarks.beside_a_peer``.

Both on the same web server (granian, two processes of four threads), the same Django, the same database
server and machine, in turn in each round; one person, half-hours, the same bookings in the same month. It
has no page of a month: its page has the times of today, and asks for those of another day when somebody
presses it. Prints Markdown. Linux only.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from benchmarks.booking import call, environment
from benchmarks.load import generator
from benchmarks.peers import booking, pages
from benchmarks.peers import environment as peers
from benchmarks.peers.of_django_appointment import Peer
from benchmarks.serving import serving
from tests.postgresql_server import running_server


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="each figure is the median of so many")
    parser.add_argument("--seconds", type=float, default=2.0, help="length of one measurement")
    parser.add_argument("--visitors", type=int, default=200, help="who book in one round, at each")
    parser.add_argument("--times", type=int, default=20, help="so many are wanted by eight visitors each")
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    asked = parser.parse_args()
    peers.make_ready()
    print(f"django-appointment {Peer.version()}.", end=" ")
    print(f"Pages: load by {generator()}. Forms: by a program of ours, eight threads.", flush=True)
    if asked.only != "postgresql":
        report("SQLite", "", asked)
    if asked.only != "sqlite":
        with running_server() as address:
            report("PostgreSQL", address, asked)


def report(name: str, address: str, asked: argparse.Namespace) -> None:
    month = (datetime.now(UTC).date().replace(day=1) + timedelta(days=32)).replace(day=1)
    with installed(address, month, asked) as (env, peer):
        pages_of_both = pages.of_both(env, peer, month)
        with serving(env) as ours, peer.serving() as theirs:
            print(f"\n### {name}\n{pages.HEAD}", flush=True)
            servers = {pages.OURS: ours, pages.THEIRS: theirs}
            found = pages.measured(servers, pages_of_both, rounds=asked.rounds, seconds=asked.seconds)
            for page, seen in found.items():
                print(pages.line(page, seen, servers[page.whose]), flush=True)
            print(booking.HEAD, *booking.lines(peer, ours, theirs, asked), sep="\n", flush=True)
            wanted = booking.wanted_by_all(peer, ours, theirs, asked)
            print(booking.WANTED_HEAD, *wanted, sep="\n", flush=True)


@contextmanager
def installed(address: str, month: date, asked: argparse.Namespace) -> Iterator[tuple[dict[str, str], Peer]]:
    """Either with its businesses, on a database of its own on the same server."""
    with tempfile.TemporaryDirectory(prefix="terminbuch-benchmark-") as folder:
        env = environment(folder, address)
        call(env, "terminbuch", "prepare")
        call(env, "benchmarks.filling", month.isoformat(), *map(str, pages.BOOKINGS))
        for name in (booking.OURS, booking.WANTED):
            call(env, "benchmarks.bazaar", name, "1", "1")
        next_door = Path(folder) / "next-door"
        next_door.mkdir()
        yield (
            env,
            Peer.installed(
                str(next_door),
                _another_database(address),
                month=month,
                clients=max(asked.visitors, booking.CLIENTS),
                numbers=[*pages.BOOKINGS, booking.NOBODY_YET],
            ),
        )


def _another_database(address: str) -> str:
    if not address:
        return ""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE DATABASE next_door")
    return urlsplit(address)._replace(path="/next_door").geturl()


if __name__ == "__main__":
    main()
