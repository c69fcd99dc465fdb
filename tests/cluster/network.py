"""Hosts that are network namespaces, on one wire that can be cut."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

SWITCH = "wire"
VISITORS = "10.77.0.1"


@dataclass(eq=False)
class Host:
    """A machine by its name and address. What runs on it writes to ``log``."""

    name: str
    address: str
    folder: Path
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *command: str, environment: Mapping[str, str], user: str = "") -> subprocess.Popen[bytes]:
        as_user = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups"] if user else []
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                ["ip", "netns", "exec", self.name, *as_user, *command],
                env={**environment, "HOME": str(self.folder)},
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.running.append(process)
        return process

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def dies(self) -> None:
        """As when the power goes: every process of it at once."""
        for pid in _ip("netns", "pids", self.name).split():
            with suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGKILL)
        for process in self.running:
            process.wait()
        self.running.clear()

    def is_cut(self) -> None:
        """The cable is pulled: nobody is told anything."""
        _ip("link", "set", self.name, "down")

    def is_mended(self) -> None:
        _ip("link", "set", self.name, "up")

    def loses(self, others: Sequence[Host]) -> None:
        """It reaches these no more, nor they it; everybody else as before."""
        for other in others:
            _ip("-n", self.name, "route", "add", "blackhole", f"{other.address}/32")

    def finds(self, others: Sequence[Host]) -> None:
        for other in others:
            _ip("-n", self.name, "route", "del", "blackhole", f"{other.address}/32")


def wire() -> None:
    """The wire, with the visitors on it. All of it ends with the namespaces that this process stands in."""
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run"], check=True)
    _ip("link", "set", "lo", "up")
    _ip("link", "add", SWITCH, "type", "bridge")
    _ip("address", "add", f"{VISITORS}/24", "dev", SWITCH)
    _ip("link", "set", SWITCH, "up")


def host(name: str, address: str, folder: Path) -> Host:
    """A new one, on the wire. Its cable is called as it is."""
    own = folder / name
    own.mkdir(mode=0o755)
    _ip("netns", "add", name)
    _ip("link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name)
    _ip("link", "set", name, "master", SWITCH, "up")
    _ip("-n", name, "link", "set", "lo", "up")
    _ip("-n", name, "address", "add", f"{address}/24", "dev", "eth0")
    _ip("-n", name, "link", "set", "eth0", "up")
    return Host(name, address, own)


def _ip(*words: str) -> str:
    return subprocess.run(["ip", *words], check=True, capture_output=True, text=True).stdout
