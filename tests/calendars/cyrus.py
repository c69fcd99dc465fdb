"""Cyrus, whose CalDAV is libical's: for ``make test-calendars``, which unpacks it from Debian's packages."""

from __future__ import annotations

import imaplib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from pwd import getpwnam
from typing import Any

from dev import cyrus as packages
from tests.calendars.another_client import AnotherClient
from tests.installation import until
from tests.live import LOOPBACK, free_pair

SETTINGS = """configdirectory: {home}/config
partition-default: {home}/spool
defaultpartition: default
cyrus_user: {user}
servername: localhost
allowplaintext: yes
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: {home}/users
sasl_mech_list: PLAIN LOGIN
httpmodules: caldav
autocreate_quota: 0
unixhierarchysep: yes
virtdomains: off
"""
SERVICES = """START {{ }}
SERVICES {{
  imap cmd="{bin}/imapd -C {home}/imapd.conf" listen="{host}:{imap}" prefork=0
  http cmd="{bin}/httpd -C {home}/imapd.conf" listen="{host}:{http}" prefork=1
}}
EVENTS {{ }}
"""


@dataclass(frozen=True)
class Place:
    """It runs as nobody where we are root, for root it refuses."""

    home: Path
    imap: int

    @property
    def root(self) -> Path:
        return self.home / "unpacked"

    @property
    def bin(self) -> Path:
        return self.root / "usr" / "lib" / "cyrus" / "bin"

    @property
    def user(self) -> str | None:
        return "nobody" if os.geteuid() == 0 else None

    @property
    def environment(self) -> Mapping[str, str]:
        libraries = [str(folder) for folder in self.root.glob("**/lib/*-linux-gnu")]
        plugins = next(self.root.glob("usr/lib/*-linux-gnu/sasl2"))
        return {**os.environ, "LD_LIBRARY_PATH": ":".join(libraries), "SASL_PATH": str(plugins)}

    def rights(self) -> dict[str, Any]:
        """Somebody without any."""
        nobody = {"user": "nobody", "group": getpwnam("nobody").pw_gid, "extra_groups": []}
        return {"env": self.environment, **(nobody if self.user else {})}

    def call(self, *words: str | Path, said: str = "") -> None:
        subprocess.run(words, input=said, text=True, check=True, timeout=30, **self.rights())


@contextmanager
def cyrus() -> Iterator[AnotherClient]:
    """With one user; a folder of its own, for nobody may not enter those of pytest."""
    with tempfile.TemporaryDirectory(prefix="terminbuch-cyrus-") as folder:
        place = Place(Path(folder), free_pair())
        _furnish(place)
        with _running(place):
            yield AnotherClient(f"http://{LOOPBACK}:{place.imap + 1}/dav/calendars/user/anna/")


def _furnish(place: Place) -> None:
    for folder in ("usr", "lib"):
        shutil.copytree(packages.make_ready() / folder, place.root / folder, symlinks=True)
    values = {
        "home": place.home,
        "bin": place.bin,
        "user": place.user or os.environ["USER"],
        "host": LOOPBACK,
    }
    (place.home / "imapd.conf").write_text(SETTINGS.format(**values))
    services = SERVICES.format(**values, imap=place.imap, http=place.imap + 1)
    (place.home / "cyrus.conf").write_text(services)
    for name in ("config/socket", "config/proc", "config/db", "spool"):
        (place.home / name).mkdir(parents=True)
    if place.user:
        for path in (place.home, *place.home.glob("config/**"), place.home / "spool"):
            shutil.chown(path, place.user)
    users = place.home / "users"
    place.call(
        place.root / "usr/sbin/saslpasswd2", "-p", "-f", users, "-u", "localhost", "-c", "anna", said="geheim"
    )
    place.call(place.bin / "ctl_cyrusdb", "-C", place.home / "imapd.conf", "-r")


@contextmanager
def _running(place: Place) -> Iterator[None]:
    master = subprocess.Popen(
        [place.bin / "master", "-D", *_files(place)], start_new_session=True, **place.rights()
    )
    try:
        until(lambda: _has_made_a_home(place) or master.poll() is not None)
        assert master.poll() is None, f"Cyrus ended with {master.returncode}"
        yield
    finally:
        with suppress(ProcessLookupError):
            os.killpg(master.pid, signal.SIGKILL)
        master.wait()


def _files(place: Place) -> list[str]:
    named = {"-C": "imapd.conf", "-M": "cyrus.conf", "-p": "pid"}
    return [word for option, name in named.items() for word in (option, str(place.home / name))]


def _has_made_a_home(place: Place) -> bool:
    """Whoever comes by IMAP once gets a mailbox, and with it a place for calendars."""
    with suppress(OSError, imaplib.IMAP4.error), imaplib.IMAP4(LOOPBACK, place.imap) as server:
        server.login("anna", "geheim")
        return True
    return False
