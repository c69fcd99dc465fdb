"""Files that nobody else may read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def private(path: Path) -> Iterator[BinaryIO]:
    """The file, new and empty, readable by its owner only, and on the disk when it is closed."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as handle:
        yield handle
        handle.flush()
        os.fsync(handle.fileno())
