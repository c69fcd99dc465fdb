"""On what it was measured, in words: no names of hosts or people."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
import tempfile
from importlib.metadata import version
from pathlib import Path

from benchmarks.load import generator
from dev import postgresql


def described() -> str:
    """Markdown: a list."""
    hardware = f"{os.cpu_count()} cores ({_cpu()}), {_memory_gb():.0f} GB of memory"
    packages = ", ".join(f"{name} {version(name.lower())}" for name in ("Django", "granian"))
    databases = f"SQLite {sqlite3.sqlite_version}, {_postgresql()}"
    lines = (
        f"Machine: {hardware}, Linux {platform.release()}.",
        f"Versions: Python {platform.python_version()}, {packages}, {databases}.",
        f"Load on pages by {generator()}, on the same cores; wrk uses one thread.",
    )
    return "\n".join(f"- {line}" for line in lines)


def _cpu() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _memory_gb() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3


def _postgresql() -> str:
    """As it says itself: "PostgreSQL 15.14"."""
    with tempfile.TemporaryDirectory() as folder:
        server = postgresql.programs(spare_folder=Path(folder)) / "postgres"
        said = subprocess.run([server, "--version"], capture_output=True, text=True, check=True).stdout
    return " ".join(said.replace("(PostgreSQL)", "").replace("postgres", "PostgreSQL").split()[:2])
