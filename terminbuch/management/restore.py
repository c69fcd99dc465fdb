"""``terminbuch restore FILE``: puts a backup in the place of what is here, all of it or nothing.

It does not matter on which database the backup was written. An installation that is in use is replaced only
with --replace, after a question. Everybody signs in anew afterwards.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from django.core.management import call_command
from django.utils import timezone

from terminbuch.actions.refusals import Refusal
from terminbuch.actions.safekeeping import Restored, is_empty, put_back
from terminbuch.models import Organisation

YES = "replace"


def main(arguments: list[str]) -> int:
    parser = ArgumentParser(prog="terminbuch restore", description=__doc__)
    parser.add_argument("file", type=Path, help="a file that terminbuch backup wrote")
    parser.add_argument("--replace", action="store_true", help="throw away what is here, after a question")
    parser.add_argument("--yes", action="store_true", help="with --replace: do not ask")
    options = parser.parse_args(arguments)
    if not options.file.is_file():
        return _failed(f"there is no file {options.file}")
    call_command("migrate", interactive=False, verbosity=0)
    if not _is_wanted(options):
        return _failed("nothing was changed")
    return _put_back(options)


def _is_wanted(options: Namespace) -> bool:
    if not options.replace or options.yes or is_empty():
        return True
    names = ", ".join(Organisation.objects.order_by("name").values_list("name", flat=True))
    print(f"All that is here will be thrown away: {names or 'logins without a business'}.")
    print(f'Type "{YES}" to go on: ', end="", flush=True)
    return sys.stdin.readline().strip() == YES


def _put_back(options: Namespace) -> int:
    try:
        restored = put_back(options.file, replace=options.replace, now=timezone.now())
    except Refusal as refusal:
        return _failed(str(refusal.sentence))
    except OSError as error:
        return _failed(f"{error.filename or options.file}: {error.strerror or error}")
    _tell(restored)
    return 0


def _tell(restored: Restored) -> None:
    said = restored.manifest
    print(f"{said.rows} rows are back, as they were at {said.made_at}. Everybody signs in anew.")
    if restored.changed_keys:
        print(f"These keys came with it: {', '.join(restored.changed_keys)}. Start terminbuch again.")


def _failed(sentence: str) -> int:
    print(f"terminbuch: {sentence}", file=sys.stderr)
    return 1
