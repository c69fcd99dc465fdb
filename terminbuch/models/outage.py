"""Whether the database cannot work just now, or whether we asked it for something wrong."""

from __future__ import annotations

from django.db import DatabaseError, InterfaceError, OperationalError

# After a failover the old server refuses to write, or has ended our session while it waited for us.
READ_ONLY, IDLE_FOR_TOO_LONG = "25006", "25P03"
# SQLite calls every mistake in a statement by this number, and Django takes it for trouble of the machine.
OUR_MISTAKE = 1
PRIMARY_CODE = 0xFF


def is_outage(error: BaseException | None) -> bool:
    """Whether this may be over in a moment: disk full, server away or read only, a lock that takes too long.

    Nothing of what was asked stands in the database then, but for one case: where the connection is lost
    during the commit, nobody knows.
    """
    if isinstance(error, InterfaceError):
        return True
    cause = getattr(error, "__cause__", None)
    if isinstance(error, OperationalError):
        return getattr(cause, "sqlite_errorcode", 0) & PRIMARY_CODE != OUR_MISTAKE
    return isinstance(error, DatabaseError) and getattr(cause, "sqlstate", "") in {
        READ_ONLY,
        IDLE_FOR_TOO_LONG,
    }
