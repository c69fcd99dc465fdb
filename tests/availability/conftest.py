"""The command ``terminbuch slots``, at hand for tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from .question_files import Command


@pytest.fixture
def slots_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    return Command(tmp_path, capsys, monkeypatch)
