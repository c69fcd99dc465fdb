"""Is the installation fit to give times away? What is wrong is named, and what is fatal says so."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import connection

from terminbuch.models import GUARD, Verification, VerifiedOrganisation
from terminbuch.queries import health
from tests.builders import MONDAY_9, MONDAY_10, SUNDAY_18, make_booking, make_salon, occupy
from tests.queries.health.looked import drop_guard, said, troubles

MINUTE = timedelta(minutes=1)


@pytest.mark.django_db
def test_a_fresh_installation_is_fit_as_it_is_set_up_here() -> None:
    assert troubles() == []
    assert health.is_ready()
    assert "guard" in [finding.code for finding in health.findings(SUNDAY_18)]


@pytest.mark.django_db
def test_without_the_guard_nothing_may_be_booked() -> None:
    drop_guard()

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


@pytest.mark.django_db
def test_every_occupied_time_is_compared_and_none_overlaps() -> None:
    salon = make_salon()
    make_booking(salon.cut, at=MONDAY_9)
    make_booking(salon.cut, at=MONDAY_10)

    assert said("overlaps") == ("good", "2 occupied times compared, none overlap")


@pytest.mark.django_db
def test_a_time_that_was_given_twice_around_the_guard_is_found() -> None:
    drop_guard()
    salon = make_salon()
    make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    occupy(salon.cut, salon.ben, MONDAY_9 + 59 * MINUTE, MONDAY_10)

    assert said("overlaps") == ("bad", "1 of 2 occupied times overlaps another one")


@pytest.mark.django_db
def test_whatever_lies_within_a_long_time_is_found_too() -> None:
    """A sweep that compared neighbours only would miss the second of two short ones."""
    drop_guard()
    salon = make_salon()
    occupy(salon.cut, salon.ben, MONDAY_9, MONDAY_9 + 180 * MINUTE)
    for hour in (0, 120):
        start = MONDAY_9 + hour * MINUTE
        occupy(salon.cut, salon.ben, start + 30 * MINUTE, start + 45 * MINUTE)

    assert said("overlaps") == ("bad", "2 of 3 occupied times overlap others")


@pytest.mark.django_db
def test_what_may_share_a_minute_is_no_trouble() -> None:
    """Seats of one sitting, two resources, another business, and what is over."""
    drop_guard()
    salon, next_door = make_salon(), make_salon("barber")
    together = uuid.uuid4()
    for seat in (1, 2):
        occupy(salon.cut, salon.ben, MONDAY_9, MONDAY_10, sitting=together, seat=seat, capacity=2)
    occupy(salon.cut, salon.clara, MONDAY_9, MONDAY_10)
    occupy(salon.cut, salon.ben, MONDAY_9, MONDAY_10, live=False)
    occupy(next_door.cut, next_door.ben, MONDAY_9, MONDAY_10)

    assert said("overlaps") == ("good", "4 occupied times compared, none overlap")
    assert said("overlaps", organisation=salon.organisation)[1] == "3 occupied times compared, none overlap"


@pytest.mark.parametrize(
    ("age", "ago"),
    [(MINUTE, "less than an hour ago"), (61 * MINUTE, "1 hour ago"), (180 * MINUTE, "3 hours ago")],
)
@pytest.mark.django_db
def test_how_long_ago_everything_was_compared_is_said(age: timedelta, ago: str) -> None:
    salon, at = make_salon(), SUNDAY_18 - age
    verification = Verification.objects.create(
        began_at=at, ended_at=at, engine="sqlite", is_safe=True, figures={"occupied": 7}
    )
    VerifiedOrganisation.objects.create(
        organisation=salon.organisation, verification=verification, figures={"occupied": 2}
    )

    whole = f"all 2 occupied times compared {ago}, and all that belongs to them agrees"
    assert said("verification", organisation=salon.organisation) == ("good", whole)
