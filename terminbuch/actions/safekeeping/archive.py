"""The file: a zip with a manifest, a file of lines for each table, and the keys of the data folder."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .refusals import Spoilt

FORMAT = 1
MANIFEST = "manifest.json"
# What a file can be that is no archive, is cut off, or was changed after it was written.
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError),
    *(ValueError, LookupError, TypeError, AttributeError),
)


@dataclass(frozen=True)
class Content:
    """Of one table. ``digest``: SHA-256 of its lines."""

    columns: list[str]
    rows: int
    digest: str


@dataclass(frozen=True)
class Manifest:
    version: str
    made_at: str
    tables: dict[str, Content]
    keys: dict[str, str]
    """By name: SHA-256 of the file."""

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    def text(self) -> str:
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1)


def tally(columns: list[str], lines: Iterable[bytes], into: Any = None) -> Content:
    """Counts the lines and takes their digest, and writes them where ``into`` is."""
    count, digest = 0, hashlib.sha256()
    for line in lines:
        count += 1
        digest.update(line)
        if into is not None:
            into.write(line)
    return Content(columns, count, digest.hexdigest())


@contextmanager
def reading(path: Path) -> Iterator[zipfile.ZipFile]:
    """Raises Spoilt for what is no archive, OSError where the file cannot be opened."""
    with _doubted():
        file = zipfile.ZipFile(path)
    with file:
        yield file


def check(file: zipfile.ZipFile) -> Manifest:
    """What the file says of itself, when every part is what it says. Raises Spoilt."""
    with _doubted():
        said = _manifest(file)
        for name, content in said.tables.items():
            if tally(content.columns, table(file, name)) != content:
                raise Spoilt(f"the table {name} was changed")
        for name, digest in said.keys.items():
            if hashlib.sha256(file.read(key_file(name))).hexdigest() != digest:
                raise Spoilt(f"the key {name} was changed")
        return said


def table(file: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with file.open(table_file(name)) as lines:
        yield from lines


def keys(file: zipfile.ZipFile, manifest: Manifest, names: Iterable[str]) -> dict[str, bytes]:
    """Of these keys, those that are in it. After ``check``."""
    return {name: file.read(key_file(name)) for name in names if name in manifest.keys}


def _manifest(file: zipfile.ZipFile) -> Manifest:
    said = json.loads(file.read(MANIFEST))
    if said.pop("format", None) != FORMAT:
        raise Spoilt("it is of another format")
    tables = {name: Content(**table) for name, table in said.pop("tables").items()}
    return Manifest(tables=tables, **said)


@contextmanager
def _doubted() -> Iterator[None]:
    try:
        yield
    except BROKEN as error:
        raise Spoilt(str(error).strip("'\"") or type(error).__name__) from error


def table_file(name: str) -> str:
    return f"tables/{name}.jsonl"


def key_file(name: str) -> str:
    return f"keys/{name}"
