"""The program's own rights in the database (SEC-34)."""

from __future__ import annotations

import pytest
from django.db import connection

from terminbuch.queries.findings import Round, State
from terminbuch.queries.health.rights import database_user
from tests.builders import SUNDAY_18

pytestmark = pytest.mark.django_db
ROUND = Round(SUNDAY_18)


def become(attributes: str) -> None:
    """The session goes on as a new role, until the test's transaction is rolled back."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE terminbuch_test {attributes}")
        cursor.execute("SET LOCAL ROLE terminbuch_test")


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="a file of SQLite knows no rights")
@pytest.mark.parametrize(
    ("attributes", "found"),
    [
        ("NOSUPERUSER NOBYPASSRLS", State.GOOD),
        ("NOSUPERUSER BYPASSRLS", State.HINT),
        ("SUPERUSER", State.HINT),
    ],
)
def test_a_database_user_that_may_more_than_it_needs_is_named(attributes: str, found: State) -> None:
    become(attributes)

    assert [finding.state for finding in database_user(ROUND)] == [found]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="a server has roles")
def test_where_there_are_no_rights_nothing_is_said() -> None:
    assert list(database_user(ROUND)) == []
