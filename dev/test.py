"""Runs every check and every test, and counts them: ``python -m dev.test``, or some PARTS of it by name.

A part that fails does not keep the others from running. The last line is the sum over all of them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from dev import chromium, front_end, tally
from dev.steps import ROOT, VENV
from dev.tally import Tally

Words = tuple[str, ...]
Env = Mapping[str, str] | None

PYTHON = str(VENV / "bin" / "python")
PYTEST = (PYTHON, "-m", "pytest", "--quiet", "-n", "2")
FEW = 5  # more than that is no chance, and each could wait for long
NO_TESTS = 5  # pytest's exit status when it found none
PLAIN_FILES = (
    "test_house.py",
    "test_promises.py",
    "test_tally.py",
    "test_translations.py",
    "test_way_out.py",
)
# These ask no database, so once is enough.
CALENDARS = tuple(
    f"calendars/{name}" for name in ("caldav", "outbound", "test_contract.py", "test_stranger.py")
)
WITHOUT_DATABASE = ("availability", "ical", "wording", *CALENDARS, *PLAIN_FILES)


def lint(_reports: Path) -> Tally:
    ruff, mypy, imports = (str(VENV / "bin" / name) for name in ("ruff", "mypy", "lint-imports"))
    checks = [[ruff, "check"], [ruff, "format", "--check"], [mypy], [imports, "--no-cache"]]
    return sum((tally.of_check(_run(*check)) for check in checks), Tally())


def frontend(reports: Path) -> Tally:
    report, env, npm = reports / "vitest.json", front_end.environment(), front_end.command()
    typed = tally.of_check(_run(*npm, "run", "--silent", "typecheck", env=env))
    reporters = ("--reporter=default", "--reporter=json", f"--outputFile.json={report}")
    status = _run(*npm, "test", "--silent", "--", *reporters, env=env)
    return typed + tally.of_vitest(report).ended_with(status)


def sqlite(reports: Path) -> Tally:
    return _pytest(reports / "sqlite.xml", "-m", "not browser", env={**os.environ, "DATABASE_URL": ""})


def postgresql(reports: Path) -> Tally:
    seen = [f"--ignore=tests/{name}" for name in WITHOUT_DATABASE]
    server = (PYTHON, "-m", "tests.postgresql_server", "--")
    return _pytest(reports / "postgresql.xml", "-m", "not browser", *seen, before=server)


def torture(_reports: Path) -> Tally:
    """The short form; limits three times as long, for here other things run."""
    return tally.of_check(_run(PYTHON, "-m", "tests.torture", "--short", "--patience", "3"))


def browser(reports: Path) -> Tally:
    """In Chromium. The few that fail are tried once more, with nothing beside them, and counted by name.

    A journey drives three programs of others (a browser, its driver, a server) on a machine of which we know
    nothing, and now and then one of them takes longer than anybody would wait. A page that is broken is
    broken the second time, too. No other kind of test is tried again: of the races on purpose, the one that
    sells a time twice once in a hundred runs is the very one to be seen.
    """
    found = chromium.find()
    if found:
        return tried_twice(reports, env={**os.environ, "DATABASE_URL": "", "CHROMIUM": found})
    print(f"No Chromium was found, so the browser tests are left out. To run them: {chromium.HOW_TO_GET_ONE}")
    return Tally(failed=1) if os.environ.get("CI") else Tally(skipped=_browser_tests())


def tried_twice(reports: Path, *words: str, env: Env = None) -> Tally:
    """The browser tests; ``words``: which of them, as pytest wants it said."""
    first, second = reports / "browser.xml", reports / "browser-again.xml"
    asked = (*words, "-m", "browser", "-o", f"cache_dir={reports / 'cache'}")
    counted = _pytest(first, *asked, "--dist", "loadfile", env=env)
    failed = tally.failed_in(first)
    if not 0 < len(failed) <= FEW:
        return counted
    print(f"=== tried once more, alone: {', '.join(failed)}", flush=True)
    alone = ("-n", "0", "--dist", "no", "--last-failed", "--last-failed-no-failures", "none")
    return counted.tried_again(_pytest(second, *asked, *alone, env=env))


def _browser_tests() -> int:
    command = [PYTHON, "-m", "pytest", "-m", "browser", "--collect-only", "--quiet"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    return sum("::" in line for line in listed.splitlines())


def _pytest(report: Path, *words: str, before: Words = (), env: Env = None) -> Tally:
    status = _run(*before, *PYTEST, f"--junitxml={report}", *words, env=env)
    return tally.of_pytest(report).ended_with(0 if status == NO_TESTS else status)


def _run(*command: str, env: Env = None) -> int:
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


Part = Callable[[Path], Tally]
PARTS: dict[str, Part] = {
    part.__name__: part for part in (lint, frontend, sqlite, postgresql, torture, browser)
}


def main(names: list[str]) -> int:
    unknown = sorted(set(names) - set(PARTS))
    if unknown:
        sys.exit(f"No part is called {', '.join(unknown)}: say {', '.join(PARTS)}, or nothing for all")
    with tempfile.TemporaryDirectory(prefix="terminbuch-") as name:
        os.environ["TERMINBUCH_DATA"] = name  # mypy reads the settings, which want a folder
        total = sum((_timed(part, Path(name)) for part in names or PARTS), Tally())
    print(total)
    return 0 if total.is_green else 1


def _timed(part: str, reports: Path) -> Tally:
    print(f"\n=== {part}", flush=True)
    began = time.monotonic()
    counted = PARTS[part](reports)
    print(f"=== {part} took {time.monotonic() - began:.0f} s ({counted})", flush=True)
    return counted


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
