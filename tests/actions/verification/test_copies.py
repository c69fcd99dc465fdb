"""In a copy the guard is tried out: what it lets through is found there, and the data are left alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.db.models import QuerySet

from terminbuch.actions.verification import a_copy, bites, damages
from terminbuch.models import Allocation, Customer
from terminbuch.queries.verification.guards import guards
from tests.builders import MONDAY_9, SUNDAY_18, Salon, make_booking, make_salon

pytestmark = pytest.mark.django_db(transaction=True)
NO_TRIGGER = (
    "CREATE TRIGGER allocation_no_overlap_insert BEFORE INSERT ON terminbuch_allocation"
    " WHEN FALSE BEGIN SELECT RAISE(ABORT, 'no'); END"
)
NO_EXCLUSION = (
    "ALTER TABLE terminbuch_allocation ADD CONSTRAINT allocation_no_overlap EXCLUDE USING gist (resource_id"
    " WITH =, tstzrange(starts_at, ends_at) WITH &&, sitting WITH <>) WHERE (live AND capacity > 99)"
)
WEAKENED = {
    "sqlite": ["DROP TRIGGER allocation_no_overlap_insert", NO_TRIGGER],
    "postgresql": [
        "ALTER TABLE terminbuch_allocation DROP CONSTRAINT allocation_no_overlap",
        NO_EXCLUSION,
    ],
}
"""A guard of the right name that lets everything through."""


@pytest.fixture
def salon(tmp_path: Path, settings: Any) -> Iterator[Salon]:
    settings.DATA = tmp_path
    salon = make_salon()
    make_booking(salon.cut, at=MONDAY_9)
    yield salon
    assert leftovers(tmp_path) == 0


def leftovers(folder: Path) -> int:
    """Copies that are there, on whichever engine."""
    if connection.vendor == "sqlite":
        return len(list(folder.glob(".copy-*")))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE starts_with(nspname, 'terminbuch_copy_')")
        return int(cursor.fetchone()[0])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a file is copied as it is")
def test_the_rules_of_the_copy_have_the_names_of_the_original(salon: Salon) -> None:
    with a_copy(now=SUNDAY_18) as copy:
        assert list(guards(using=copy.alias)) == []


def test_the_guard_bites_in_a_copy_of_the_own_data(salon: Salon) -> None:
    with a_copy(now=SUNDAY_18) as copy:
        rows: QuerySet[Allocation] = QuerySet(Allocation, using=copy.alias)
        assert rows.count() == 1
        assert [*damages(copy.alias), *bites(copy.alias)] == []
        assert rows.count() == 1


def test_a_guard_that_is_there_and_does_not_bite_is_found(salon: Salon) -> None:
    with a_copy(now=SUNDAY_18) as copy:
        with connections[copy.alias].cursor() as cursor:
            for statement in WEAKENED[connection.vendor]:
                cursor.execute(statement)
        found = list(bites(copy.alias))

    (only,) = found
    assert only.code == "guard_toothless"
    assert "an imagined one: the same time" in only.facts["why"]
    assert "an own one: its last minute" in only.facts["why"]


def test_whatever_is_done_in_a_copy_the_data_stay_as_they_are(salon: Salon) -> None:
    with a_copy(now=SUNDAY_18) as copy:
        QuerySet(Allocation, using=copy.alias)._raw_delete(copy.alias)

        assert not QuerySet(Allocation, using=copy.alias).exists()

    assert Allocation.objects.of(salon.organisation).count() == 1


def test_a_copy_goes_away_when_what_is_done_with_it_fails(salon: Salon, tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        fail_in_a_copy(tmp_path)


def fail_in_a_copy(folder: Path) -> None:
    with a_copy(now=SUNDAY_18):
        assert leftovers(folder) == 1
        raise ZeroDivisionError


def test_what_a_crash_left_behind_goes_with_the_next_one(salon: Salon, tmp_path: Path) -> None:
    if connection.vendor == "sqlite":
        (tmp_path / ".copy-abandoned").mkdir()
    else:
        with connection.cursor() as cursor:
            cursor.execute("CREATE SCHEMA terminbuch_copy_abandoned")

    with a_copy(now=SUNDAY_18):
        assert leftovers(tmp_path) == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a file is copied as it is")
def test_on_postgresql_the_copy_holds_nobody_who_could_be_written_to(salon: Salon) -> None:
    with a_copy(now=SUNDAY_18) as copy:
        assert not QuerySet(Customer, using=copy.alias).exists()
