"""A deed happens whole or not at all, and again when the database asks for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection

from terminbuch.actions.deed import StartOver, deed
from terminbuch.models import Organisation
from tests.builders import make_organisation

pytestmark = pytest.mark.django_db


class Deadlock(Exception):
    """What the driver raises beneath Django's error."""

    sqlstate = "40P01"


class Serialization(Exception):
    sqlstate = "40001"


class TooManyConnections(Exception):
    sqlstate = "53300"


def failing(times: int, trouble: Callable[[], Exception]) -> tuple[Callable[[], str], list[int]]:
    """A deed that founds an organisation and fails so often; and how often it was tried."""
    tries: list[int] = []

    @deed
    def found() -> str:
        tries.append(len(tries) + 1)
        make_organisation(f"try-{len(tries)}")
        if len(tries) <= times:
            raise trouble()
        return "done"

    return found, tries


def caused_by(cause: Exception) -> OperationalError:
    error = OperationalError("trouble")
    error.__cause__ = cause
    return error


PASSING: dict[str, Callable[[], Exception]] = {
    "a deadlock": lambda: caused_by(Deadlock()),
    "a serialization failure": lambda: caused_by(Serialization()),
    "a busy database": lambda: OperationalError("database is locked"),
    "something read before the lock has changed": StartOver,
    "a number drawn twice": lambda: IntegrityError('violates unique constraint "booking_number_once"'),
    "a number drawn twice, on SQLite": lambda: IntegrityError(
        "UNIQUE constraint failed: terminbuch_booking.organisation_id, terminbuch_booking.number"
    ),
}
LASTING: dict[str, Callable[[], Exception]] = {
    "another broken rule": lambda: IntegrityError("violates check constraint"),
    "no more connections": lambda: caused_by(TooManyConnections()),
    "a lost connection": lambda: OperationalError("server closed the connection unexpectedly"),
    "a database error": lambda: DatabaseError("no such table"),
    "a bug": ZeroDivisionError,
}


@pytest.mark.parametrize("trouble", PASSING.values(), ids=PASSING)
@pytest.mark.parametrize("times", [1, 3])
def test_passing_trouble_is_met_by_beginning_again(times: int, trouble: Callable[[], Exception]) -> None:
    found, tries = failing(times, trouble)

    assert found() == "done"
    assert tries == [*range(1, times + 2)]
    assert list(Organisation.objects.values_list("slug", flat=True)) == [f"try-{times + 1}"]


@pytest.mark.parametrize("trouble", PASSING.values(), ids=PASSING)
def test_after_four_tries_it_is_given_up(trouble: Callable[[], Exception]) -> None:
    found, tries = failing(4, trouble)

    with pytest.raises(type(trouble())):
        found()

    assert tries == [1, 2, 3, 4]
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("trouble", LASTING.values(), ids=LASTING)
def test_lasting_trouble_is_raised_at_once_and_nothing_is_left(trouble: Callable[[], Exception]) -> None:
    found, tries = failing(1, trouble)

    with pytest.raises(type(trouble())):
        found()

    assert tries == [1]
    assert not Organisation.objects.exists()


def test_a_deed_within_a_deed_is_an_error_and_leaves_nothing() -> None:
    @deed
    def inner() -> None:
        make_organisation("inner")

    @deed
    def outer() -> None:
        make_organisation("outer")
        inner()

    with pytest.raises(RuntimeError, match="durable"):
        outer()

    assert not Organisation.objects.exists()


def test_a_deed_keeps_its_name_and_hands_its_arguments_on() -> None:
    @deed
    def said(word: str, *, twice: bool) -> str:
        """Says a word."""
        return word * (2 if twice else 1)

    assert said("a", twice=True) == "aa"
    assert (said.__name__, said.__doc__) == ("said", "Says a word.")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows one isolation only")
def test_the_isolation_is_the_one_that_the_locks_are_made_for() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_isolation")

        assert cursor.fetchone() == ("read committed",)
