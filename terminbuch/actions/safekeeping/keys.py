"""The secrets that the first start made in the data folder: without them a restored link is dead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

from .private import private

NAMES = ("secret-key", "link-keys", "storage-keys")


def files() -> dict[str, bytes]:
    """By name. What the environment says is not here: the operator keeps it."""
    found = {name: _folder() / name for name in NAMES}
    return {name: file.read_bytes() for name, file in found.items() if file.is_file()}


@contextmanager
def in_place(keys: dict[str, bytes]) -> Iterator[list[str]]:
    """Lays these beside those in use, and puts them into their place when all within went well.

    Gives the names of those that are others than those in use, which are kept as ``NAME.before``.
    """
    here = files()
    others = {name: key for name, key in keys.items() if here.get(name) != key}
    drafts = {name: _draft(name, key) for name, key in others.items()}
    try:
        yield list(others)
    except BaseException:
        for draft in drafts.values():
            draft.unlink()
        raise
    for name, draft in drafts.items():
        _exchange(_folder() / name, draft)


def _draft(name: str, key: bytes) -> Path:
    path = _folder() / f"{name}.draft"
    with private(path) as handle:
        handle.write(key)
    return path


def _exchange(file: Path, draft: Path) -> None:
    with suppress(FileNotFoundError):
        file.replace(file.with_name(f"{file.name}.before"))
    draft.replace(file)


def _folder() -> Path:
    return Path(settings.DATA)
