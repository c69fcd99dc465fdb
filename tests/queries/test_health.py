"""Is the installation fit to give times away? What is wrong is named, and what is fatal says so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from terminbuch.actions.deliveries import mark_failed, take_due
from terminbuch.models import GUARD
from terminbuch.queries import health
from tests.builders import SUNDAY_18, Salon, make_booking

MINUTE = timedelta(minutes=1)


def troubles(now=SUNDAY_18) -> list[str]:
    return [finding.code for finding in health.findings(now) if finding.is_trouble]


@pytest.mark.django_db
def test_a_fresh_installation_is_fit_as_it_is_set_up_here() -> None:
    assert troubles() == []
    assert health.is_ready()
    assert "guard" in [finding.code for finding in health.findings(SUNDAY_18)]


@pytest.mark.django_db
def test_without_the_guard_nothing_may_be_booked() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {GUARD}_insert")
        else:
            cursor.execute(f"ALTER TABLE terminbuch_allocation DROP CONSTRAINT {GUARD}")

    guard = health.guard()
    assert (guard.is_trouble, guard.is_fatal) == (True, True)
    assert GUARD in guard.sentence
    assert not health.is_ready()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a pragma of SQLite")
@pytest.mark.django_db(transaction=True)
def test_a_database_that_may_forget_the_last_minute_is_not_fit() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
        found = {finding.code for finding in health.durability() if finding.is_fatal}
        cursor.execute("PRAGMA synchronous=FULL")

    assert found == {"synchronous"}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a setting of PostgreSQL")
@pytest.mark.django_db
def test_a_session_that_may_forget_the_last_minute_is_not_fit() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")

    assert {finding.code for finding in health.durability() if finding.is_fatal} == {"synchronous_commit"}


def test_mails_that_wait_too_long_are_named(salon: Salon) -> None:
    make_booking(salon.cut)

    assert troubles(SUNDAY_18 + 10 * MINUTE) == []
    assert troubles(SUNDAY_18 + 11 * MINUTE) == ["deliveries"]


def test_mails_that_failed_are_named(salon: Salon) -> None:
    make_booking(salon.cut)
    while (delivery := take_due(SUNDAY_18, lease=MINUTE)) is not None:
        mark_failed(delivery, error="550", now=SUNDAY_18, for_good=True)

    assert troubles() == ["failed"]
    assert "2 mails" in next(finding.sentence for finding in health.findings(SUNDAY_18) if finding.is_trouble)
