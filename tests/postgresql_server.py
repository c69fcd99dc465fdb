"""A PostgreSQL server that lives as long as one command.

``python -m tests.postgresql_server -- COMMAND...`` starts a fresh server on a free loopback port in a
temporary folder, runs COMMAND with ``DATABASE_URL`` set, stops the server and hands on COMMAND's exit status.
It keeps PostgreSQL's own settings, ``fsync`` included: the guards are tested on a server as safe as one in
use.
"""

from __future__ import annotations

import os
import pwd
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from dev import postgresql

USER = "terminbuch"
START_SECONDS = 60


@contextmanager
def running_server() -> Iterator[str]:
    """The address of an empty database that nobody else uses. Raises RuntimeError when no server starts."""
    with tempfile.TemporaryDirectory(prefix="terminbuch-postgresql-") as name:
        folder, owner, password = Path(name), owner_of_files(), secrets.token_hex(16)
        if owner:
            os.chown(folder, owner["user"], owner["group"])
        programs = postgresql.programs(spare_folder=folder)
        initialise(programs, folder, password, owner)
        with _serving(programs, folder, owner) as port:
            yield _new_database(f"postgresql://{USER}:{password}@127.0.0.1:{port}")


def owner_of_files() -> dict[str, Any]:
    """Who runs the server, as subprocess wants it said: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    accounts = {entry.pw_name: entry for entry in pwd.getpwall()}
    account = accounts.get("postgres") or accounts["nobody"]
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def initialise(programs: Path, folder: Path, password: str, owner: dict[str, Any]) -> None:
    secret = folder / "password"
    secret.write_text(password, encoding="ascii")
    secret.chmod(0o644)  # in a folder that only its owner may enter
    command: list[str | Path] = [
        *(programs / "initdb", "--pgdata", folder / "data", "--username", USER, "--pwfile", secret),
        *("--auth", "scram-sha-256", "--encoding", "UTF8", "--no-locale"),
    ]
    made = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **owner)
    if made.returncode != 0:
        raise RuntimeError(f"initdb failed: {made.stderr.strip()}")


@contextmanager
def _serving(programs: Path, folder: Path, owner: dict[str, Any]) -> Iterator[int]:
    """The port of a server that takes connections; it is stopped at the end."""
    port = free_port()
    server = start(programs, folder, port, owner)
    try:
        yield port
    finally:
        server.send_signal(signal.SIGINT)  # PostgreSQL's "fast shutdown"
        server.wait(START_SECONDS)


def start(programs: Path, folder: Path, port: int, owner: dict[str, Any]) -> subprocess.Popen[bytes]:
    """A server on what is in the folder, once it takes connections. Raises RuntimeError when it does not."""
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": folder,
        "max_connections": 300,
        "timezone": "UTC",
    }
    said = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    command: list[str | Path] = [programs / "postgres", "-D", folder / "data", *said]
    with (folder / "log").open("a", encoding="utf-8") as log:
        # A process group of its own: Ctrl-C ends the tests, which still need the server to tidy up.
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, process_group=0, **owner)
    try:
        _await_start(server, folder)
    except RuntimeError:
        server.send_signal(signal.SIGINT)
        server.wait(START_SECONDS)
        raise
    return server


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await_start(server: subprocess.Popen[Any], folder: Path) -> None:
    """PostgreSQL ends its pid file with "ready" when it takes connections."""
    pid_file, log = folder / "data" / "postmaster.pid", folder / "log"
    give_up_at = time.monotonic() + START_SECONDS
    while not (pid_file.exists() and pid_file.read_text(encoding="ascii").rstrip().endswith("ready")):
        if server.poll() is not None or time.monotonic() > give_up_at:
            raise RuntimeError(f"PostgreSQL did not start: {log.read_text(encoding='utf-8').strip()}")
        time.sleep(0.05)


def _new_database(server: str) -> str:
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE terminbuch")
    return f"{server}/terminbuch"


def main(command: list[str]) -> int:
    # An ordinary end, on the way to which the server is stopped.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    with running_server() as address:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[sys.argv.index("--") + 1 :]))
