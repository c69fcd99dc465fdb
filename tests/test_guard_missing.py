"""Without its guard, or on a database that forgets, nothing is served: one line, exit status 3."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from terminbuch.management import check
from tests.installation import Installation, fresh_installation
from tests.live import free_pair

DROP = {
    "sqlite": {
        "allocation_no_overlap_insert": "DROP TRIGGER allocation_no_overlap_insert",
        "allocation_no_overlap_update": "DROP TRIGGER allocation_no_overlap_update",
    },
    "postgresql": {
        "allocation_no_overlap": "ALTER TABLE terminbuch_allocation DROP CONSTRAINT allocation_no_overlap"
    },
}
UNSAFE = {
    "sqlite": ("PRAGMA synchronous = NORMAL", "synchronous"),
    "postgresql": ("SET synchronous_commit = off", "synchronous_commit"),
}


@pytest.fixture(params=[0, 1], ids=["first guard", "second guard"])
def unguarded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Installation, str]]:
    """An installation from which somebody dropped a guard by hand, and the guard's name."""
    guards = DROP[connection.vendor]
    if request.param >= len(guards):
        pytest.skip("this database needs one guard only")
    name, statement = list(guards.items())[request.param]
    with fresh_installation(tmp_path) as installation:
        assert installation.call("migrate").returncode == 0
        installation.by_hand(statement)
        yield installation, name


def test_without_the_guard_nothing_is_served(unguarded: tuple[Installation, str]) -> None:
    installation, name = unguarded

    # Another test may hold the port that is meant where nobody names one.
    ended = [
        installation.call(*words) for words in (["check"], ["prepare"], ["run", "--port", str(free_pair())])
    ]

    line = f"terminbuch: the guard against double bookings is missing: {name}\n"
    assert [(each.returncode, each.stdout, each.stderr) for each in ended] == [(check.UNSAFE, "", line)] * 3


def test_check_finds_nothing_wrong_with_a_fresh_installation(tmp_path: Path) -> None:
    with fresh_installation(tmp_path) as installation:
        assert installation.call("migrate").returncode == 0

        ended = installation.call("check")

    assert (ended.returncode, "TROUBLE" in ended.stdout, ended.stderr) == (0, False, "")


@pytest.mark.django_db(transaction=True)
def test_a_database_that_could_forget_a_booking_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    statement, name = UNSAFE[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(statement)

    status = check.main([])
    connection.close()

    said = capsys.readouterr()
    assert (status, said.out, said.err.count("\n"), f" {name} " in said.err) == (check.UNSAFE, "", 1, True)
