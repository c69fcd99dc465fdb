"""A backup that was never read back is a hope: it is put into a database that is thrown away."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connections, transaction
from django.db.utils import load_backend

from . import archive
from .archive import Manifest
from .filling import compare, fill, fits
from .moment import opened
from .tables import kept

ALIAS = "scratch"
ENGINE = "terminbuch.config.sqlite"
# Nobody will miss it when the power fails.
IN_A_HURRY = "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;"


def read_back(path: Path) -> Manifest:
    """Raises Spoilt unless a database filled from this file holds the same rows, under the guard."""
    with archive.reading(path) as file, _scratch(path.parent):
        manifest = archive.check(file)
        fits(manifest)
        with transaction.atomic(using=ALIAS):
            fill(file, using=ALIAS)
        compare(manifest, using=ALIAS)
        return manifest


@contextmanager
def _scratch(beside: Path) -> Iterator[None]:
    """A SQLite database with our tables, beside the backup: there is room, and nobody else may look."""
    with tempfile.TemporaryDirectory(prefix=".terminbuch-", dir=beside) as folder:
        settings: dict[str, Any] = {
            "ENGINE": ENGINE,
            "NAME": Path(folder) / "scratch.sqlite3",
            "OPTIONS": {"init_command": IN_A_HURRY},
        }
        whole = connections.configure_settings({"default": settings})["default"]
        with opened(ALIAS, load_backend(ENGINE).DatabaseWrapper(whole, ALIAS)):
            with connections[ALIAS].schema_editor() as making:
                for model in kept():
                    making.create_model(model)
            yield
