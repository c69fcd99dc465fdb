"""Backup, wipe, restore, and the same calendar again: as an operator does it, with the command."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.installation import Installation, fresh_installation, until

KEYS = ("secret-key", "link-keys", "storage-keys")


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with the demo's two businesses and their bookings."""
    with fresh_installation(tmp_path_factory.mktemp("busy")) as fresh:
        assert fresh.call("migrate").returncode == 0
        assert fresh.call("demo").returncode == 0
        yield fresh


@pytest.fixture(scope="module")
def backup(busy: Installation) -> Path:
    path = busy.folder / "monday.zip"
    ended = busy.call("backup", str(path))
    assert (ended.returncode, ended.stderr) == (0, "")
    return path


def contents(path: Path) -> dict[str, list[Any]]:
    """The rows by table, but for the notes of backups, and for the revisions, which go on rising."""
    with zipfile.ZipFile(path) as file:
        tables = [name for name in file.namelist() if name.startswith("tables/") and "backup" not in name]
        return {name: list(map(_row, file.read(name).splitlines())) for name in tables}


def _row(line: bytes) -> dict[str, Any]:
    return {**json.loads(line), "revision": None}


def backed_up(installation: Installation) -> dict[str, list[Any]]:
    path = installation.folder / "again.zip"
    ended = installation.call("backup", str(path))
    assert (ended.returncode, ended.stderr) == (0, "")
    return contents(path)


def test_an_empty_folder_and_a_backup_make_the_same_calendar_again(
    busy: Installation, backup: Path, installation: Installation
) -> None:
    ended = installation.call("restore", str(backup))

    assert (ended.returncode, ended.stderr) == (0, "")
    assert "rows are back, as they were at" in ended.stdout
    assert len(contents(backup)["tables/terminbuch_booking.jsonl"]) > 50
    assert backed_up(installation) == contents(backup)
    assert [(installation.folder / key).read_bytes() for key in KEYS] == [
        (busy.folder / key).read_bytes() for key in KEYS
    ]


def test_it_goes_from_one_database_to_the_other_and_back(
    busy: Installation, backup: Path, installation: Installation, tmp_path_factory: pytest.TempPathFactory
) -> None:
    if not busy.environment["DATABASE_URL"]:
        pytest.skip("needs both databases")
    folder = tmp_path_factory.mktemp("file")
    file = Installation(folder, busy.environment | {"TERMINBUCH_DATA": str(folder), "DATABASE_URL": ""})

    assert file.call("restore", str(backup)).returncode == 0
    assert backed_up(file) == contents(backup)
    assert installation.call("restore", str(folder / "again.zip")).returncode == 0

    assert backed_up(installation) == contents(backup)


def test_a_business_in_use_is_replaced_only_when_somebody_says_so(
    backup: Path, installation: Installation
) -> None:
    assert installation.call("restore", str(backup)).returncode == 0
    installation.by_hand("UPDATE terminbuch_organisation SET name = 'Since then'")
    changed = backed_up(installation)
    (installation.folder / "again.zip").unlink()

    refused = installation.call("restore", str(backup))
    unanswered = installation.call("restore", str(backup), "--replace")

    assert (refused.returncode, unanswered.returncode) == (1, 1)
    assert refused.stderr == (
        "terminbuch: there is a business here already; with --replace the backup takes its place\n"
    )
    assert "All that is here will be thrown away: Since then, Since then." in unanswered.stdout
    assert unanswered.stderr == "terminbuch: nothing was changed\n"
    assert backed_up(installation) == changed


def test_a_running_installation_is_replaced_and_goes_on(backup: Path, installation: Installation) -> None:
    with installation.running() as running:
        until(running.is_healthy)

        ended = installation.call("restore", str(backup), "--replace", "--yes")

        assert (ended.returncode, ended.stderr) == (0, "")
        assert "link-keys, storage-keys. Start terminbuch again." in ended.stdout
        assert running.is_healthy()
    with installation.running() as running:
        until(running.is_healthy)
        assert running.stop() == 0


def test_a_backup_is_written_while_the_installation_runs(busy: Installation, tmp_path: Path) -> None:
    with busy.running() as running:
        until(running.is_healthy)

        ended = busy.call("backup", str(tmp_path / "running.zip"), "--without-keys")

        assert (ended.returncode, ended.stderr, running.is_healthy()) == (0, "", True)
        assert contents(tmp_path / "running.zip")["tables/terminbuch_booking.jsonl"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("restore", "{folder}/nothing.zip"), "there is no file {folder}/nothing.zip"),
        (("restore", "{folder}/spoilt.zip"), "this backup cannot be used: File is not a zip file"),
        (("backup", "{folder}/spoilt.zip"), "there is a file of this name already; choose another name"),
        (("backup", "{folder}/no/a.zip"), "{folder}/no/a.zip cannot be written: No such file or directory"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_one_line(
    busy: Installation, tmp_path: Path, words: tuple[str, str], sentence: str
) -> None:
    (tmp_path / "spoilt.zip").write_text("no backup")

    ended = busy.call(*(word.format(folder=tmp_path) for word in words))

    wanted = f"terminbuch: {sentence.format(folder=tmp_path)}\n"
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", wanted)
