"""How long an installed, migrated system takes to its first page, and what memory it holds at rest.

``python -m benchmarks.footprint``: five starts of ``terminbuch run`` with one web process, on the database
that DATABASE_URL names (SQLite in a folder of its own where it names none). Memory is the proportional share
(PSS) of every process of the family, after 200 pages and fifteen seconds of rest. Linux only.
"""

from __future__ import annotations

import http.client
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.load import LOOPBACK, answer
from benchmarks.serving import family
from tests.live import free_pair

STARTS = 5
PAGES = 200
REST = 15.0
PATHS = ("/", "/salon-anna/", "/-/staff/-/login/")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="terminbuch-footprint-") as folder:
        env = _environment(Path(folder))
        subprocess.run([*_command(), "prepare"], env=env, check=True, stdout=subprocess.DEVNULL)
        subprocess.run([*_command(), "demo"], env=env, check=True, stdout=subprocess.DEVNULL)
        _started(env)  # the first one leaves its compiled code behind, as an installation does
        waits = [_started(env) for _ in range(STARTS)]
        shown = ", ".join(f"{wait:.2f}" for wait in waits)
        print(f"first page after {statistics.median(waits):.2f} s (median of {shown})")
        _weigh(env)


def _environment(folder: Path) -> dict[str, str]:
    """Compiled code is kept, as pip leaves it behind, but not in the checkout."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "TERMINBUCH_DATA": str(folder), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def _command() -> list[str]:
    return [sys.executable, "-m", "terminbuch"]


def _started(env: dict[str, str]) -> float:
    """Seconds from the command to the last byte of the first page."""
    began = time.monotonic()
    with _running(env) as (process, port):
        _first_page(process, port)
        return time.monotonic() - began


def _weigh(env: dict[str, str]) -> None:
    with _running(env) as (process, port):
        _first_page(process, port)
        for number in range(PAGES):
            _page(port, PATHS[number % len(PATHS)])
        time.sleep(REST)
        shares = {pid: _proportional(pid) for pid in family(process.pid)}
        for pid, kilobytes in shares.items():
            print(f"{kilobytes / 1024:7.1f} MB  {_words(pid)}")
        print(f"{sum(shares.values()) / 1024:7.1f} MB  together")


@contextmanager
def _running(env: dict[str, str]) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    port = free_pair()
    process = subprocess.Popen(
        [*_command(), "run", "--port", str(port), "--processes", "1"], env=env, stdout=subprocess.DEVNULL
    )
    try:
        yield process, port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _first_page(process: subprocess.Popen[bytes], port: int) -> None:
    while process.poll() is None:
        with suppress(OSError):
            return _page(port, "/salon-anna/")
        time.sleep(0.005)
    raise RuntimeError("it ended before it answered")


def _page(port: int, path: str) -> None:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=60)
    try:
        answer(connection, path)
    finally:
        connection.close()


def _proportional(pid: int) -> int:
    """PSS in kB: what processes share is counted once, divided among them."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _words(pid: int) -> str:
    words = Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").split("\0")
    said = " ".join(words)
    if "resource_tracker" in said:
        return "what cleans up after the web processes"
    if "spawn_main" in said:
        return "web process"
    return " ".join(words[words.index("terminbuch") + 1 :][:1])


if __name__ == "__main__":
    main()
