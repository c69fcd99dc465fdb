"""What this machine does not allow is left out, with its reason; under CI, where all must run, it fails."""

from __future__ import annotations

import os

from tests.torture.step import Findings


def left_out(reason: str) -> Findings:
    return Findings({"left out": reason}, [f"left out: {reason}"] if os.environ.get("CI") else [])
