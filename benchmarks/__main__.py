"""Measures everything and writes what came of it into docs/benchmarks.md: ``make bench``.

That page is its own template: each part has a place there, and what stands outside of them stays. A part that
fails says so in its place, and the run ends with status 1. A short run (``--quick``) is for looking whether
everything works: it prints its figures and writes none, unless ``--into`` names a page.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from benchmarks import machine
from benchmarks.parts import PARTS, measured
from dev.steps import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"


def main() -> int:
    told = _told()
    page = told.into or (None if told.quick else PAGE)
    chosen = [part for part in PARTS if not told.only or part.name in told.only]
    if page:
        _look_for_places(page, [part.name for part in chosen])
    if page and not told.only:
        put(page, "machine", machine.described())
    failed = []
    for part in chosen:
        print(f"\n## {part.name}\n", flush=True)
        outcome = measured(part, is_quick=told.quick)
        print(outcome.text, flush=True)
        failed += [part.name] * outcome.has_failed
        if page:
            put(page, part.name, outcome.text)
    print(f"\nparts: {len(chosen)}, failed: {', '.join(failed) or 'none'}")
    return 1 if failed else 0


def _told() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    names = [part.name for part in PARTS]
    parser.add_argument("--only", type=lambda said: said.split(","), default=[], help="names, with commas")
    parser.add_argument("--quick", action="store_true", help="every part once, as short as it can be")
    parser.add_argument("--into", type=Path, help=f"the page to write; {PAGE.relative_to(ROOT)} by itself")
    told = parser.parse_args()
    if unknown := set(told.only) - set(names):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    return told


def _look_for_places(page: Path, names: list[str]) -> None:
    """Before an hour is spent. Raises LookupError."""
    text = page.read_text(encoding="utf-8")
    if missing := [name for name in names if not _place(name).search(text)]:
        raise LookupError(f"{page.name} has no place for {', '.join(missing)}")


def _place(name: str) -> re.Pattern[str]:
    return re.compile(rf"(<!-- bench: {re.escape(name)} -->\n).*?(\n<!-- end -->)", re.DOTALL)


def put(page: Path, name: str, text: str) -> None:
    """Into its place, between two comments; the rest of the page stays."""
    old = page.read_text(encoding="utf-8")
    new = _place(name).sub(lambda found: f"{found[1]}{text.strip()}{found[2]}", old, count=1)
    page.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
