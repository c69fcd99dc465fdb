"""A deed: one whole change, or none. The only place that opens a transaction."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.db import DatabaseError, IntegrityError, OperationalError, transaction

ATTEMPTS = 4
DEADLOCK, SERIALIZATION = "40P01", "40001"


class StartOver(Exception):
    """What was read before the lock has changed meanwhile: the deed begins again."""


def deed[**P, Result](change: Callable[P, Result]) -> Callable[P, Result]:
    """Runs ``change`` in a transaction of its own, again when the database asks for it, at most four times.

    ``durable=True``: what a deed returned is committed, and a deed inside a deed is an error.
    """

    @wraps(change)
    def whole(*args: P.args, **kwargs: P.kwargs) -> Result:
        for _ in range(ATTEMPTS - 1):
            try:
                return _once(change, *args, **kwargs)
            except (DatabaseError, StartOver) as trouble:
                if not _is_passing(trouble):
                    raise
        return _once(change, *args, **kwargs)

    return whole


def _once[**P, Result](change: Callable[P, Result], *args: P.args, **kwargs: P.kwargs) -> Result:
    with transaction.atomic(durable=True):
        return change(*args, **kwargs)


def _is_passing(trouble: Exception) -> bool:
    """Whether the same deed may well succeed when it begins again."""
    if isinstance(trouble, IntegrityError):
        # Two bookings drew the same short number; the next draw differs.
        return "booking_number_once" in str(trouble) or "booking.number" in str(trouble)
    if isinstance(trouble, OperationalError):
        code = getattr(trouble.__cause__, "sqlstate", None)
        return code in {DEADLOCK, SERIALIZATION} or "database is locked" in str(trouble)
    return isinstance(trouble, StartOver)
