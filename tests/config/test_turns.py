"""On SQLite writers stand in line; whoever is killed in it is in nobody's way."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread

import pytest
from django.db import OperationalError, connection

from terminbuch.actions.attempts import count
from terminbuch.actions.deed import deed
from terminbuch.config.sqlite.turns import Turns
from terminbuch.models import AttemptCount
from tests.builders import SUNDAY_18

PATIENCE = 20.0
AT_ONCE = 0.05
HOLDER = """
import sys
from pathlib import Path
from terminbuch.config.sqlite.turns import Turns
turns = Turns(Path(sys.argv[1]))
assert turns.take(20)
print("has it", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "some.sqlite3"


@contextmanager
def another_process(database: Path) -> Iterator[subprocess.Popen[str]]:
    """Which takes a turn and keeps it."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(database)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with process:
        yield process
        process.kill()


def has_it(process: subprocess.Popen[str]) -> bool:
    assert process.stdout is not None
    return process.stdout.readline() == "has it\n"


def waiting_for(database: Path) -> int:
    """How many stand in line, as the kernel says."""
    files = [f":{Path(f'{database}{end}').stat().st_ino} " for end in ("-writing", "-next")]
    lines = Path("/proc/locks").read_text(encoding="ascii").splitlines()
    return sum("->" in line and any(file in line for file in files) for line in lines)


def until_so_many_wait(number: int, database: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while waiting_for(database) < number:
        assert time.monotonic() < deadline, "nobody waits"


def test_writers_come_in_turn(database: Path) -> None:
    first = Turns(database)
    assert first.take(AT_ONCE)
    came: list[int] = []

    def write(number: int) -> None:
        turns = Turns(database)
        assert turns.take(PATIENCE)
        came.append(number)
        turns.give_back()

    threads = [Thread(target=write, args=(number,)) for number in range(5)]
    for number, thread in enumerate(threads, start=1):
        thread.start()
        until_so_many_wait(number, database)
    first.give_back()
    for thread in threads:
        thread.join(PATIENCE)

    assert came == [0, 1, 2, 3, 4]


def test_who_has_just_written_lines_up_behind_those_who_wait(database: Path) -> None:
    first, second = Turns(database), Turns(database)
    assert first.take(AT_ONCE)
    came: list[str] = []

    def write() -> None:
        assert second.take(PATIENCE)
        came.append("who waited")
        until_so_many_wait(1, database)
        second.give_back()

    waiting = Thread(target=write)
    waiting.start()
    until_so_many_wait(1, database)
    first.give_back()
    while not came:
        assert waiting.is_alive()
    assert first.take(PATIENCE)
    waiting.join(PATIENCE)

    assert came == ["who waited"]


def test_nobody_waits_longer_than_was_said_nor_comes_later_all_the_same(database: Path) -> None:
    first, second, third = Turns(database), Turns(database), Turns(database)
    assert first.take(AT_ONCE)

    assert not second.take(AT_ONCE)

    first.give_back()
    assert third.take(PATIENCE)
    third.give_back()
    assert second.take(PATIENCE)


def test_a_killed_writer_is_in_nobodys_way(database: Path) -> None:
    mine = Turns(database)
    with another_process(database) as writer:
        assert has_it(writer)
        assert not mine.take(AT_ONCE)

        writer.send_signal(signal.SIGKILL)

        assert mine.take(PATIENCE)


def test_a_killed_waiter_is_in_nobodys_way(database: Path) -> None:
    mine, third = Turns(database), Turns(database)
    assert mine.take(AT_ONCE)
    with another_process(database) as waiter:
        until_so_many_wait(1, database)
        waiter.send_signal(signal.SIGKILL)
        waiter.wait(PATIENCE)

    mine.give_back()

    assert third.take(PATIENCE)


def test_without_a_place_for_the_files_nobody_waits(tmp_path: Path) -> None:
    assert Turns(tmp_path / "nowhere" / "some.sqlite3").take(AT_ONCE)


def test_a_turn_that_was_closed_is_free(database: Path) -> None:
    first, second = Turns(database), Turns(database)
    assert first.take(AT_ONCE)

    first.close()

    assert second.take(AT_ONCE)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no need of it")
@pytest.mark.django_db(transaction=True)
class TestWithDeeds:
    """Of the real database."""

    @pytest.fixture
    def turns(self) -> Iterator[Turns]:
        found = Turns(Path(connection.settings_dict["NAME"]))
        yield found
        found.close()

    @pytest.fixture
    def impatient(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", AT_ONCE)

    def test_a_deed_takes_a_turn_and_gives_it_back(self, turns: Turns) -> None:
        count("book", "anna", limit=3, now=SUNDAY_18)

        assert turns.take(AT_ONCE)

    @pytest.mark.usefixtures("impatient")
    def test_whoever_writes_waits_and_whoever_reads_does_not(self, turns: Turns) -> None:
        assert turns.take(AT_ONCE)

        assert not AttemptCount.objects.exists()
        with pytest.raises(OperationalError, match="database is locked"):
            count("book", "anna", limit=3, now=SUNDAY_18)

        turns.give_back()
        count("book", "anna", limit=3, now=SUNDAY_18)
        assert AttemptCount.objects.get().count == 1

    def test_a_deed_that_fails_gives_its_turn_back(self, turns: Turns) -> None:
        @deed
        def fail() -> None:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail()

        assert turns.take(AT_ONCE)

    def test_a_program_that_knows_nothing_of_turns_writes_all_the_same(self, turns: Turns) -> None:
        assert turns.take(AT_ONCE)

        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
            other.execute("DELETE FROM terminbuch_attemptcount")
            other.commit()

    @pytest.mark.usefixtures("impatient")
    def test_and_is_waited_for_by_sqlites_own_lock(self, turns: Turns) -> None:
        with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            connection.close()
            with pytest.raises(OperationalError, match="database is locked"):
                count("book", "anna", limit=3, now=SUNDAY_18)
            other.execute("ROLLBACK")

        assert turns.take(AT_ONCE)
