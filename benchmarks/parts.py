"""What ``make bench`` measures, in its order, and how one part is run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime

from dev.steps import ROOT


@dataclass(frozen=True)
class Part:
    """``name`` is that of its module and of its place in the page; ``quick`` says a short run."""

    name: str
    words: tuple[str, ...] = ()
    quick: tuple[str, ...] = ()
    minutes: int = 10
    """After so many it has failed."""
    prints_markdown: bool = True


PARTS = (
    Part("engines", ("--rounds", "21"), ("--rounds", "2")),
    Part("availability", ("--repetitions", "15"), ("--repetitions", "3")),
    Part("growth", ("--repetitions", "9"), ("--repetitions", "3")),
    Part(
        "beside_a_peer",
        ("--rounds", "3", "--seconds", "2"),
        ("--rounds", "1", "--seconds", "1", "--visitors", "40", "--times", "5"),
        minutes=15,
    ),
    Part("pages", ("--rounds", "3", "--seconds", "2"), ("--rounds", "1", "--seconds", "1"), minutes=15),
    Part(
        "booking",
        ("--rounds", "3", "--seconds", "5"),
        ("--rounds", "1", "--seconds", "1", "--warming", "16", "--visitors", "80", "--journeys", "16"),
        minutes=20,
    ),
    Part("sqlite_writers", ("--seconds", "60", "--without"), ("--seconds", "5")),
    Part("burst", ("--rounds", "3"), ("--rounds", "1")),
    Part("footprint", prints_markdown=False),
    Part("million", (), ("--hundredth", "--rounds", "1", "--seldom", "1"), minutes=60),
    Part("calendar", ("--times", "20"), ("--times", "4")),
    Part("plan"),
    Part("busy_feed"),
    Part("polling", ("--calendars", "200"), ("--calendars", "20")),
    Part("confirm", ("--rounds", "5"), ("--rounds", "1")),
)


@dataclass(frozen=True)
class Outcome:
    """``text`` is Markdown; of a failure it says no more than that there was one, the rest is printed."""

    text: str
    has_failed: bool


def measured(part: Part, *, is_quick: bool) -> Outcome:
    """One part, in a process of its own."""
    when = _when(is_quick=is_quick)
    command = [sys.executable, "-m", f"benchmarks.{part.name}", *(part.quick if is_quick else part.words)]
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    process = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        said, _ = process.communicate(timeout=part.minutes * 60)
    except subprocess.TimeoutExpired:
        _end(process)
        return Outcome(f"{when}: **failed**, it had not ended after {part.minutes} minutes.", has_failed=True)
    if process.returncode != 0:
        return Outcome(f"{when}: **failed** with status {process.returncode}.", has_failed=True)
    body = said.strip("\n") if part.prints_markdown else f"```text\n{said.strip()}\n```"
    return Outcome(f"{when}.\n\n{body}", has_failed=False)


def _when(*, is_quick: bool) -> str:
    """When, at which state of the code, and how busy the machine was: the load of the last minute."""
    said = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    now = datetime.now(UTC)
    length = ", a short run" if is_quick else ""
    return (
        f"Measured on {now.day} {now:%B %Y, %H:%M} UTC{length}, at {said or 'a copy'}, load"
        f" {os.getloadavg()[0]:.1f} before"
    )


def _end(process: subprocess.Popen[str]) -> None:
    """As Ctrl-C does, on which it stops the servers that it has started; then for certain."""
    process.send_signal(signal.SIGINT)
    try:
        process.communicate(timeout=30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
