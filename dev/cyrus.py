"""Cyrus from Debian's packages, unpacked beside us: nothing is installed, and nothing starts by itself.

For ``make test-calendars``. Standard library only, Python 3.8 or newer.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from dev.steps import ROOT, VENV, once

WANTED = (
    "cyrus-caldav",
    "cyrus-common",
    "cyrus-imapd",
    "sasl2-bin",
    "libsasl2-2",
    "libsasl2-modules",
    "libsasl2-modules-db",
)
HOME = VENV / "cyrus"


def make_ready() -> Path:
    """The folder with its usr/. The second time it is quick."""
    once("cyrus", [ROOT / "dev" / "cyrus.py"], makes=HOME / "usr", do=_unpack)
    return HOME


def _unpack() -> None:
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        sys.exit("Cyrus is taken from Debian's packages, and there is no apt-get here.")
    packages = VENV / "cyrus-packages"
    packages.mkdir(exist_ok=True)
    _said(["apt-get", "-qq", "download", *_needed()], packages)
    for package in sorted(packages.glob("*.deb")):
        _said(["dpkg-deb", "-x", str(package), str(HOME)], packages)


def _needed() -> list[str]:
    """What would be installed besides, for it is not there."""
    words = ["apt-get", "-s", "--no-install-recommends", "install", *WANTED]
    return sorted({*WANTED, *re.findall(r"^Inst (\S+)", _said(words, ROOT), re.MULTILINE)})


def _said(words: list[str], folder: Path) -> str:
    ended = subprocess.run(words, cwd=str(folder), check=False, capture_output=True, text=True)
    if ended.returncode != 0:
        sys.exit("{} failed; maybe apt-get update helps.\n{}".format(" ".join(words[:2]), ended.stderr))
    return ended.stdout


if __name__ == "__main__":
    make_ready()
