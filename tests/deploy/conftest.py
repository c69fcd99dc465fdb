from __future__ import annotations

import re

import pytest

from tests.source_files import ROOT


@pytest.fixture(scope="session")
def documented() -> set[str]:
    """The names of all settings, as the page for operators says them."""
    page = (ROOT / "docs" / "operators" / "settings.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\|\s*`([A-Z][A-Z0-9_]+)`", page, re.MULTILINE))
