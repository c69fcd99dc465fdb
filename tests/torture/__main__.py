"""``python -m tests.torture``: every step on both engines, or those that are asked for.

Exit status 0 only when everything holds. Failures name the line that repeats them.
"""

from __future__ import annotations

import importlib
import secrets
import shutil
import signal
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from tests.torture import report
from tests.torture.engines import Engine, engine
from tests.torture.house import house
from tests.torture.step import ENGINES, STEPS, Outcome, Size, Step, luck_of, run

FIXED_SEED = 1
WHERE_STEPS_ARE = ("tests.torture.steps", "tests.torture.faults")
PAGES = Path("data/torture")


def main(words: list[str]) -> int:
    asked = _asked(words)
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    for module in WHERE_STEPS_ARE:
        importlib.import_module(module)
    began, outcomes = time.monotonic(), []
    with (
        tempfile.TemporaryDirectory(prefix="terminbuch-torture-", ignore_cleanup_errors=True) as name,
        ExitStack() as stack,
    ):
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL's own user goes through it
        engines = _begun(_engines(asked), folder, stack)
        for each in engines.values():
            print(f"T0        {each.name:11}{each.seconds:6.1f} s  the data of three tenants", flush=True)
        for step, on in _steps(asked, engines):
            outcomes.append(_done(step, on, folder, asked))
            print(report.line(outcomes[-1]), flush=True)
    seconds = time.monotonic() - began
    print(report.ending(outcomes, seconds))
    print(report.write(outcomes, asked.pages, seconds=seconds))
    return 0 if outcomes and all(outcome.holds for outcome in outcomes) else 1


def _begun(names: list[str], folder: Path, stack: ExitStack) -> dict[str, Engine]:
    """The engines, their data made side by side; each is ended with the stack."""
    with ThreadPoolExecutor(len(names)) as pool:
        return dict(
            zip(names, pool.map(lambda name: stack.enter_context(engine(name, folder)), names), strict=True)
        )


def _done(step: Step, on: Engine, folder: Path, asked: Namespace) -> Outcome:
    own = folder / f"{step.name}-{on.name}"
    opened = house(on, own, luck_of(asked.seed, f"{step.name} house", on.name))
    outcome = run(step, on.name, seed=asked.seed, size=Size(asked.short, asked.patience), house=opened)
    if not outcome.holds and asked.keep:
        shutil.copytree(own, asked.keep / own.name, dirs_exist_ok=True)
    shutil.rmtree(own, ignore_errors=True)
    return outcome


def _steps(asked: Namespace, engines: dict[str, Engine]) -> list[tuple[Step, Engine]]:
    """In the order of their numbers, each on every engine that it knows: the controls come first."""
    wanted = sorted(STEPS.values(), key=lambda step: step.number)
    if asked.only:
        wanted = [step for step in wanted if {step.name, step.name.split("-")[0]} & set(asked.only)]
    return [(step, engines[name]) for step in wanted for name in _of(step, asked) if name in engines]


def _of(step: Step, asked: Namespace) -> tuple[str, ...]:
    return step.short_on if asked.short and not asked.only else step.engines


def _engines(asked: Namespace) -> list[str]:
    return [name for name in ENGINES if asked.engine in {name, "both"}]


def _asked(words: list[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--engine", choices=(*ENGINES, "both"), default="both")
    parser.add_argument("--seed", type=int, help="a fresh one when none is given; --short has a fixed one")
    parser.add_argument("--short", action="store_true", help="little of most steps, in a minute and a half")
    parser.add_argument("--only", type=lambda said: said.split(","), help="steps by name: T2,T6")
    parser.add_argument(
        "--keep", type=Path, help="a folder for what is left of houses in which something broke"
    )
    parser.add_argument("--patience", type=float, default=1.0, help="limits times this, on a busy machine")
    parser.add_argument("--pages", type=Path, default=PAGES, help="where the dated page goes (%(default)s)")
    asked = parser.parse_args(words)
    if asked.seed is None:
        asked.seed = FIXED_SEED if asked.short else secrets.randbelow(1_000_000)
    return asked


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
