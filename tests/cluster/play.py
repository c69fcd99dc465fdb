"""One cluster, from its first start to its last check, and all that happens to it meanwhile."""

from __future__ import annotations

import http.client
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.cluster import databases, evidence, neighbours
from tests.cluster.databases import until
from tests.cluster.machines import FRONT, Machines, machines
from tests.cluster.network import Host
from tests.cluster.programs import Programs
from tests.cluster.visitors import HOST, Visitors
from tests.torture.journal import Journal

VISITORS = 8
AGAIN_WITHIN = 30.0
"""Seconds: the promise."""
PREPARE = (
    f"CREATE ROLE terminbuch LOGIN PASSWORD '{databases.OWN}'",
    "CREATE DATABASE terminbuch OWNER terminbuch",
)


@dataclass
class Scene:
    """What happened between two instants, and the longest time without a confirmed booking, in seconds."""

    title: str
    began: float
    ended: float = 0.0
    gap: float = 0.0
    trouble: Counter[str] = field(default_factory=Counter)


class Play:
    def __init__(self, folder: Path, programs: Programs, *, synchronous: bool, seed: int) -> None:
        self.folder, self.scenes, self.strange_hosts = folder, list[Scene](), list[str]()
        self.machines: Machines = machines(folder, programs, synchronous=synchronous)
        self.journal = Journal(folder / "journal")
        self.visitors = Visitors(self.journal, number=VISITORS, seed=seed)

    def opens(self) -> None:
        """Both application hosts begin at the same time, on an empty database."""
        for one in self.machines.databases.values():
            self.machines.start_database(one)
        leader = until(databases.primary)
        until(lambda: databases.has_standbys(leader, len(self.machines.databases) - 1))
        for statement in PREPARE:
            databases.ask(leader, statement)
        for one in self.machines.applications.values():
            self.machines.start_application(one)
        self.machines.start_front()
        until(lambda: all(map(self.serves, self.machines.applications.values())))
        self._fill()
        until(lambda: self.status(FRONT["front"], 80) == 200)
        self.strange_hosts = neighbours.strangers()
        self.visitors.start()

    def scene(self, title: str, *, seconds: float, do: Callable[[], object]) -> None:
        """``do`` and then ordinary life, until so many seconds are over."""
        scene = Scene(title, time.time())
        print(f"  {title}", flush=True)
        do()
        time.sleep(max(0.0, scene.began + seconds - time.time()))
        scene.ended = time.time()
        self.scenes.append(scene)

    def primary_dies(self) -> Host:
        """Its cable is pulled and its power goes, in this order: nothing leaves it any more."""
        one = self.primary()
        one.is_cut()
        one.dies()
        return one

    def primary_is_alone(self) -> Host:
        """It hears nothing of the other two, nor they of it; the application hosts reach it as before."""
        one = self.primary()
        one.loses(self.others(one))
        return one

    def primary(self) -> Host:
        return self.machines.databases[until(databases.primary)]

    def others(self, one: Host) -> list[Host]:
        return [each for each in self.machines.databases.values() if each is not one]

    def all_follow(self) -> bool:
        """Whether one leads and the other two follow, so that the next failure may come."""
        roles = sorted(role for role, _state in databases.members().values())
        leader = databases.primary()
        wanted = (
            ["leader", "replica", "sync_standby"]
            if self.machines.synchronous
            else ["leader", "replica", "replica"]
        )
        return roles == wanted and leader is not None and databases.has_standbys(leader, len(roles) - 1)

    def ends(self) -> evidence.Verdict:
        self.visitors.stop()
        attempts = self.journal.attempts()
        for scene in self.scenes:
            scene.gap = evidence.longest_gap(attempts, scene.began, scene.ended)
            scene.trouble = evidence.troubled(attempts, scene.began, scene.ended)
        return evidence.verdict(attempts, until(databases.primary))

    def serves(self, one: Host) -> bool:
        return self.status(one.address, 8000) == 200

    def status(self, address: str, port: int) -> int:
        connection = http.client.HTTPConnection(address, port, timeout=5)
        with suppress(OSError, http.client.HTTPException), closing(connection):
            connection.request("GET", "/healthz/ready", headers={"Host": HOST})
            return connection.getresponse().status
        return 0

    def _fill(self) -> None:
        one = self.machines.applications["app1"]
        environment = {
            **self.machines.environment(one),
            "DJANGO_SETTINGS_MODULE": "terminbuch.config.settings",
        }
        process = one.start(sys.executable, "-m", "tests.cluster.town", environment=environment)
        if process.wait(60) != 0:
            raise RuntimeError(one.log.read_text(encoding="utf-8")[-2000:])
