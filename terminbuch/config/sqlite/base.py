"""SQLite as we run it. A place of its own, so that a fair queue before BEGIN IMMEDIATE has somewhere to stand."""

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    display_name = "SQLite (WAL, immediate)"
