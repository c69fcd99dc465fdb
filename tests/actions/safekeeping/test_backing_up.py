from __future__ import annotations

import json
import stat
import zipfile
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session

from terminbuch.actions.safekeeping import AlreadyThere, Spoilt, back_up
from terminbuch.actions.safekeeping.moment import one_moment
from terminbuch.models import Allocation, Backup, Booking, Opening
from tests.actions.safekeeping.conftest import KEYS
from tests.builders import SUNDAY_18, TUESDAY_9, Salon, make_booking
from tests.concurrency.without_guard import without_guard


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def notes() -> list[tuple[str, str, bool]]:
    rows = Backup.objects.order_by("pk")
    return [(row.file_name, row.error, row.checked_at is not None) for row in rows]


def test_a_backup_holds_the_bookings_and_the_keys_and_says_of_itself_what_it_holds(
    salon: Salon, tmp_path: Path
) -> None:
    path = tmp_path / "monday.zip"

    note = back_up(path, with_keys=True, now=SUNDAY_18)

    found = contents(path)
    bookings = [json.loads(line) for line in found["tables/terminbuch_booking.jsonl"].splitlines()]
    manifest = json.loads(found["manifest.json"])
    assert [row["name"] for row in bookings] == ["Anna", "Zoë"]
    assert manifest["tables"]["terminbuch_booking"]["rows"] == 2
    assert manifest["made_at"] == SUNDAY_18.isoformat()
    assert {name: found[f"keys/{name}"] for name in KEYS} == KEYS
    assert note.rows == sum(table["rows"] for table in manifest["tables"].values())
    assert (note.size_bytes, notes()) == (path.stat().st_size, [("monday.zip", "", True)])


def test_nobody_else_may_read_it(salon: Salon, tmp_path: Path) -> None:
    back_up(tmp_path / "monday.zip", with_keys=True, now=SUNDAY_18)

    assert stat.S_IMODE((tmp_path / "monday.zip").stat().st_mode) == 0o600
    assert sorted(file.name for file in tmp_path.iterdir()) == ["data", "monday.zip"]


def test_the_keys_can_be_left_out(salon: Salon, tmp_path: Path) -> None:
    back_up(tmp_path / "monday.zip", with_keys=False, now=SUNDAY_18)

    assert [name for name in contents(tmp_path / "monday.zip") if name.startswith("keys/")] == []


def test_nobody_is_let_in_by_a_backup(salon: Salon, tmp_path: Path) -> None:
    Session.objects.create(session_key="ajar", session_data="x", expire_date=SUNDAY_18)
    Opening.objects.create(token_hash="open", created_at=SUNDAY_18, deadline=SUNDAY_18)

    back_up(tmp_path / "monday.zip", with_keys=True, now=SUNDAY_18)

    found = contents(tmp_path / "monday.zip")
    assert [name for name in found if "session" in name or "opening" in name] == []


def test_a_file_that_is_there_already_stays_as_it_is(salon: Salon, tmp_path: Path) -> None:
    (tmp_path / "monday.zip").write_text("last week's")

    with pytest.raises(AlreadyThere):
        back_up(tmp_path / "monday.zip", with_keys=True, now=SUNDAY_18)

    assert ((tmp_path / "monday.zip").read_text(), notes()) == ("last week's", [])


def test_a_backup_that_the_disk_does_not_take_is_noted_as_failed(salon: Salon, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        back_up(tmp_path / "nowhere" / "monday.zip", with_keys=True, now=SUNDAY_18)

    [(name, error, is_checked)] = notes()
    assert (name, "No such file or directory" in error, is_checked) == ("monday.zip", True, False)


def test_a_time_that_was_given_twice_is_found_when_the_backup_is_read_back(
    salon: Salon, tmp_path: Path
) -> None:
    twice = Allocation.objects.of(salon.organisation).filter(booking__name="Anna").get()
    twice.pk, twice.sitting = None, uuid4()

    with without_guard():
        twice.save()
        with pytest.raises(Spoilt):
            back_up(tmp_path / "monday.zip", with_keys=True, now=SUNDAY_18)

    [(_, error, _)] = notes()
    assert "allocation_no_overlap" in error
    assert [file.name for file in tmp_path.iterdir()] == ["data"]


def test_bookings_go_on_while_a_moment_is_read_and_do_not_get_into_it(salon: Salon) -> None:
    with one_moment() as moment:
        before = Booking.objects.using(moment).of(salon.organisation).count()

        make_booking(salon.cut, at=TUESDAY_9, now=SUNDAY_18 + timedelta(minutes=1))

        assert Booking.objects.using(moment).of(salon.organisation).count() == before
    assert Booking.objects.of(salon.organisation).count() == before + 1
