"""What the package marks for translation, read from its source as a translator's tools would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.extract import extract
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent / "terminbuch"
TEMPLATES = (".html", ".txt", ".xml")
PLAIN = ("gettext", "gettext_lazy", "gettext_noop", "_")
COUNTED = ("ngettext", "ngettext_lazy")
IN_CONTEXT = ("pgettext", "pgettext_lazy")
COUNTED_IN_CONTEXT = ("npgettext", "npgettext_lazy")
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(PLAIN),
    **dict.fromkeys(COUNTED, (1, 2)),
    **dict.fromkeys(IN_CONTEXT, ((1, "c"), 2)),
    **dict.fromkeys(COUNTED_IN_CONTEXT, ((1, "c"), 2, 3)),
}


class Marked(NamedTuple):
    """A sentence (or its singular) and the context that tells it from another of the same letters."""

    sentence: str
    context: str | None


def marked_strings() -> dict[Marked, str]:
    """Each marked sentence with one place where it stands, as ``file:line``."""
    return {marked: place for path in _sources() for marked, place in _marked_in(path)}


def _sources() -> Iterable[Path]:
    yield from sorted(PACKAGE.rglob("*.py"))
    yield from sorted(path for path in (PACKAGE / "templates").rglob("*") if path.suffix in TEMPLATES)


def _marked_in(path: Path) -> Iterator[tuple[Marked, str]]:
    source = path.read_text(encoding="utf-8")
    python = source if path.suffix == ".py" else _as_python(source)
    for line, sentences, _comments, context in extract("python", BytesIO(python.encode()), KEYWORDS):
        sentence = sentences if isinstance(sentences, str) else sentences[0]
        yield Marked(sentence, context), f"{path.relative_to(PACKAGE)}:{line}"


def _as_python(template: str) -> str:
    """Django's rendering of a template as calls of gettext. Indented lines would be an error of Python's."""
    return "\n".join(line.strip() for line in templatize(template).split("\n"))
