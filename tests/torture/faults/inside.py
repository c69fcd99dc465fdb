"""``python -m tests.torture.faults.inside PID WORDS…``: ``python WORDS…`` in that process's namespaces."""

from __future__ import annotations

import os
import sys


def main(words: list[str]) -> None:
    there = os.pidfd_open(int(words[0]))
    os.setns(there, os.CLONE_NEWUSER | os.CLONE_NEWNS)
    os.execv(sys.executable, [sys.executable, *words[1:]])  # noqa: S606  # the very program, without a shell


if __name__ == "__main__":
    main(sys.argv[1:])
