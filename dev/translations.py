"""Compiles the translators' files: each ``locale/<language>/<room>.po`` goes into ``LC_MESSAGES/django.mo``.

A room has a file of its own, so that a translator sees one room at a time. A sentence that stands in two
files must be translated alike, for Django knows only the sentence.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "terminbuch" / "locale"


class Contradiction(ValueError):
    """One sentence has two translations."""


def languages() -> list[Path]:
    """The folders that hold translations, one for each language but English."""
    return sorted({file.parent for file in LOCALE.glob("*/*.po")})


def merged(folder: Path) -> Catalog:
    """All sentences of one language. Raises Contradiction."""
    whole = Catalog(locale=folder.name, charset="utf-8", fuzzy=False)
    for file in sorted(folder.glob("*.po")):
        for message in _read(file, folder.name):
            _add(whole, message, file)
    return whole


def _read(file: Path, language: str) -> Iterable[Message]:
    with file.open("rb") as text:
        catalog = read_po(text, locale=language, abort_invalid=True)
    return [message for message in catalog if message.id]


def _add(whole: Catalog, message: Message, file: Path) -> None:
    known = whole.get(message.id, message.context)
    if known is None:
        whole[message.id] = message
    elif known.string != message.string:
        raise Contradiction(f"{file.name}: {message.id!r} is translated differently in another file")


def compile_all() -> None:
    for folder in languages():
        catalog = merged(folder)  # before the file is opened: a contradiction must not leave it empty
        target = folder / "LC_MESSAGES" / "django.mo"
        target.parent.mkdir(exist_ok=True)
        draft = target.with_suffix(".new")
        with draft.open("wb") as file:
            write_mo(file, catalog)
        draft.replace(target)  # whoever reads at this moment reads the old whole or the new whole


if __name__ == "__main__":
    try:
        compile_all()
    except Contradiction as wrong:
        sys.exit(str(wrong))
