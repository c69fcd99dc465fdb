from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from terminbuch.config import environment


def test_a_setting_can_stand_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "password").write_text("from the file\n", encoding="utf-8")
    monkeypatch.setenv("SMTP_PASSWORD", "from the environment")
    monkeypatch.setenv("SMTP_PASSWORD_FILE", str(tmp_path / "password"))

    assert environment.text("SMTP_PASSWORD") == "from the file"


def test_a_file_that_is_not_there_is_refused_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "nothing"))

    with pytest.raises(
        ImproperlyConfigured, match="SECRET_KEY_FILE must be the path of a file that can be read"
    ):
        environment.text("SECRET_KEY")


@pytest.mark.parametrize("word", ["short", "ü" * 40])
def test_a_word_that_could_be_guessed_is_refused(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("METRICS_TOKEN", word)

    with pytest.raises(ImproperlyConfigured, match="METRICS_TOKEN must be at least 32 characters"):
        environment.token("METRICS_TOKEN")
