"""The history has words for everything that deeds write down about a booking."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from terminbuch.staff_pages.past import WHAT
from tests.source_files import PACKAGE, python_files, tree

WRITING = {"remember", "log"}


def _written() -> Iterator[str]:
    """The word in each ``remember(booking, "word", …)`` of a deed."""
    for path in python_files(PACKAGE / "actions"):
        for node in ast.walk(tree(path)):
            match node:
                case ast.Call(
                    func=ast.Name(id=name),
                    args=[ast.Name(id="booking" | "row"), ast.Constant(value=str(word)), *_],
                ) if name in WRITING:
                    yield word


def test_no_entry_is_without_words() -> None:
    written = set(_written())

    assert {"entered", "edited", "undone", "cancelled", "moved"} <= written
    assert written - set(WHAT) == set()
