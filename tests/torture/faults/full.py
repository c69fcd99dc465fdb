"""T8: the disk is full, and then it is not: a clear answer meanwhile, nothing half, and nobody is called."""

from __future__ import annotations

import random
import shutil
import time

from tests.torture.checks import all_checks
from tests.torture.clients import Client
from tests.torture.faults.leaving_out import left_out
from tests.torture.faults.small_disk import NotAllowed, SmallDisk, small_disk
from tests.torture.house import HASTY, House
from tests.torture.journal import replay
from tests.torture.processes import Process, Server, server
from tests.torture.step import SQLITE, Findings, Size, step
from tests.torture.steps.draining import drain
from tests.torture.steps.storm import Storm, wrongly_answered

ROOM = 6 * 1024 * 1024
"""Beside the database's file: for its log, which is taken in at 4 MB."""


@step("T8", title="the disk is full, then there is space again", limit=40, short=SQLITE, engines=SQLITE)
def disk_full(house: House, luck: random.Random, size: Size) -> Findings:
    try:
        with small_disk(house.folder / "small", size=house.file.stat().st_size + ROOM) as disk:
            return _on(disk, house, luck, size)
    except NotAllowed as why:
        return left_out(str(why))


def _on(disk: SmallDisk, house: House, luck: random.Random, size: Size) -> Findings:
    shutil.copyfile(house.file, disk.from_outside / house.file.name)
    with disk.asking(house.file.name) as inside:
        vars(house)["sql"] = inside.sql
        return _filled(disk, house, luck, size)


def _filled(disk: SmallDisk, house: House, luck: random.Random, size: Size) -> Findings:
    web, worker = _inside(disk, house)
    number = size.pick(20, 8)
    storm = Storm(
        house, luck, [web], attempts=number, slots=number, clients=4, patience=30 * size.patience,
        tries_again=False,
    )  # fmt: skip
    storm.blow()
    # The log begins anew: what it had taken before would leave room for more.
    house.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    disk.fill()
    storm.blow()
    page = Client(0, [web], luck).ask("GET", f"/{house.people.tenants[0].slug}/cut/")
    broken = [f"while full: {said}" for said in all_checks(house, without=("X16",))]
    broken += ["the worker died of a full disk"] * (not worker.is_alive)
    broken += [f"the page of free times answers {page.status}"] * (page.status != 200)
    disk.free()
    began = time.monotonic()
    replay(house.journal, storm.again)
    figures = {"works again and all asked again after s": time.monotonic() - began}
    figures["drained in s"] = drain(house, [worker])
    attempts = house.journal.attempts()
    told = [said for each in attempts for said in each.told if said.status == 503]
    broken += [f"only {len(told)} were told that it does not work just now"] * (len(told) < number // 2)
    broken += ["the file is damaged"] * (house.sql("PRAGMA integrity_check") != [("ok",)])
    broken += [*wrongly_answered(attempts), *all_checks(house)]
    return Findings({"attempts": len(attempts), "told 503": len(told), **figures}, broken)


def _inside(disk: SmallDisk, house: House) -> tuple[Server, Process]:
    """A web server and a worker who have the small disk as their data folder."""
    told = {**house.environment, "TERMINBUCH_DATA": str(disk.folder)}
    words = ("-m", "tests.torture.faults.inside", str(disk.pid))
    web = server(told, house.logs / "web-inside.log")
    web.words = (*words, *web.words)
    worker = Process((*words, *HASTY, "worker"), told, house.logs / "worker-inside.log")
    for each in (web, worker):
        house.processes.append(each)
        each.start()
    web.await_answer()
    return web, worker
