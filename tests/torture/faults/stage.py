"""Plays, each in a process of its own: ``python -m tests.torture.faults.stage``.

Django is loaded once; for each line that is read a child is forked, which has no connection yet, arms its
point and plays. A child that has been killed leaves behind what a killed server or worker leaves behind.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any

import django
from django.db import connections

from tests.torture.faults import failing
from tests.torture.faults.points import Point

SECONDS = 40


def main() -> None:
    django.setup()
    _warm()
    for line in sys.stdin:
        print(json.dumps(_played(json.loads(line))), flush=True)


def _plays() -> dict[str, Callable[..., Any]]:
    from tests.torture.faults import plays  # noqa: PLC0415  # they want a loaded Django

    return plays.PLAYS


def _warm() -> None:
    """What every child would load and compile anew. No child inherits a connection."""
    for play, given in (("post", {"path": "/-/manage/nothing/", "fields": {}}), ("work", {})):
        _plays()[play](**given)
    for connection in connections.all():
        connection.close()
        getattr(connection, "close_pool", int)()


def _played(asked: dict[str, Any]) -> dict[str, Any]:
    """``status`` is the child's, and ``answer`` what it said, None when it died before."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _play(asked, writing)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as said:
        answer = said.read()
    _, status = os.waitpid(child, 0)
    return {"status": os.waitstatus_to_exitcode(status), "answer": json.loads(answer) if answer else None}


def _play(asked: dict[str, Any], writing: int) -> None:
    status = 1
    try:
        signal.alarm(SECONDS)
        if asked["point"]:
            failing.arm(Point(**asked["point"]))
        answer = _plays()[asked["play"]](**asked["given"])
        os.write(writing, json.dumps(answer).encode())
        status = 0
    except BaseException as trouble:  # noqa: BLE001  # whatever it is, the child must not go on as its parent
        traceback.print_exc()
        os.write(writing, json.dumps(repr(trouble)[:300]).encode())
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
