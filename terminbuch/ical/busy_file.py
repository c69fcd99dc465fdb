"""``terminbuch busy FILE.ics``: what a calendar file blocks, without a database or a network."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo, available_timezones

from .guarded import Asked, NothingReadable, TooMuch, Understood, understood_feed

SECONDS = 20.0


class Misfit(Exception):
    """One line for standard error; exit status 2."""


def main(argv: Sequence[str]) -> int:
    """Print pairs of start and end, UTC, sorted, touching ones as one; gives the exit status.

    ``argv`` is what follows ``terminbuch busy``. What was left out goes to standard error, a line each. A
    file of which nothing can be read is refused with status 2, and nothing is printed for the others either.
    """
    try:
        given = _arguments(argv)
        asked = _asked(given)
        read = [_understood(name, asked) for name in given.file]
    except Misfit as misfit:
        sys.stderr.write(f"{misfit}\n")
        return 2
    sys.stderr.writelines(
        f"{name}: {line}\n" for name, one in zip(given.file, read, strict=True) for line in one.skipped
    )
    sys.stdout.write(json.dumps(_pairs(read)) + "\n")
    return 0


def _understood(name: str, asked: Asked) -> Understood:
    try:
        text = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return understood_feed(text, asked, seconds=SECONDS)
    except OSError as error:
        raise Misfit(f"{name}: cannot be read ({error.strerror})") from None
    except (NothingReadable, TooMuch) as refusal:
        raise Misfit(f"{name}: {refusal}") from None


def _pairs(read: Iterable[Understood]) -> list[list[str]]:
    spans = sorted(
        (span.starts_at, span.ends_at) for one in read for event in one.events for span in event.spans
    )
    joined: list[tuple[datetime, datetime]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return [[_text(start), _text(end)] for start, end in joined]


def _text(at: datetime) -> str:
    return at.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Misfit(f"terminbuch busy: {message}")


def _arguments(argv: Sequence[str]) -> Namespace:
    parser = _Parser(prog="terminbuch busy", description="Say what calendar files block.")
    parser.add_argument(
        "file", metavar="FILE.ics", nargs="+", help="several count as one; - for standard input"
    )
    parser.add_argument("--from", dest="start", metavar="INSTANT", required=True, help="2026-06-01T00:00:00Z")
    parser.add_argument("--to", dest="end", metavar="INSTANT", required=True, help="not included")
    parser.add_argument("--zone", required=True, help="the owner's: whole days and times without one are its")
    parser.add_argument("--owner", metavar="MAIL", action="append", default=[], help="whose answers count")
    return parser.parse_args(argv)


def _asked(given: Namespace) -> Asked:
    start, end = _instant(given.start, "--from"), _instant(given.end, "--to")
    if end <= start:
        raise Misfit("--to: must be after --from")
    if given.zone not in available_timezones():
        raise Misfit(f"--zone: {given.zone!a} is no time zone")
    return Asked(start, end, ZoneInfo(given.zone), frozenset(given.owner))


def _instant(text: str, name: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
        return at.astimezone(UTC) if at.tzinfo else _no_zone(name)
    except (ValueError, OverflowError):
        raise Misfit(f"{name}: {text!a} is no instant") from None


def _no_zone(name: str) -> NoReturn:
    raise Misfit(f"{name}: needs its zone, as in 2026-06-01T00:00:00Z")
