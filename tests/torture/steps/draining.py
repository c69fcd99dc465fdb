"""Waiting until what was promised has left, by the worker alone."""

from __future__ import annotations

import time
from collections.abc import Sequence

from tests.torture.house import House
from tests.torture.processes import Process

PATIENCE = 30.0
DUE = """
SELECT count(*) FROM terminbuch_delivery WHERE state = 'due' AND calendar_id IS NULL
AND (kind <> 'booking_reminder' OR attempts > 0 OR due_at <= created_at)
"""
"""Reminders wait for their day, but for those that were brought forward or have been tried already."""


def drain(house: House, workers: Sequence[Process], *, patience: float = PATIENCE) -> float:
    """The seconds until nothing is due any more; the workers are asked to go home then.

    Whoever has died is started again, as a supervisor would. What is still due after ``patience`` is found
    by X16.
    """
    began = time.monotonic()
    while due(house) and time.monotonic() < began + patience:
        for worker in workers:
            if not worker.is_alive:
                house.mourn(worker)
                house.revive(worker)
        time.sleep(0.1)
    took = time.monotonic() - began
    for worker in workers:
        if worker.is_alive:
            worker.stop()
    return took


def due(house: House) -> int:
    return int(house.sql(DUE)[0][0])
