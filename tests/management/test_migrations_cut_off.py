"""Whoever is cut off while tables are made or changed simply begins again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

# It leaves foreign keys and indexes for its end, as do most.
APP = "socialaccount"


@pytest.mark.django_db(transaction=True)
def test_what_a_migration_did_and_that_it_is_done_are_committed_together() -> None:
    noted: list[bool] = []

    def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if 'INTO "django_migrations"' in sql:
            noted.append(connection.in_atomic_block)
        return execute(sql, *rest)

    call_command("migrate", APP, "zero", interactive=False, verbosity=0)
    with connection.execute_wrapper(watch):
        call_command("migrate", APP, interactive=False, verbosity=0)

    assert noted
    assert all(noted)
