"""Real CalDAV servers, started by the tests on free ports and ended by their id."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.calendars.another_client import AnotherClient
from tests.installation import until
from tests.live import LOOPBACK, free_port


@contextmanager
def radicale(folder: Path) -> Iterator[AnotherClient]:
    """With one user, who has no calendar yet."""
    users = folder / "users"
    users.write_text("anna:geheim\n", encoding="ascii")
    port = free_port()
    options = {
        "server-hosts": f"{LOOPBACK}:{port}",
        "auth-type": "htpasswd",
        "auth-htpasswd-filename": str(users),
        "auth-htpasswd-encryption": "plain",
        "auth-delay": "0",
        "storage-filesystem-folder": str(folder / "collections"),
        "logging-level": "error",
    }
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    client = AnotherClient(f"http://{LOOPBACK}:{port}/anna/")
    with _running([sys.executable, "-m", "radicale", "--config", "", *words], client):
        yield client


@contextmanager
def xandikos(folder: Path) -> Iterator[AnotherClient]:
    """Without a login, for it asks for none where there is no TLS."""
    port = free_port()
    program = Path(sys.executable).with_name("xandikos")
    words = ["serve", "-d", folder / "dav", "--defaults", "-l", LOOPBACK, "-p", port, "--state-dir", folder]
    client = AnotherClient(f"http://{LOOPBACK}:{port}/user/calendars/")
    with _running([program, *words], client):
        yield client


@contextmanager
def _running(command: list[object], client: AnotherClient) -> Iterator[None]:
    process = subprocess.Popen(
        [str(word) for word in command], env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until(lambda: _answers(client) or process.poll() is not None)
        assert process.poll() is None, f"{command[0]} ended with {process.returncode}"
        yield
    finally:
        process.kill()
        process.wait()


def _answers(client: AnotherClient) -> bool:
    with suppress(OSError):
        return client.ask("PROPFIND", client.home)[0] in {207, 404}
    return False
