"""A session of the database ends in the middle of a deed, as when another server takes over."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection, connections

from terminbuch.actions.asking import VISITOR
from terminbuch.actions.attempts import count
from terminbuch.actions.booking import book, booked_before, cancel
from terminbuch.actions.deed import OutcomeUnknown, deed
from terminbuch.models import Booking, Organisation
from tests.builders import MONDAY_9, SUNDAY_18, Salon, a_request, make_booking, make_organisation
from tests.concurrency.stage import ALLOCATIONS, PATIENCE, Act
from tests.concurrency.tables import counted, homeless, overlaps

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="a file has no sessions that could end"),
]
GATE = 20011
SLOW_COMMIT = f"""
CREATE FUNCTION wait_at_the_gate() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_advisory_xact_lock({GATE}); RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER gate AFTER INSERT OR UPDATE ON terminbuch_booking
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait_at_the_gate();
"""
FAST_AGAIN = "DROP TRIGGER gate ON terminbuch_booking; DROP FUNCTION wait_at_the_gate()"


class Line[Result]:
    """A deed in a thread of its own, whose connection can be ended from either side."""

    def __init__(self, change: Callable[[], Result], *, stop_before: str = "") -> None:
        self._sessions: list[psycopg.Connection[Any]] = []
        self.act = Act(lambda: self._begin(change), stop_before=stop_before)

    def _begin(self, change: Callable[[], Result]) -> Result:
        connection.ensure_connection()
        self._sessions.append(connections["default"].connection)
        return change()

    def session_ends(self) -> None:
        """The server ends it: what was not committed is rolled back."""
        assert _asked("SELECT pg_terminate_backend(%s, 10000)", self._sessions[0].info.backend_pid)

    def is_cut(self) -> None:
        """Nothing comes back any more; the server does not know yet, and goes on with what it was asked."""
        with socket.socket(fileno=os.dup(self._sessions[0].fileno())) as wire:
            wire.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def gate(salon: Salon) -> Iterator[Callable[[], None]]:
    """Commits that change a booking wait until this is called."""
    with connection.cursor() as cursor:
        cursor.execute(SLOW_COMMIT)
    _asked("SELECT pg_advisory_lock(%s)", GATE)
    yield lambda: _asked("SELECT pg_advisory_unlock(%s)", GATE)
    _asked("SELECT pg_advisory_unlock_all()")
    with connection.cursor() as cursor:
        cursor.execute(FAST_AGAIN)


def _asked(question: str, *facts: int) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question, facts)
        return cursor.fetchone()[0]


def _waiting_for_another() -> bool:
    waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'transactionid'"
    return bool(_asked(waits))


def test_a_session_that_ends_before_the_commit_lets_the_deed_begin_again(salon: Salon) -> None:
    request = a_request(salon.cut, at=MONDAY_9)
    line = Line(lambda: book(request, by=VISITOR, now=SUNDAY_18), stop_before=ALLOCATIONS)
    line.act.begins()

    line.session_ends()

    assert line.act.ends().starts_at == MONDAY_9
    assert counted("booking", "acceptedrequest") == {"booking": 1, "acceptedrequest": 1}
    assert (overlaps(), homeless()) == (0, 0)


def test_also_one_that_must_not_be_done_twice(salon: Salon) -> None:
    booking = make_booking(salon.cut, at=MONDAY_9)
    line = Line(
        lambda: cancel(booking.pk, by=VISITOR, now=SUNDAY_18), stop_before='UPDATE "terminbuch_allocation"'
    )
    line.act.begins()

    line.session_ends()

    assert line.act.ends().status == Booking.Status.CANCELLED
    assert homeless() == 0


def test_a_try_that_is_counted_without_a_transaction_is_counted_all_the_same(salon: Salon) -> None:
    line = Line(lambda: count("book", "anna", limit=1, now=SUNDAY_18), stop_before="INSERT INTO")
    line.act.begins()

    line.session_ends()

    line.act.ends()
    assert counted("attemptcount") == {"attemptcount": 1}


def test_a_booking_whose_commit_was_lost_on_the_way_is_found_and_not_booked_twice(
    salon: Salon, gate: Callable[[], None]
) -> None:
    """It came to be: the server heard the commit, we did not hear its answer."""
    request = a_request(salon.cut, at=MONDAY_9)
    line = Line(lambda: book(request, by=VISITOR, now=SUNDAY_18))
    line.act.waits()

    line.is_cut()
    _until(_waiting_for_another)
    gate()

    assert line.act.ends() == Booking.objects.of(salon.organisation).get()
    assert counted("acceptedrequest") == {"acceptedrequest": 1}


def test_a_booking_whose_commit_failed_is_booked_after_all(salon: Salon, gate: Callable[[], None]) -> None:
    """It did not come to be: the session ended while it was committing."""
    request = a_request(salon.cut, at=MONDAY_9)
    line = Line(lambda: book(request, by=VISITOR, now=SUNDAY_18))
    line.act.waits()

    line.session_ends()
    gate()

    assert line.act.ends() == Booking.objects.of(salon.organisation).get()
    assert (overlaps(), homeless()) == (0, 0)


def test_a_cancellation_whose_commit_was_lost_is_not_repeated_but_called_unknown(
    salon: Salon, gate: Callable[[], None]
) -> None:
    gate()
    booking = make_booking(salon.cut, at=MONDAY_9)
    _asked("SELECT pg_advisory_lock(%s)", GATE)
    line = Line(lambda: cancel(booking.pk, by=VISITOR, now=SUNDAY_18))
    line.act.waits()

    line.is_cut()

    with pytest.raises(OutcomeUnknown):
        line.act.ends()
    gate()
    _until(lambda: Booking.objects.of(salon.organisation).get().status == Booking.Status.CANCELLED)


def test_what_was_done_already_is_said_when_the_standbys_have_it(salon: Salon) -> None:
    """A commit that changes nothing waits for nobody: the answer to a repeat leaves a record of its own."""
    request = a_request(salon.cut, at=MONDAY_9)
    book(request, by=VISITOR, now=SUNDAY_18)
    again: list[Callable[[], object]] = [
        lambda: book(request, by=VISITOR, now=SUNDAY_18),
        lambda: booked_before(request),
    ]

    for ask in again:
        before = _asked("SELECT pg_current_xact_id()::text::bigint")
        ask()
        assert _asked("SELECT pg_current_xact_id()::text::bigint") > before + 1


def test_a_deed_on_a_server_that_takes_no_changes_goes_to_another(salon: Salon) -> None:
    """After a failover the old connection may lead to a standby (25006)."""
    tries: list[int] = []

    @deed
    def found() -> str:
        tries.append(connection.connection.info.backend_pid)
        if len(tries) == 1:
            _set("SET TRANSACTION READ ONLY")
        make_organisation("elsewhere")
        return "done"

    assert found() == "done"
    assert len(set(tries)) == 2
    assert Organisation.objects.filter(slug="elsewhere").count() == 1


def test_a_connection_that_died_in_the_pool_is_not_handed_out(salon: Salon) -> None:
    connection.ensure_connection()
    died = connection.connection.info.backend_pid
    other = psycopg.connect(**_where(), autocommit=True)
    connection.close()

    other.execute("SELECT pg_terminate_backend(%s, 10000)", [died])
    other.close()

    assert _asked("SELECT pg_backend_pid()") != died


def test_a_statement_has_an_end_and_so_has_waiting_for_a_lock(salon: Salon) -> None:
    assert [_asked(f"SHOW {name}") for name in ("statement_timeout", "lock_timeout")] == ["15s", "8s"]
    _set("SET statement_timeout = 50")

    with pytest.raises(OperationalError, match="statement timeout"):
        _asked("SELECT pg_sleep(60)")

    connection.close()


def test_a_server_that_is_not_heard_of_any_more_is_given_up(salon: Salon) -> None:
    connection.ensure_connection()
    gone = connection.connection
    gone.patience, left_over = 0.2, gone.info.backend_pid

    with pytest.raises(OperationalError, match="no answer for 0.2 s"):
        _asked("SELECT pg_sleep(60)")

    assert gone.closed
    connection.close()
    assert _asked("SELECT pg_terminate_backend(%s, 10000)", left_over)


def _set(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _where() -> dict[str, Any]:
    said = connection.settings_dict
    return {
        "dbname": said["NAME"],
        "user": said["USER"],
        "password": said["PASSWORD"],
        "host": said["HOST"],
        "port": said["PORT"],
    }


def _until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until, "it never came so far"
