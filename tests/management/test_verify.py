"""``terminbuch verify`` on an installation of its own: clean, with a fault, unsafe; and by the worker."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.installation import PATIENCE, Installation, fresh_installation, until
from tests.source_files import ROOT

OVERLAP = """
INSERT INTO terminbuch_allocation (organisation_id, resource_id, booking_id, hold_id, position, is_wish,
    starts_at, ends_at, sitting, seat, capacity, live)
SELECT organisation_id, resource_id, booking_id, hold_id, position, is_wish, starts_at, ends_at,
    {sitting}, seat, capacity, live
FROM terminbuch_allocation WHERE id = (SELECT MAX(id) FROM terminbuch_allocation WHERE live AND capacity = 1)
"""
ENDED = "SELECT count(*) FROM terminbuch_verification WHERE ended_at IS NOT NULL"
STUCK = """
UPDATE terminbuch_delivery SET state = 'due', due_at = '2020-01-01 00:00:00', lease_until = NULL
WHERE id = (SELECT MIN(id) FROM terminbuch_delivery WHERE kind = 'booking_confirmed')
"""


A_SALON = """
import datetime, django
django.setup()
from django.utils import timezone
from tests.builders import make_booking, make_salon
now = timezone.now()
soon = now.replace(hour=10, minute=0, second=0, microsecond=0) + datetime.timedelta(days=9 - now.weekday())
salon = make_salon()
make_booking(salon.cut, at=soon, now=now)
make_booking(salon.cut, at=soon + datetime.timedelta(hours=2), who="Berta", now=now)
"""


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A salon with two bookings."""
    with fresh_installation(tmp_path_factory.mktemp("busy")) as installation:
        assert installation.call("migrate").returncode == 0
        settings = {"DJANGO_SETTINGS_MODULE": "terminbuch.config.settings"}
        command = [sys.executable, "-c", A_SALON]
        subprocess.run(command, env=installation.environment | settings, cwd=ROOT, check=True)
        yield installation


@contextmanager
def worker(installation: Installation) -> Iterator[None]:
    process = subprocess.Popen([sys.executable, "-m", "terminbuch", "worker"], env=installation.environment)
    try:
        yield
    finally:
        process.terminate()
        assert process.wait(PATIENCE) == 0


def asked(installation: Installation, question: str) -> list[tuple[object, ...]]:
    if address := installation.environment["DATABASE_URL"]:
        with psycopg.connect(address) as server:
            return server.execute(question.encode()).fetchall()
    with closing(sqlite3.connect(installation.folder / "terminbuch.sqlite3")) as file:
        return file.execute(question).fetchall()


def leftovers(folder: Path) -> list[Path]:
    return list(folder.glob(".copy-*"))


def test_from_clean_to_unsafe(busy: Installation, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    clean = busy.call("verify", "--page", str(page))
    assert (clean.returncode, clean.stderr) == (0, "")
    assert "No double booking since" in clean.stdout
    assert "tries for 3 free times: 3 won" in clean.stdout
    html = page.read_text(encoding="utf-8")
    (kept,) = (busy.folder / "verifications").iterdir()
    assert kept.read_text(encoding="utf-8") == html
    assert "Keine Doppelbuchung seit" in html
    assert "No double booking since" in html
    assert "http" not in html.replace("http-equiv", "")

    busy.by_hand(STUCK)
    late = busy.call("verify", "--quick")
    assert (late.returncode, "FAULT" in late.stdout) == (1, True)

    sqlite = not busy.environment["DATABASE_URL"]
    if sqlite:
        busy.by_hand("DROP TRIGGER allocation_no_overlap_insert")
    else:
        busy.by_hand("ALTER TABLE terminbuch_allocation DROP CONSTRAINT allocation_no_overlap")
    busy.by_hand(OVERLAP.format(sitting=f"'{'0' * 32}'"))
    unsafe = busy.call("verify", "--quick")
    assert unsafe.returncode == 3
    for words in ("occupy the same time", "guard against double bookings is missing"):
        assert words in unsafe.stdout
    assert leftovers(busy.folder) == []


def test_at_night_the_worker_has_it_done(busy: Installation) -> None:
    before = asked(busy, ENDED)
    busy.by_hand("DELETE FROM terminbuch_chore WHERE name = 'verify'")
    busy.by_hand("INSERT INTO terminbuch_chore (name, due_at) VALUES ('verify', '2020-01-01 00:00:00')")

    with worker(busy):
        until(lambda: asked(busy, ENDED) > before)

    ((due_at,),) = asked(busy, "SELECT CAST(due_at AS text) FROM terminbuch_chore WHERE name = 'verify'")
    assert str(due_at) > "2026"


@pytest.mark.parametrize("line", [["--no-such-word"], ["file"]])
def test_a_wrong_word_ends_with_status_2(busy: Installation, line: list[str]) -> None:
    assert busy.call("verify", *line).returncode == 2
