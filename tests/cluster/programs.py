"""Patroni, etcd and HAProxy from Debian's packages, unpacked into a spare folder: none starts by itself."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from dev import postgresql

PACKAGES = ("patroni", "etcd-server", "haproxy")
PYTHON = "/usr/bin/python3"  # the one that Debian's packages are made for


@dataclass(frozen=True)
class Programs:
    """``root`` is where the packages lie as they would lie in a machine; ``bin_dir`` is PostgreSQL's."""

    root: Path
    bin_dir: Path

    @property
    def environment(self) -> dict[str, str]:
        """What they need to find their own parts."""
        libraries = ":".join(str(path) for path in self.root.glob("usr/lib/*-linux-gnu"))
        found = str(self.root / "usr/lib/python3/dist-packages")
        return {
            "PATH": os.environ["PATH"],
            "LD_LIBRARY_PATH": libraries,
            "PYTHONPATH": found,
            "LC_ALL": "C.UTF-8",
        }

    def etcd(self) -> list[str]:
        return [str(self.root / "usr/bin/etcd")]

    def patroni(self, file: Path) -> list[str]:
        return [PYTHON, str(self.root / "usr/bin/patroni"), str(file)]

    def haproxy(self, file: Path) -> list[str]:
        return [str(self.root / "usr/sbin/haproxy"), "-db", "-f", str(file)]


def found(folder: Path) -> Programs | None:
    """Those of this machine's Debian, fetched into ``folder``; None where there are none."""
    root = folder / "root"
    if not shutil.which("apt-get") or not shutil.which("dpkg") or not Path(PYTHON).exists():
        return None
    if not root.exists() and not _fetch(folder, root):
        return None
    return Programs(root, postgresql.programs(spare_folder=folder))


def _fetch(folder: Path, root: Path) -> bool:
    cache = folder / "packages"
    (cache / "partial").mkdir(parents=True, exist_ok=True)
    print("Setting up: Patroni, etcd and HAProxy, unpacked from Debian's packages", flush=True)
    apt = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq"]
    only = [
        "-y",
        "--no-install-recommends",
        "--download-only",
        "--reinstall",
        "-o",
        f"Dir::Cache::archives={cache}",
    ]
    for command in ([*apt, "update"], [*apt, *only, "install", *PACKAGES]):
        if subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode != 0:
            return False
    fresh = folder / "root.new"
    for package in sorted(cache.glob("*.deb")):
        subprocess.run(["dpkg", "-x", package, fresh], check=True)
    fresh.rename(root)
    return True
