"""How long a customer waits when outside calendars are asked: ``python -m benchmarks.confirm``.

For each database an installation of its own in a temporary folder, in it one business for each line, and
CalDAV servers on loopback that answer at once, after a second, never, or with a byte a second for a minute.
What is measured is the form being sent, until its answer is there: hold, live check, deed, page. Prints
Markdown.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile

from tests.postgresql_server import running_server


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="so many customers for each line")
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    asked = parser.parse_args()
    if asked.only != "postgresql":
        report("SQLite", "", rounds=asked.rounds)
    if asked.only != "sqlite":
        with running_server() as address:
            report("PostgreSQL", address, rounds=asked.rounds)


def report(name: str, database: str, *, rounds: int) -> None:
    print(f"\n### {name}", flush=True)
    with tempfile.TemporaryDirectory(prefix="terminbuch-benchmark-") as folder:
        told = {name: value for name, value in os.environ.items() if not name.startswith("TERMINBUCH_")}
        ours = {"TERMINBUCH_DATA": folder, "DATABASE_URL": database, "LOG_LEVEL": "error"}
        env = {**told, **ours, "OUTSIDE_PRIVATE": "127.0.0.1"}
        _run(env, "terminbuch", "prepare", says=subprocess.DEVNULL)
        _run(env, "benchmarks.confirming", str(rounds))


def _run(env: dict[str, str], *words: str, says: int | None = None) -> None:
    subprocess.run([sys.executable, "-m", *words], env=env, check=True, stdout=says)


if __name__ == "__main__":
    main()
