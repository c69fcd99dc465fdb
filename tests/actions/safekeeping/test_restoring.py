from __future__ import annotations

import uuid
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError

from terminbuch.actions.refusals import SlotTaken
from terminbuch.actions.safekeeping import NotEmpty, OtherTables, Spoilt, back_up, put_back
from terminbuch.models import Allocation, Booking, Chore, Location, Organisation, Resource, Service
from tests.actions.safekeeping.conftest import KEYS, read_folder, write_keys
from tests.actions.safekeeping.wiping import made_true, rewritten, rows, wipe
from tests.builders import (
    MONDAY_9,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    change,
    make_booking,
    make_calendar,
    make_salon,
)

OTHER_KEYS = {name: key[::-1].upper() for name, key in KEYS.items()}


@pytest.fixture
def backup(salon: Salon, tmp_path: Path) -> Path:
    back_up(tmp_path / "monday.zip", with_keys=True, now=SUNDAY_18)
    return tmp_path / "monday.zip"


def test_after_a_wipe_and_a_restore_every_row_is_what_it_was(salon: Salon, tmp_path: Path) -> None:
    before = rows()
    back_up(tmp_path / "monday.zip", with_keys=True, now=SUNDAY_18)
    wipe()
    assert not Organisation.objects.exists()

    restored = put_back(tmp_path / "monday.zip", replace=False, now=SUNDAY_18)

    assert rows() == before
    assert restored.changed_keys == []


def test_what_comes_after_a_restore_is_numbered_on_and_guarded(salon: Salon, backup: Path) -> None:
    wipe()

    put_back(backup, replace=False, now=SUNDAY_18)

    make_booking(salon.cut, at=TUESDAY_9, resource_id=salon.ben.pk)
    assert Booking.objects.of(salon.organisation).count() == 3
    with pytest.raises(SlotTaken):
        make_booking(salon.cut, at=MONDAY_9, who="Berta", resource_id=salon.ben.pk)
    twice = Allocation.objects.of(salon.organisation).filter(booking__name="Anna")[0]
    twice.pk, twice.sitting = None, twice.booking.uid  # type: ignore[union-attr]
    with pytest.raises(IntegrityError):
        twice.save()


def test_what_a_first_start_left_behind_is_no_business(salon: Salon, backup: Path) -> None:
    before = rows()
    wipe()
    Chore.objects.create(name="sweep holds", due_at=SUNDAY_18)

    put_back(backup, replace=False, now=SUNDAY_18)

    assert rows() == {**before, "Backup": []}


def test_an_installation_in_use_is_not_replaced_unless_asked_to(salon: Salon, backup: Path) -> None:
    make_booking(salon.cut, at=TUESDAY_9)
    before = rows()

    with pytest.raises(NotEmpty):
        put_back(backup, replace=False, now=SUNDAY_18)

    assert rows() == before


def test_replaced_there_is_what_was_and_everybody_signs_in_anew(salon: Salon, backup: Path) -> None:
    make_booking(salon.cut, at=TUESDAY_9)
    make_salon("barber")
    Session.objects.create(session_key="mallory", session_data="x", expire_date=TUESDAY_9)

    put_back(backup, replace=True, now=SUNDAY_18)

    assert [each.slug for each in Organisation.objects.all()] == ["salon"]
    assert Booking.objects.of(salon.organisation).count() == 2
    assert not Session.objects.exists()


def test_no_revision_comes_twice_for_a_running_process_keeps_answers_by_them(
    salon: Salon, backup: Path
) -> None:
    ahead = int(TUESDAY_9.timestamp() * 1000)
    change(salon.ben, revision=ahead)

    put_back(backup, replace=True, now=SUNDAY_18)

    assert revisions() == [ahead + 1] * 5


def test_no_revision_comes_twice_though_all_was_lost_meanwhile(salon: Salon, backup: Path) -> None:
    wipe()

    put_back(backup, replace=False, now=SUNDAY_18)

    assert revisions() == [int(SUNDAY_18.timestamp() * 1000) + 1] * 5


def revisions() -> list[int]:
    """Of Ben, Clara and the room, of the place and the service."""
    tables = (Resource, Location, Service)
    return [row.revision for table in tables for row in table.objects.everywhere()]


def test_outside_calendars_are_compared_as_a_whole(salon: Salon, tmp_path: Path) -> None:
    known: dict[str, Any] = {"token": "t1", "lease_until": TUESDAY_9, "lease_token": uuid.uuid4()}
    read = make_calendar(salon.ben, next_read_at=TUESDAY_9, **known)
    unread = make_calendar(salon.ben, "Verein", next_read_at=None, **known)
    back_up(tmp_path / "calendars.zip", with_keys=True, now=SUNDAY_18)

    put_back(tmp_path / "calendars.zip", replace=True, now=MONDAY_9)

    for calendar, due_at in ((read, MONDAY_9), (unread, None)):
        calendar.refresh_from_db()
        found = (calendar.full_due, calendar.token, calendar.lease_token, calendar.next_read_at)
        assert found == (True, "", None, due_at)


