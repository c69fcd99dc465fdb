"""The project's own files, as the house tests read them, without what is installed or built."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "terminbuch"
NOT_OURS = {"node_modules", "__pycache__", "built", "data", "dist", "LC_MESSAGES"}
HIDDEN_BUT_OURS = {".ci", ".npmrc", ".gitignore", ".gitattributes", ".editorconfig", ".python-version"}
PICTURES = {".png", ".ico", ".webp"}


@cache
def text_files() -> tuple[Path, ...]:
    return tuple(sorted(path for path in _walk(ROOT) if path.suffix not in PICTURES))


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in NOT_OURS or (path.name.startswith(".") and path.name not in HIDDEN_BUT_OURS):
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path


def python_files(folder: Path) -> list[Path]:
    return [path for path in text_files() if path.suffix == ".py" and folder in path.parents]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def dotted(node: ast.AST) -> str:
    """``a.b.c`` as it is written; where the beginning is no plain name, only the end: ``.c``."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def names_in(path: Path) -> set[str]:
    """Every name and dotted name that the code uses, imports included."""
    used = {dotted(node) for node in ast.walk(tree(path)) if isinstance(node, ast.Name | ast.Attribute)}
    return used | {alias.name for node in ast.walk(tree(path)) for alias in _imported(node)}


def _imported(node: ast.AST) -> list[ast.alias]:
    return node.names if isinstance(node, ast.Import | ast.ImportFrom) else []


def files_using(pattern: str, folder: Path) -> set[str]:
    """The Python files below ``folder`` in which some name ends as the pattern says."""
    ending = re.compile(rf"(?:^|.*\.)(?:{pattern})")
    return {name_of(path) for path in python_files(folder) if any(map(ending.fullmatch, names_in(path)))}


def files_with(pattern: str, *endings: str) -> set[str]:
    """The text files, of these endings or of all, in which the pattern stands."""
    wanted = re.compile(pattern)
    return {
        name_of(path)
        for path in text_files()
        if (not endings or path.suffix in endings) and wanted.search(path.read_text(encoding="utf-8"))
    }
