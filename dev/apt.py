"""Installing a Debian package, where that is possible."""

from __future__ import annotations

import os
import shutil
import subprocess

APT = ("apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq")


def install(package: str) -> bool:
    """Whether the package is there now. Only root can, and only where apt is; else nothing is tried."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Setting up: {package}, by apt-get", flush=True)
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = [*APT, "update"], [*APT, "install", "-y", "--no-install-recommends", package]
    return all(
        subprocess.run(step, env=quietly, check=False, stdout=subprocess.DEVNULL).returncode == 0
        for step in steps
    )
