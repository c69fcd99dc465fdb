"""Run within namespaces of its own, see ``__main__``: one play, told on standard output.

Exit status: 0 all held; 1 something did not, or the cluster never stood.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from tests.cluster import network, scenes
from tests.cluster.evidence import Verdict
from tests.cluster.play import Play
from tests.cluster.programs import Programs


def main() -> int:
    asked = _asked()
    network.wire()
    programs = Programs(asked.root, asked.bin_dir)
    play = Play(asked.folder, programs, synchronous=asked.mode == "synchronous", seed=asked.seed)
    print(f"{asked.mode} replication, seed {asked.seed}", flush=True)
    try:
        began = time.monotonic()
        play.opens()
        print(f"  stands after {time.monotonic() - began:.0f} s", flush=True)
        (scenes.all_that_can_happen if play.machines.synchronous else scenes.failovers)(play)
        verdict = play.ends()
    except BaseException:
        _show_logs(asked.folder)
        raise
    return _tell(play, verdict)


def _tell(play: Play, verdict: Verdict) -> int:
    for scene in play.scenes:
        trouble = ", ".join(f"{number} × {what}" for what, number in sorted(scene.trouble.items()))
        print(
            f"  {scene.gap:5.1f} s without a confirmed booking: {scene.title} ({trouble or 'all answered'})"
        )
    print("  " + ", ".join(f"{name.replace('_', ' ')} {number}" for name, number in asdict(verdict).items()))
    wrong = scenes.broken(play, verdict)
    for sentence in wrong:
        print(f"  BROKEN: {sentence}")
    return int(bool(wrong))


def _asked() -> Namespace:
    parser = ArgumentParser(prog="tests.cluster.inside")
    parser.add_argument("folder", type=Path)
    parser.add_argument("root", type=Path)
    parser.add_argument("bin_dir", type=Path)
    parser.add_argument("mode", choices=("synchronous", "asynchronous"))
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _show_logs(folder: Path) -> None:
    for log in sorted(folder.glob("*/log")):
        print(f"=== {log.parent.name}\n{log.read_text(encoding='utf-8')[-2000:]}")


def as_the_first_process(work: Callable[[], int]) -> int:
    """Buries whoever lost its parents, as the first process of a machine does: else the dead seem to live."""
    worker = os.fork()
    if worker == 0:
        os._exit(_whole(work))
    while True:
        ended, status = os.wait()
        if ended == worker:
            return os.waitstatus_to_exitcode(status)


def _whole(work: Callable[[], int]) -> int:
    try:
        return work()
    except BaseException:  # noqa: BLE001  # this copy must not go on where the other one stands
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(as_the_first_process(main))
