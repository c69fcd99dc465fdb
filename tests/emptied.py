"""How the database is emptied after a test whose rows were committed.

Django's own way takes every table there is, makes PostgreSQL write each of them anew, and afterwards fills in
again what is laid down when a database is made. A test leaves rows in a few tables.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction

from tests.made_once import columns_by_table


def empty() -> None:
    """Waits for whoever is still writing, for their rows are to go, too."""
    tables = [connection.ops.quote_name(table) for table in columns_by_table()]
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # All tables are emptied in the end, so nobody has to look who refers to whom.
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(f"LOCK TABLE {', '.join(tables)} IN SHARE ROW EXCLUSIVE MODE")
        for table in _with_rows(tables):
            cursor.execute(f"DELETE FROM {table}")


def _with_rows(tables: Iterable[str]) -> list[str]:
    asked = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [table for (table,) in cursor.fetchall()]
