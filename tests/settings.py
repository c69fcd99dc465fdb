"""The settings under test: the real ones, read from an environment in which nothing is left to chance.

``DATABASE_URL`` decides the database: empty means a SQLite file in a folder of its own for each process.
A file, not memory, for threads that share a database in memory are refused with "table is locked".
"""

from __future__ import annotations

import atexit
import os
import tempfile
from pathlib import Path

_FOLDER = tempfile.TemporaryDirectory(prefix="terminbuch-tests-")
atexit.register(_FOLDER.cleanup)
Path(_FOLDER.name, "static").mkdir()  # the server warns when what it serves from is not there
os.environ.update(
    TERMINBUCH_DATA=_FOLDER.name,
    TERMINBUCH_DEMO="no",
    TERMINBUCH_URL="http://localhost:8000",
    SECRET_KEY="a secret of the tests, long enough to be accepted",
    LINK_KEYS="another secret of the tests for the links in mails",
    STORAGE_KEYS="a third secret of the tests for what is sealed in the table",
    OUTSIDE_PRIVATE="127.0.0.1",
)

from terminbuch.config.settings import *  # noqa: E402, F403  # the environment must be complete before
from terminbuch.config.settings import DATABASES, STORAGES  # noqa: E402

if not os.environ.get("DATABASE_URL"):
    DATABASES["default"]["TEST"] = {"NAME": Path(_FOLDER.name) / "test.sqlite3"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Argon2 is slow on purpose
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
