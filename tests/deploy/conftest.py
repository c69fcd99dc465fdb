from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installation import Installation, fresh_installation
from tests.source_files import ROOT


@pytest.fixture(scope="session")
def documented() -> set[str]:
    """The names of all settings, as the page for operators says them."""
    page = (ROOT / "docs" / "operators" / "settings.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\|\s*`([A-Z][A-Z0-9_]+)`", page, re.MULTILINE))


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    with fresh_installation(tmp_path) as fresh:
        yield fresh


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with its tables. What is shown here is the same on either database: once is enough."""
    with fresh_installation(tmp_path_factory.mktemp("standing")) as fresh:
        assert fresh.call("prepare").returncode == 0
        yield fresh
