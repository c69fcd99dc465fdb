"""The page of promises names tests that exist."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.source_files import ROOT, tree

PAGE = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`([\w/]+(?:\.py|\.test\.ts))::([^`]+)`", PAGE)


def test_every_test_that_is_named_exists() -> None:
    assert [f"{path}::{name}" for path, name in NAMED if name not in _tests_of(path)] == []


def test_every_promise_names_a_test() -> None:
    lines = [line for line in PAGE.splitlines() if re.match(r"\| [A-Z]", line)]

    assert lines
    assert [line for line in lines if "::" not in line] == []


def _tests_of(path: str) -> set[str]:
    file = ROOT / path
    if not file.exists():
        return set()
    return set(_in_python(path)) if path.endswith(".py") else set(_in_typescript(path))


def _in_python(path: str) -> Iterator[str]:
    for node in ast.walk(tree(ROOT / path)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node.name


def _in_typescript(path: str) -> list[str]:
    return re.findall(r'^\s*test\("([^"]+)"', (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)
