"""A deed: one whole change, or none. The only place that opens a transaction."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from contextvars import ContextVar
from functools import wraps

from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError, connection, transaction

ATTEMPTS = 4
DEADLOCK, SERIALIZATION = "40P01", "40001"
# After a failover: a standby is on the other side, which takes no changes.
READ_ONLY = "25006"
# Writes nothing that anybody reads, but makes the commit wait for the standbys. On one of them it is refused
# as every other change is.
TRACE = f"""DO $$ BEGIN
IF pg_is_in_recovery() THEN RAISE EXCEPTION 'no changes on a standby' USING ERRCODE = '{READ_ONLY}'; END IF;
PERFORM pg_logical_emit_message(true, 'terminbuch', 'done again');
END $$"""
CONNECTING, CHANGING, COMMITTING = range(3)

_is_first: ContextVar[bool] = ContextVar("is_first", default=False)


class StartOver(Exception):
    """What was read before the lock has changed meanwhile: the deed begins again."""


class ConnectionLost(OperationalError):
    """The connection died before the commit was asked for: nothing came of it, and it can begin again."""


class OutcomeUnknown(OperationalError):
    """The connection died while the deed was being committed: it came to be, or it did not."""


def deed[**P, Result](change: Callable[P, Result]) -> Callable[P, Result]:
    """Runs ``change`` in a transaction of its own, again when the database asks for it, at most four times.

    ``durable=True``: what a deed returned is committed, and a deed inside a deed is an error. A connection
    that dies on the way is a reason to begin again, on another one. Raises OutcomeUnknown where it died in
    the commit, and OperationalError where no connection can be had.
    """
    return _retried(change, after_unknown=False)


def repeatable_deed[**P, Result](change: Callable[P, Result]) -> Callable[P, Result]:
    """A deed that may be done twice: by its request's key it finds what it did, or twice does no harm.

    So it begins again even where nobody knows whether it came to be.
    """
    return _retried(change, after_unknown=True)


def repeatable_statement[**P, Result](change: Callable[P, Result]) -> Callable[P, Result]:
    """A repeatable deed of one statement: on PostgreSQL it is a transaction by itself and saves two ways."""
    return _retried(change, after_unknown=True, within=_statement)


def is_first_try() -> bool:
    """Whether the deed under way has not begun again: it may hope for the best, and start over otherwise."""
    return _is_first.get()


def _transaction() -> AbstractContextManager[None]:
    return transaction.atomic(durable=True)


def _statement() -> AbstractContextManager[None]:
    """On SQLite whoever writes stands in line for a transaction; within one there cannot be another."""
    is_whole = connection.vendor == "sqlite" or connection.in_atomic_block
    return _transaction() if is_whole else nullcontext()


def _retried[**P, Result](
    change: Callable[P, Result],
    *,
    after_unknown: bool,
    within: Callable[[], AbstractContextManager[None]] = _transaction,
) -> Callable[P, Result]:
    @wraps(change)
    def whole(*args: P.args, **kwargs: P.kwargs) -> Result:
        for number in range(ATTEMPTS - 1):
            first = _is_first.set(number == 0)
            try:
                return _once(within, change, *args, **kwargs)
            except OutcomeUnknown:
                if not after_unknown:
                    raise
            except (DatabaseError, StartOver) as trouble:
                if not _is_passing(trouble):
                    raise
            finally:
                _is_first.reset(first)
        return _once(within, change, *args, **kwargs)

    return whole


@deed
def make_sure() -> None:
    """When this returns, whatever was read before it is on the standbys, too. See ``leave_a_trace``."""
    leave_a_trace()


def leave_a_trace() -> None:
    """Makes the commit of a deed that only finds what was done wait for the standbys, as if it had done it.

    A server that crashed or was cut off while its commit waited for them shows it all the same when it is
    back. Nobody may be told "that is done already" of something that the next failover loses.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(TRACE)


def _once[**P, Result](
    within: Callable[[], AbstractContextManager[None]],
    change: Callable[P, Result],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Result:
    stage, session = CONNECTING, None
    try:
        with within():
            connection.ensure_connection()
            stage, session = CHANGING, connection.connection
            result = change(*args, **kwargs)
            stage = COMMITTING
        return result
    except (DatabaseError, InterfaceError) as trouble:
        if stage == CONNECTING or not _is_lost(session, trouble):
            raise
        if stage == COMMITTING:
            raise OutcomeUnknown("connection lost in the commit") from trouble
        raise ConnectionLost("connection lost before the commit") from trouble


def _is_lost(session: object, trouble: Exception) -> bool:
    """Whether this session is of no more use. Django has dropped one that could not even roll back."""
    is_read_only = getattr(trouble.__cause__, "sqlstate", None) == READ_ONLY
    if connection.connection is not None and (is_read_only or getattr(session, "closed", False)):
        connection.connection.close()  # else the pool would hand it out again
        connection.close()
    return connection.connection is not session


def _is_passing(trouble: Exception) -> bool:
    """Whether the same deed may well succeed when it begins again."""
    if isinstance(trouble, IntegrityError):
        # Two bookings drew the same short number; the next draw differs.
        return "booking_number_once" in str(trouble) or "booking.number" in str(trouble)
    if isinstance(trouble, OperationalError):
        code = getattr(trouble.__cause__, "sqlstate", None)
        is_asked_for = code in {DEADLOCK, SERIALIZATION} or "database is locked" in str(trouble)
        return is_asked_for or isinstance(trouble, ConnectionLost)
    return isinstance(trouble, StartOver)
