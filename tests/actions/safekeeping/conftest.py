from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.builders import MONDAY_9, MONDAY_10, Salon, make_absence, make_booking, make_member, make_salon

KEYS = {"secret-key": b"s" * 40, "link-keys": b"l" * 40, "storage-keys": b"k" * 40}


@pytest.fixture
def data(tmp_path: Path, settings: Any) -> Path:
    """The data folder of an installation that made its own keys."""
    folder = settings.DATA = tmp_path / "data"
    folder.mkdir()
    write_keys(folder, KEYS)
    return folder


@pytest.fixture
def salon(transactional_db: None, data: Path) -> Salon:
    """With something in it: two bookings, an absence, and Clara, who manages it."""
    salon = make_salon()
    make_member(salon.organisation)
    make_booking(salon.cut, at=MONDAY_9, who="Anna", resource_id=salon.ben.pk)
    make_booking(salon.cut, at=MONDAY_10, who="Zoë", email="zoe@example.org", resource_id=salon.ben.pk)
    make_absence(salon, salon.clara, MONDAY_9, MONDAY_10)
    return salon


def write_keys(folder: Path, keys: dict[str, bytes]) -> None:
    for name, key in keys.items():
        (folder / name).write_bytes(key)


def read_folder(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}
