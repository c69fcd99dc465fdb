"""What stands on which machine: the files of ``deploy/cluster``, with this place's folders and each name."""

from __future__ import annotations

import os
import pwd
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.cluster.network import Host, host
from tests.cluster.programs import Programs

FILES = Path(__file__).parent.parent.parent / "deploy" / "cluster"
DATABASES = {"db1": "10.77.0.31", "db2": "10.77.0.32", "db3": "10.77.0.33"}
APPLICATIONS = {"app1": "10.77.0.21", "app2": "10.77.0.22"}
FRONT = {"front": "10.77.0.10"}
OWNER = "postgres"


@dataclass(frozen=True)
class Machines:
    databases: dict[str, Host]
    applications: dict[str, Host]
    front: Host
    programs: Programs
    synchronous: bool

    def start_database(self, one: Host) -> None:
        environment = self.programs.environment
        settings = said(_file(one, "etcd.env", {"/var/lib/etcd": str(one.folder / "etcd")}))
        one.start(*self.programs.etcd(), environment={**environment, **settings}, user=OWNER)
        patroni = self.programs.patroni(self._patroni(one))
        one.start(*patroni, environment=environment, user=OWNER)

    def start_application(self, one: Host) -> None:
        proxy = _file(one, "haproxy-database.cfg", {})
        one.start(*self.programs.haproxy(proxy), environment=self.programs.environment)
        one.start(sys.executable, "-m", "terminbuch", "run", environment=self.environment(one))

    def start_front(self) -> None:
        page = _file(self.front, "503.http", {})
        proxy = _file(self.front, "haproxy-web.cfg", {"/etc/haproxy/errors/503.http": str(page)})
        self.front.start(*self.programs.haproxy(proxy), environment=self.programs.environment)

    def environment(self, one: Host) -> dict[str, str]:
        """The documented one; besides, visitors come from one address here, and mails go nowhere."""
        settings = said(_file(one, "terminbuch.env", {"/var/lib/terminbuch": str(one.folder / "data")}))
        many = ("BOOKINGS_PER_VISITOR", "BOOKINGS_PER_ORGANISATION", "BOOKINGS_PER_MAIL")
        here = {"MAIL_BY": "sendmail", "SENDMAIL": "/bin/true", **dict.fromkeys(many, "100000")}
        python = {"PYTHONPATH": str(FILES.parent.parent), "PATH": os.environ["PATH"]}
        return {**python, **settings, **here}

    def _patroni(self, one: Host) -> Path:
        places = {
            "/usr/lib/postgresql/15/bin": str(self.programs.bin_dir),
            "/var/lib/postgresql": str(one.folder),
            "/var/run/postgresql": str(one.folder),
        }
        risky = {"synchronous_mode: true": "synchronous_mode: false"}
        return _file(one, "patroni.yml", places | ({} if self.synchronous else risky))


def machines(folder: Path, programs: Programs, *, synchronous: bool) -> Machines:
    made = {
        name: host(name, address, folder) for name, address in {**DATABASES, **APPLICATIONS, **FRONT}.items()
    }
    for name in DATABASES:
        shutil.chown(made[name].folder, OWNER, OWNER)
    return Machines(
        {name: made[name] for name in DATABASES},
        {name: made[name] for name in APPLICATIONS},
        made["front"],
        programs,
        synchronous,
    )


def can_own() -> bool:
    """Whether there is somebody whom PostgreSQL allows to run it."""
    return OWNER in {entry.pw_name for entry in pwd.getpwall()}


def _file(one: Host, name: str, places: Mapping[str, str]) -> Path:
    text = as_on(one, name)
    for documented, here in places.items():
        text = text.replace(documented, here)
    path = one.folder / name
    path.write_text(text, encoding="utf-8")
    path.chmod(0o644)
    return path


def as_on(one: Host, name: str) -> str:
    """The file as this host has it. In the lists of all hosts nothing is exchanged."""
    first = {"db": ("db1", "10.77.0.31"), "ap": ("app1", "10.77.0.21")}.get(one.name[:2])
    lines = (FILES / name).read_text(encoding="utf-8").splitlines()
    own = [line if first is None or _is_list(line) else _of(line, first, one) for line in lines]
    return "\n".join(own) + "\n"


def _is_list(line: str) -> bool:
    return "10.77.0.33" in line or line.strip().startswith("server ")


def _of(line: str, first: tuple[str, str], one: Host) -> str:
    name, address = first
    return line.replace(address, one.address).replace(name, one.name)


def said(file: Path) -> dict[str, str]:
    lines = [
        line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    return dict(line.split("=", 1) for line in lines)
