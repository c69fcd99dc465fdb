"""``python -m tests.cluster``: a cluster on this machine, cut, killed and mended while visitors book.

About five minutes with synchronous replication, three more with asynchronous. Nothing outside of its own
namespaces is touched, and nothing is left: all of it ends with them. Exit status: 0 all held, 1 something did
not. Where it cannot be done it is left out and says why; in CI that is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

from tests.cluster import programs
from tests.cluster.machines import can_own
from tests.cluster.programs import Programs

SPARE = Path(sys.prefix) / "cluster"
MODES = ("synchronous", "asynchronous")
NAMESPACES = ("unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc")


def main() -> int:
    parser = ArgumentParser(prog="python -m tests.cluster", description=__doc__)
    parser.add_argument("--only", choices=MODES, action="append", help="one kind of replication (both)")
    parser.add_argument("--seed", type=int, default=1, help="for what visitors choose (%(default)s)")
    asked = parser.parse_args()
    SPARE.mkdir(exist_ok=True)
    reason, found = _why_not(), None
    if not reason:
        found = programs.found(SPARE)
    if found is None:
        return _leave_out(reason or "Patroni, etcd and HAProxy cannot be had from Debian's packages")
    modes = asked.only or MODES
    failed = sum(_play(mode, asked.seed, found) for mode in modes)
    print(f"{len(modes) - failed} passed, {failed} failed")
    return int(failed > 0)


def _why_not() -> str:
    """Why hosts cannot be made of namespaces here; empty where they can."""
    if os.geteuid() != 0 or not all(map(shutil.which, ("unshare", "ip", "setpriv", "mount"))):
        return "namespaces want root, and the programs unshare, ip and setpriv"
    tried = subprocess.run(
        [*NAMESPACES, "ip", "link", "add", "wire", "type", "bridge"], check=False, capture_output=True
    )
    if tried.returncode != 0:
        return f"no namespaces here: {tried.stderr.decode().strip()}"
    return "" if can_own() else "nobody is called postgres here, and PostgreSQL does not run as root"


def _leave_out(reason: str) -> int:
    print(f"Left out: {reason}")
    is_failure = "CI" in os.environ
    print(f"0 passed, {int(is_failure)} failed, {int(not is_failure)} skipped")
    return int(is_failure)


def _play(mode: str, seed: int, found: Programs) -> int:
    """1 where something did not hold."""
    with tempfile.TemporaryDirectory(prefix="terminbuch-cluster-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # the database's owner has a folder in it
        words = [str(folder), str(found.root), str(found.bin_dir), mode, "--seed", str(seed)]
        inside = [*NAMESPACES, sys.executable, "-m", "tests.cluster.inside", *words]
        return int(subprocess.run(inside, check=False).returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
