"""``terminbuch backup FILE``: everything into one file, while bookings go on.

The file is read back into a database that is thrown away before it gets its name. It holds personal data and,
unless told otherwise, the keys of the data folder: keep it where only you can read it.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.utils import timezone

from terminbuch.actions.safekeeping import AlreadyThere, Spoilt, back_up


def main(arguments: list[str]) -> int:
    parser = ArgumentParser(prog="terminbuch backup", description=__doc__)
    parser.add_argument("file", type=Path, help="the file to write, such as terminbuch-monday.zip")
    parser.add_argument("--without-keys", action="store_true", help="leave the data folder's secrets out")
    options = parser.parse_args(arguments)
    try:
        note = back_up(options.file.resolve(), with_keys=not options.without_keys, now=timezone.now())
    except (AlreadyThere, Spoilt) as refusal:
        return _failed(str(refusal.sentence))
    except OSError as error:
        return _failed(f"{options.file} cannot be written: {error.strerror or error}")
    print(f"{options.file}: {note.rows} rows, {note.size_bytes} bytes, read back whole.")
    return 0


def _failed(sentence: str) -> int:
    print(f"terminbuch: {sentence}", file=sys.stderr)
    return 1
