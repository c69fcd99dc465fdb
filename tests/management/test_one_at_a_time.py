"""Two hosts that start together bring the tables up to date one after the other."""

from __future__ import annotations

import pytest
from django.db import connection

from terminbuch.management.one_at_a_time import OURS, one_at_a_time
from tests.concurrency.stage import Act

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="a file has one host"),
]


def holder() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = %s", [OURS % 2**32])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def own_session() -> int:
    return int(connection.connection.info.backend_pid)


def prepared() -> int:
    """Which session had the lock while it was prepared."""
    with one_at_a_time():
        return holder()


def test_the_second_host_begins_when_the_first_is_through() -> None:
    with one_at_a_time():
        first = own_session()
        second = Act(prepared).begins()
        assert holder() == first

    assert second.ends() != first
    assert holder() == 0


def test_who_waits_is_in_no_transaction_that_an_index_would_wait_for() -> None:
    with one_at_a_time():
        second = Act(prepared).begins()
        with connection.cursor() as cursor:
            cursor.execute("CREATE INDEX CONCURRENTLY a_trial ON terminbuch_organisation (name)")
            cursor.execute("DROP INDEX CONCURRENTLY a_trial")

    assert second.ends() > 0
