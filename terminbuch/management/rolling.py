"""granian, with two things of our own: sockets that are open already, and how its processes are replaced."""

from __future__ import annotations

import logging
import multiprocessing
import socket
from argparse import Namespace
from functools import partial
from typing import Any

from granian._granian import SocketHolder
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from .leaving import lead_out
from .listening import QUEUE

log = logging.getLogger("terminbuch.run")
# The processes are Any here: granian does not say what their methods answer.


class Server(MPServer):
    """By itself each of granian's processes opens a socket of its own (SO_REUSEPORT), and whoever waits in
    the queue of one that ends is turned away. Here whoever takes its place goes on with its queue.
    """

    def __init__(self, doors: list[socket.socket], options: Namespace) -> None:
        super().__init__(
            "terminbuch.config.wsgi:application",
            interface=Interfaces.WSGI,
            http=HTTPModes.http1,
            workers=options.processes,
            blocking_threads=options.threads,
            websockets=False,
            log_level=LogLevels.warning,
            log_dictconfig=options.logging,
            respawn_failed_workers=True,
        )
        self._doors = doors

    def _init_shared_socket(self) -> None:
        """Each process gets the one of its own number."""

    def _drop_shared_socket(self) -> None:
        for door in self._doors:
            door.close()

    def _spawn_worker(self, idx: int, target: Any, callback_loader: Any) -> Any:  # type: ignore[override]
        door = self._doors[idx % len(self._doors)]
        self._sso = door
        self._shd = SocketHolder(door.fileno(), False, QUEUE)  # type: ignore[call-arg, assignment]
        return super()._spawn_worker(idx, target, callback_loader)

    def _reload(self, spawn_target: Any, target_loader: Any) -> None:
        """On SIGHUP, process after process. One that cannot be loaded replaces nobody and ends the round."""
        self.reload_signal = False
        self.respawned_wrks.clear()
        self.main_loop_interrupt.clear()
        for number in range(self.workers):
            if self.interrupt_signal or not self._replace(number, spawn_target, target_loader):
                return

    def _replace(self, number: int, spawn_target: Any, target_loader: Any) -> bool:
        """The old one stays until the new one is loaded, whenever that is, and finishes what it began."""
        is_loaded = multiprocessing.Event()
        loader = partial(target_loader, is_loaded=is_loaded)
        new: Any = self._spawn_worker(idx=number, target=spawn_target, callback_loader=loader)
        new.interrupt_by_parent = True  # that it dies now is our business, not granian's
        new.start()
        while new.is_alive() and not is_loaded.wait(0.1) and not self.interrupt_signal:
            pass
        if not is_loaded.is_set():
            log.error("a new web process could not be loaded: the old ones go on")
            _end(new)
            return False
        new.interrupt_by_parent = False
        old, self.wrks[number] = self.wrks[number], new
        lead_out([old.inner.pid])
        _end(old)
        return True

    def _stop_workers(self) -> None:
        lead_out(worker.inner.pid for worker in self.wrks)
        super()._stop_workers()  # type: ignore[no-untyped-call]


def _end(process: Any) -> None:
    process.terminate()
    process.join()