def test_the_keys_come_with_it_and_those_in_use_are_kept_beside(
    salon: Salon, backup: Path, data: Path
) -> None:
    write_keys(data, OTHER_KEYS)

    restored = put_back(backup, replace=True, now=SUNDAY_18)

    assert restored.changed_keys == [*KEYS]
    assert read_folder(data) == KEYS | {f"{name}.before": key for name, key in OTHER_KEYS.items()}


def test_a_backup_without_keys_leaves_those_in_use(salon: Salon, data: Path, tmp_path: Path) -> None:
    back_up(tmp_path / "monday.zip", with_keys=False, now=SUNDAY_18)
    write_keys(data, OTHER_KEYS)

    restored = put_back(tmp_path / "monday.zip", replace=True, now=SUNDAY_18)

    assert (restored.changed_keys, read_folder(data)) == ([], OTHER_KEYS)


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-2000])


def one_byte_changed(path: Path) -> None:
    """In the midst of a table, for what stands around the tables is not all looked at."""
    whole = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as file:
        largest = max(file.infolist(), key=lambda each: each.compress_size)
    whole[largest.header_offset + 30 + len(largest.filename) + largest.compress_size // 2] ^= 1
    path.write_bytes(whole)


SPOILT: dict[str, Callable[[Path], object]] = {
    "no archive": lambda path: path.write_text("Liebe Anna, …"),
    "nothing": lambda path: path.write_bytes(b""),
    "cut off": cut_off,
    "one byte": one_byte_changed,
    "a row": lambda path: rewritten(path, terminbuch_booking=lambda old: old.replace(b"Anna", b"Ella")),
    "a row less": lambda path: rewritten(path, terminbuch_booking=lambda old: old.split(b"\n", 1)[1]),
    "a key": lambda path: rewritten(path, link_keys=lambda key: key[::-1] + b"!"),
    "another format": lambda path: rewritten(
        path, manifest=lambda said: said.replace(b'"format": 1', b'"format": 2')
    ),
    "no manifest": lambda path: rewritten(path, manifest=lambda said: b"{}"),
    "a list": lambda path: rewritten(path, manifest=lambda said: b"[]"),
    "no JSON": lambda path: rewritten(path, manifest=lambda said: b"\x00"),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_spoilt_file_is_refused_and_changes_nothing(
    salon: Salon, backup: Path, data: Path, spoil: Callable[[Path], object]
) -> None:
    write_keys(data, OTHER_KEYS)
    before = rows()
    spoil(backup)

    with pytest.raises(Spoilt):
        put_back(backup, replace=True, now=SUNDAY_18)

    assert (rows(), read_folder(data)) == (before, OTHER_KEYS)


@pytest.mark.parametrize(
    ("table", "changed"),
    [
        ("terminbuch_allocation", lambda old: old.replace(b'"live":true', b'"live":"perhaps"')),
        ("terminbuch_allocation", lambda old: old + old.split(b"\n")[0] + b"\n"),
        ("terminbuch_customer", lambda old: b""),
        ("terminbuch_booking", lambda old: old.replace(b'"status":"confirmed"', b'"status":"pending"')),
        ("terminbuch_booking", lambda old: old.replace(b'"number"', b'"nummer"')),
        ("terminbuch_booking", lambda old: b"1\n"),
    ],
)
def test_rows_that_cannot_be_are_refused_half_way_and_change_nothing(
    salon: Salon, backup: Path, data: Path, table: str, changed: Callable[[bytes], bytes]
) -> None:
    write_keys(data, OTHER_KEYS)
    before = rows()
    made_true(backup, table, changed)

    with pytest.raises(Spoilt):
        put_back(backup, replace=True, now=SUNDAY_18)

    assert (rows(), read_folder(data)) == (before, OTHER_KEYS)


def test_another_versions_tables_are_refused_and_its_name_is_said(salon: Salon, backup: Path) -> None:
    rewritten(
        backup,
        manifest=lambda said: said.replace(b'"customer_id"', b'"client_id"').replace(
            b'"version": "0.1.0"', b'"version": "0.0.7"'
        ),
    )
    change(salon.organisation, name="Still here")

    with pytest.raises(OtherTables) as refused:
        put_back(backup, replace=True, now=SUNDAY_18)

    assert "written by Terminbuch 0.0.7" in str(refused.value.sentence)
    assert Organisation.objects.get().name == "Still here"
