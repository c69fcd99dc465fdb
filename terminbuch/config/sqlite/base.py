"""SQLite as we run it: a place of its own, where a fair queue before BEGIN IMMEDIATE can stand."""

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    display_name = "SQLite (WAL, immediate)"
