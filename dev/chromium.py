"""The browser of the browser tests."""

from __future__ import annotations

import os
import shutil

from dev import apt

NAMES = ("chromium", "chromium-browser", "google-chrome")
HOW_TO_GET_ONE = "apt-get install chromium"


def find() -> str | None:
    """The path of $CHROMIUM, of one on the machine or of one just installed; None when there is none."""
    found = _here()
    if found is None and apt.install("chromium"):
        found = _here()
    return found


def _here() -> str | None:
    named = os.environ.get("CHROMIUM")
    return next(filter(None, map(shutil.which, [*([named] if named else []), *NAMES])), None)
