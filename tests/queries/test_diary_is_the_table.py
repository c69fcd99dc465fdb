"""What the calendar shows is what the table holds: counted apart, for random ranges and rights (S26)."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from datetime import timedelta
from itertools import count

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from terminbuch import availability
from terminbuch.models import Allocation, Member
from terminbuch.queries.diary import Asked, diary
from tests.builders import (
    SUNDAY_18,
    Salon,
    berlin,
    change,
    fill,
    make_location,
    make_salon,
    occupy,
)

QUARTER = timedelta(minutes=15)
moments = st.integers(0, 4 * 24 * 14).map(lambda number: berlin(16, 0) + number * QUARTER)
roles = st.sampled_from([*Member.Role])
whose = st.sampled_from(["ben", "clara", "raum-1", None])
chosen = st.frozensets(st.sampled_from(["ben", "clara", "raum-1"]))

BY_HAND = """
  SELECT count(*) FROM terminbuch_allocation AS a
  JOIN terminbuch_resource AS r ON r.id = a.resource_id
  LEFT JOIN terminbuch_hold AS h ON h.id = a.hold_id
  WHERE a.live AND a.organisation_id = %s AND a.starts_at < %s AND a.ends_at > %s
    AND (h.id IS NULL OR h.deadline > %s)
"""


@pytest.fixture(scope="module")
def full(django_db_setup: None, django_db_blocker: object) -> Iterator[Salon]:
    """Two weeks of bookings, some cancelled, holds that stand and holds that ran out; and a neighbour's."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        salon, neighbour = make_salon(f"full-{next(NUMBERS)}"), make_salon(f"near-{next(NUMBERS)}")
        for business in (salon, neighbour):
            _fill(business)
        yield salon
        transaction.set_rollback(True)


NUMBERS = count()


def _fill(salon: Salon) -> None:
    dice = random.Random(7)  # the same two weeks every time
    for resource in (salon.ben, salon.clara, salon.room):
        fill(salon.cut, resource, 100, first=berlin(17, 9))
    rows = list(Allocation.objects.of(salon.organisation))
    Allocation.objects.of(salon.organisation).filter(pk__in=[row.pk for row in dice.sample(rows, 90)]).update(
        live=False
    )
    for number in range(20):
        start = berlin(17, 18) + timedelta(days=number % 10, minutes=30 * (number // 10))
        row = occupy(salon.cut, salon.ben, start, start + 2 * QUARTER, sitting=uuid.uuid4())
        if number % 3 == 0:
            change(row.hold, deadline=SUNDAY_18)


@st.composite
def looks(draw: st.DrawFn) -> tuple[str, str | None, availability.Span, frozenset[str]]:
    """Somebody's role and own resource, and what is looked at."""
    start, end = sorted((draw(moments), draw(moments)))
    return draw(roles), draw(whose), availability.Span(start, end + QUARTER), draw(chosen)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(look=looks())
def test_as_many_entries_as_rows(
    full: Salon, look: tuple[str, str | None, availability.Span, frozenset[str]]
) -> None:
    role, own, span, slugs = look
    mine = {"ben": full.ben, "clara": full.clara, "raum-1": full.room}.get(own or "")
    member = Member(organisation=full.organisation, role=role, resource=mine)

    shown = diary(Asked(member, span, SUNDAY_18, slugs=slugs))

    assert len(shown.entries) == _counted(member, span, slugs)
    assert len({entry.key for entry in shown.entries}) == len(shown.entries)


def _counted(member: Member, span: availability.Span, slugs: frozenset[str]) -> int:
    moments = map(connection.ops.adapt_datetimefield_value, (span.end, span.start, SUNDAY_18))
    sql, values = BY_HAND, [member.organisation_id, *moments]
    if member.role == "resource":
        sql, values = f"{sql} AND r.id = %s", [*values, member.resource_id or 0]
    if slugs:
        sql, values = f"{sql} AND r.slug IN ({', '.join(['%s'] * len(slugs))})", [*values, *slugs]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.fetchone()[0])


def test_the_counted_weeks_are_not_empty(full: Salon) -> None:
    whole = availability.Span(berlin(16, 0), berlin(30, 0))
    manager = Member(organisation=full.organisation, role="manager")

    assert _counted(manager, whole, frozenset()) > 150


def test_a_chosen_location_counts_its_own(full: Salon) -> None:
    whole = availability.Span(berlin(16, 0), berlin(30, 0))
    manager = Member(organisation=full.organisation, role="manager")
    other = make_location(full.organisation, f"west-{next(NUMBERS)}")

    here = diary(Asked(manager, whole, SUNDAY_18, location=full.location))
    there = diary(Asked(manager, whole, SUNDAY_18, location=other))

    assert (len(here.entries), len(there.entries)) == (_counted(manager, whole, frozenset()), 0)
