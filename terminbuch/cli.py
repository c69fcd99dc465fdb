"""The one command of an installation: ``terminbuch WORD``.

Exit status: 0 done; 1 it failed; 2 the word, an option or a setting is wrong; 3 the database cannot keep its
promises. A module is loaded when its word is said: ``run``, ``slots`` and ``busy`` never load Django.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Literal

from django.core.exceptions import ImproperlyConfigured

from terminbuch.config import server


@dataclass(frozen=True)
class Word:
    """``main`` of ``module`` does it. ``given``: the rest of the line, or what a server is told."""

    module: str
    meaning: str
    given: Literal["line", "line and Django", "server"]


WORDS = {
    "run": Word("management.supervisor", "web server and worker together, until stopped", "server"),
    "migrate": Word("management.migrate", "bring the database's tables up to date", "line and Django"),
    "check": Word("management.check", "say what is wrong with the database", "line and Django"),
    "verify": Word("management.verify", "prove that nothing was booked twice", "line and Django"),
    "demo": Word("management.demo", "fill in the demo businesses", "line and Django"),
    "createmember": Word("management.createmember", "let somebody sign in", "line and Django"),
    "forgetfactors": Word("management.forgetfactors", "for who lost the second factor", "line and Django"),
    "backup": Word("management.backup", "everything into one file, read back", "line and Django"),
    "restore": Word("management.restore", "put a backup in the place of what is here", "line and Django"),
    "createorganisation": Word(
        "management.createorganisation", "print a link that opens one more business", "line and Django"
    ),
    "slots": Word("availability.question_file", "answer a question in a file: what is free", "line"),
    "busy": Word("ical.busy_file", "read a calendar file: what is taken", "line"),
    "prepare": Word("management.prepare", "what run does first: tables, files, checks", "line and Django"),
    "web": Word("management.web", "the web server alone", "server"),
    "worker": Word("management.worker", "the worker alone: sends what is due", "line and Django"),
}
# What they do may take as long as it takes: no visitor waits for it.
UNHURRIED = {"migrate", "prepare", "backup", "restore", "verify", "demo"}


def main(arguments: Sequence[str] | None = None) -> int:
    said = list(sys.argv[1:] if arguments is None else arguments)
    if said[:1] in (["-h"], ["--help"], ["help"]):
        print(usage())
        return 0
    if not said or said[0] not in WORDS:
        print(usage(), file=sys.stderr)
        return 2
    try:
        return _do(said[0], said[1:])
    except ImproperlyConfigured as error:
        print(f"terminbuch: {error}", file=sys.stderr)
        return 2


def usage() -> str:
    words = "\n".join(f"  {name:20}{word.meaning}" for name, word in WORDS.items())
    return f"usage: terminbuch WORD [options]\n\n{words}\n\nterminbuch WORD --help says more."


def _do(name: str, line: list[str]) -> int:
    word = WORDS[name]
    given = server.options(name, line) if word.given == "server" else line
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terminbuch.config.settings")
    if word.given == "line and Django":
        if name in UNHURRIED:
            os.environ["DATABASE_STATEMENT_SECONDS"] = "0"
        import_module("django").setup()
    return int(import_module(f"terminbuch.{word.module}").main(given))
