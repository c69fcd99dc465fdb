"""``terminbuch slots FILE.json``: answer, explain or measure the questions of a file."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from timeit import timeit
from typing import Any, NoReturn

from ..explaining import explain
from ..slots import starts
from .asked import Asked, asked
from .fields import Misfit, instant

_MOST_REPETITIONS = 1_000_000


def main(argv: Sequence[str]) -> int:
    """Print the answer to a question file; gives the exit status.

    ``argv`` is what follows ``terminbuch slots``. A file or an argument that does not
    fit is refused whole: status 2, and one line on standard error.
    """
    try:
        given = _arguments(argv)
        sys.stdout.write(_answer(given, _read(given.file)) + "\n")
    except Misfit as misfit:
        sys.stderr.write(f"{misfit}\n")
        return 2
    return 0


def _answer(given: Namespace, content: object) -> str:
    """The text to print for the content of the file: one question, or a list of them."""
    if not isinstance(content, list):
        return _said(given, [asked(content)])[0]
    questions = [asked(value, f"[{position}]") for position, value in enumerate(content)]
    answers = _said(given, questions)
    return "\n".join(answers) if given.explain else f"[{', '.join(answers)}]"


def _said(given: Namespace, questions: list[Asked]) -> list[str]:
    if given.explain:
        start = instant(given.explain, "--explain")
        return [_explained(one, start) for one in questions]
    if given.repeat:
        return [json.dumps(_measured(one, given.repeat)) for one in questions]
    return [json.dumps([_text(start) for start in _starts(one)]) for one in questions]


def _starts(one: Asked) -> list[datetime]:
    return starts(one.question, first=one.span.start, until=one.span.end)


def _explained(one: Asked, start: datetime) -> str:
    return str(explain(one.question, start) or f"{_text(start)} is on offer.")


def _measured(one: Asked, repetitions: int) -> dict[str, float]:
    seconds = timeit(lambda: _starts(one), number=repetitions)
    return {"slots": len(_starts(one)), "seconds_per_call": seconds / repetitions}


def _text(start: datetime) -> str:
    return start.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Misfit("arguments", message)


def _arguments(argv: Sequence[str]) -> Namespace:
    parser = _Parser(prog="terminbuch slots", description="Answer questions about free times from a file.")
    parser.add_argument(
        "file", metavar="FILE.json", help="a question or a list of questions; - for standard input"
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--explain", metavar="INSTANT", help="say which rule refuses this start")
    what.add_argument(
        "--repeat", metavar="N", type=int, help="compute the answer N times and print the time it took"
    )
    given = parser.parse_args(argv)
    if given.repeat is not None and not 1 <= given.repeat <= _MOST_REPETITIONS:
        raise Misfit("--repeat", f"must be a whole number from 1 to {_MOST_REPETITIONS}")
    return given


def _read(name: str) -> object:
    """The content of the file, or of standard input."""
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return json.loads(raw.decode(), parse_constant=_no_number, object_pairs_hook=_once_each)
    except OSError as error:
        raise Misfit(name, f"cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise Misfit(name, "must be UTF-8") from None
    except RecursionError:
        raise Misfit(name, "is nested too deeply") from None
    except ValueError as error:
        raise Misfit(name, f"is not JSON ({error})") from None


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"{name!a} stands twice in one object")
        found[name] = value
    return found
