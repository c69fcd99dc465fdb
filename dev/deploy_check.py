"""Builds and installs as deploy/Containerfile does, serves a page from that, and asks for it through nginx.

In a folder that is thrown away: a copy of what the container file copies, an environment of its own with
exactly what the lock says, the program as a wheel. About a minute; no engine for containers is needed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dev import behind_nginx, front_end
from dev.steps import ROOT, run
from tests.live import free_pair

WITHIN = 60.0


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="terminbuch-deploy-") as name:
        folder = Path(name)
        program = _installed(_copied(folder / "source"), folder / "environment")
        with _serving(program, folder) as port:
            page = _read(f"http://localhost:{port}/")
            behind_nginx.check(folder, port)
    print(f"A wheel, its environment and a page of {len(page)} bytes from it: all is well.")
    return 0


def _copied(source: Path) -> Path:
    """What the container file copies from here, and nothing else; the front end built anew from it."""
    for line in (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8").splitlines():
        if line.startswith("COPY ") and "--from" not in line:
            for part in line.split()[1:-1]:
                _copy(ROOT / part, source / part)
    env = front_end.environment()
    for words in (["ci", "--silent"], ["run", "--silent", "build"]):
        subprocess.run([*front_end.command(), *words], cwd=source, env=env, check=True)
    return source


def _copy(what: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    if what.is_dir():
        unwanted = shutil.ignore_patterns("__pycache__", "LC_MESSAGES", "built")
        shutil.copytree(what, to, ignore=unwanted, dirs_exist_ok=True)
    else:
        shutil.copy2(what, to)


def _installed(source: Path, environment: Path) -> Path:
    """The command, in an environment that knows nothing of the checkout."""
    run([sys.executable, "-m", "venv", environment])
    python = environment / "bin" / "python"
    pip: list[str | Path] = [python, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    locked: list[str | Path] = [
        "--require-hashes",
        "--only-binary",
        ":all:",
        "-r",
        source / "requirements" / "run.txt",
    ]
    run([*pip, "install", *locked])
    run([python, source / "dev" / "translations.py"])
    run([*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", source / "wheels", source])
    run([*pip, "install", "--no-deps", "--no-index", *(source / "wheels").glob("*.whl")])
    return environment / "bin" / "terminbuch"


@contextmanager
def _serving(program: Path, folder: Path) -> Iterator[int]:
    port = free_pair()
    env = {
        "PATH": os.environ["PATH"],
        "TERMINBUCH_DATA": str(folder / "data"),
        "TERMINBUCH_URL": f"http://localhost:{port}",
        "TRUSTED_PROXIES": "127.0.0.1",
    }
    process = subprocess.Popen([program, "run", "--port", str(port)], env=env, cwd=folder)
    try:
        _await(port, process)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError):
            _read(f"http://localhost:{port}/healthz")
            return
        time.sleep(0.1)
    sys.exit("What was installed does not serve")


def _read(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=WITHIN) as answer:  # noqa: S310  # our own address
        body: bytes = answer.read()
        return body


if __name__ == "__main__":
    sys.exit(main())
