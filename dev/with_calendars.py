"""The demo with a CalDAV server beside it, and Ben's calendar connected: ``make run-with-calendars``.

Open the server's address in any calendar program, as ben with the password ben: what is booked with Ben
appears there, and what is entered there is gone from the booking page.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2

from dev.steps import ROOT, VENV

PORT = 5232
SERVER = f"http://localhost:{PORT}"
WHO, PASSWORD = "ben", "ben"
CALENDARS = {"termine": "Termine", "privat": "Privat"}
READY_WITHIN = 60.0
ENV = {
    **os.environ,
    "OUTSIDE_PRIVATE": f"localhost:{PORT}",
    "TERMINBUCH_DEMO": "yes",
    "DJANGO_SETTINGS_MODULE": "terminbuch.config.settings",
}
CONFIG = """
[server]
hosts = 127.0.0.1:{port}, [::1]:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
[storage]
filesystem_folder = {folder}/collections
[logging]
level = warning
"""


def main() -> int:
    folder = Path(os.environ.get("TERMINBUCH_DATA", ROOT / "data")).resolve() / "radicale"
    with _running(_radicale(folder)), _running([VENV / "bin" / "terminbuch", "run", "--demo"]) as demo:
        _await(f"{SERVER}/.web/")
        for path, name in CALENDARS.items():
            _make_calendar(path, name)
        _await("http://localhost:8000/healthz")
        subprocess.run([sys.executable, "-m", "dev.connected"], cwd=ROOT, env=ENV, check=True)
        print(f"\nA CalDAV server: {SERVER}/{WHO}/  as {WHO}, password {PASSWORD}\n", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            return demo.wait()
    return 0


def _radicale(folder: Path) -> list[str | Path]:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "users").write_text(f"{WHO}:{PASSWORD}\n", encoding="ascii")
    config = folder / "config"
    config.write_text(CONFIG.format(folder=folder, port=PORT), encoding="utf-8")
    return [sys.executable, "-m", "radicale", "--config", config]


@contextlib.contextmanager
def _running(command: list[str | Path]) -> Iterator[subprocess.Popen[bytes]]:
    child = subprocess.Popen([str(word) for word in command], cwd=ROOT, env=ENV)
    try:
        yield child
    finally:
        child.terminate()
        child.wait()


def _await(address: str) -> None:
    """Until something answers there, whatever it says."""
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        with contextlib.suppress(httpx2.TransportError):
            httpx2.get(address)
            return
        time.sleep(0.2)
    sys.exit(f"Nothing answered at {address}")


def _make_calendar(path: str, name: str) -> None:
    """Unless it is there: then the server refuses, and all is well."""
    body = (
        '<?xml version="1.0"?><C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set>'
        f"<D:prop><D:displayname>{name}</D:displayname></D:prop></D:set></C:mkcalendar>"
    )
    address = f"{SERVER}/{WHO}/{path}/"
    httpx2.request("MKCALENDAR", address, content=body.encode(), auth=(WHO, PASSWORD))


if __name__ == "__main__":
    sys.exit(main())
