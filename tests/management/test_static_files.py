from __future__ import annotations

from pathlib import Path

import pytest

from terminbuch.management import static_files

NOTE, MANIFEST = "static-files", "static/staticfiles.json"


@pytest.fixture
def data(tmp_path: Path, settings) -> Path:
    settings.DATA, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    static_files.collect()
    return tmp_path


def test_what_is_collected_already_is_left_alone(data: Path):
    before = (data / MANIFEST).stat().st_mtime_ns

    static_files.collect()

    assert (data / MANIFEST).stat().st_mtime_ns == before


def test_what_has_changed_is_collected_again(data: Path):
    (data / NOTE).write_text("of another version", encoding="ascii")
    before = (data / MANIFEST).stat().st_mtime_ns

    static_files.collect()

    assert (data / MANIFEST).stat().st_mtime_ns > before


def test_what_was_removed_is_collected_again(data: Path):
    (data / MANIFEST).unlink()

    static_files.collect()

    assert (data / MANIFEST).is_file()
