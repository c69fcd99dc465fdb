"""``terminbuch verify``: does all that is stored agree, and does the guard against double bookings bite?

Exit status 0: clean; 1: something was found; 3: a time was given twice, could be, or something confirmed
could be lost. The data are only read; double bookings are tried in a copy that is thrown away.
"""

from __future__ import annotations

import os
import signal
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from terminbuch.actions import verification
from terminbuch.actions.verification import QUICK, WHOLE, NoCopy, Outcome
from terminbuch.calendars.verifying import compare_calendars
from terminbuch.models import Verification
from terminbuch.queries.verification import OUTSIDE, Found, compare
from terminbuch.queries.verification.kept import every_open_fault, last_marks

from . import racers, verification_page
from .check import UNSAFE

GENTLE = 10
"""How much others go first (nice): whoever books just now must not feel it."""


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    if options.task:
        return racers.main(options.task)
    # So that a copy is thrown away, too, when we are told to stop.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    os.nice(GENTLE)
    row = verify(options, now=timezone.now())
    _write_pages(row, options.page)
    _say(row)
    return UNSAFE if not row.is_safe else int(row.fault_count > 0)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="terminbuch verify", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="compare only: no copy, no self-test")
    parser.add_argument("--calendars", action="store_true", help="ask the connected calendars, too")
    parser.add_argument("--page", type=Path, metavar="FILE", help="write the dated page here as well")
    parser.add_argument(racers.WORD, dest="task", help=SUPPRESS)
    return parser


def verify(options: Namespace, *, now: datetime) -> Verification:
    """Compare, try out, keep and tell."""
    row = verification.begin(is_whole=not options.quick, now=now)
    compared = compare(now=now, before=last_marks())
    besides, figures = ([], {}) if options.quick else _tried_out(now=now)
    looked_at = QUICK if options.quick else WHOLE
    if options.calendars:
        besides, looked_at = [*besides, *compare_calendars(now=now)], looked_at | OUTSIDE
    outcome = Outcome(compared, tuple(besides), looked_at, figures)
    return verification.finish(row, outcome, now=timezone.now())


def _tried_out(*, now: datetime) -> tuple[list[Found], dict[str, Any]]:
    """In a copy; where none can be made, that is what was found."""
    try:
        with verification.a_copy(now=now) as copy:
            found = [*verification.damages(copy.alias), *verification.bites(copy.alias)]
            raced, figures = racers.race(copy, now=now)
            return [*found, *raced], {"race": figures}
    except NoCopy as why:
        return [Found("no_copy", None, str(why), {"why": str(why)})], {}


def _write_pages(row: Verification, wished: Path | None) -> None:
    folder = settings.DATA / "verifications"
    folder.mkdir(exist_ok=True)
    page = verification_page.written(row)
    for path in (folder / f"{row.began_at:%Y-%m-%dT%H%M%SZ}.html", wished):
        if path is not None:
            path.write_text(page, encoding="utf-8")
    for old in sorted(folder.glob("*.html"))[: -verification_page.KEEP]:
        old.unlink()


def _say(row: Verification) -> None:
    """In English, as every command; faults line by line."""
    figures = row.figures
    print(
        f"{figures.get('occupied', 0)} occupied times, {figures.get('bookings', 0)} bookings,"
        f" {figures.get('promises', 0)} messages and {figures.get('entries', 0)} calendar entries compared."
    )
    if race := figures.get("race"):
        print(f"In a copy, {race['tries']} tries for {race['times']} free times: {race['won']} won.")
    for fault in every_open_fault():
        print(f"FAULT   {verification_page.in_english(fault, row)}")
    print(_verdict(row))


def _verdict(row: Verification) -> str:
    if not row.is_safe:
        return "NOT SAFE: times were given twice, or could be. Please act now."
    since = f"No double booking since {row.safe_since:%Y-%m-%d %H:%M} UTC."
    if row.fault_count:
        return f"{since} {row.fault_count} other faults."
    return f"{since} No fault."
