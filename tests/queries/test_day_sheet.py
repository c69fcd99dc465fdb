from __future__ import annotations

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from terminbuch import availability
from terminbuch.models import Member
from terminbuch.queries.day_sheet import SheetLine, SheetPart, day_sheet, mailed_first, reader
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    berlin,
    change,
    make_absence,
    make_booking,
    make_member,
    make_salon,
    make_service,
    needs,
    occupy,
)

MONDAY = date(2026, 11, 23)
BERLIN = ZoneInfo("Europe/Berlin")


def parts(member: Member, first: date = MONDAY, days: int = 1) -> list[SheetPart]:
    sheet = day_sheet(member, first=first, days=days, zone=BERLIN, now=SUNDAY_18)
    return [part for day in sheet for part in day.parts]


def span(first: int, last: int) -> availability.Span:
    return availability.Span(berlin(23, first), berlin(23, last))


@pytest.fixture
def manager(salon: Salon) -> Member:
    return make_member(salon.organisation)


def test_it_says_who_comes_when_to_whom_and_the_telephone(salon: Salon, manager: Member) -> None:
    booking = make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk, phone="030 765")
    change(booking, staff_note="Blond", phone="030 765")
    occupy(salon.cut, salon.ben, MONDAY_10, berlin(23, 11))

    ben, clara, room = parts(manager)

    line = SheetLine(span(9, 10), "booking", "Anna", "030 765", salon.cut, "Blond", ())
    assert ben == SheetPart(salon.ben, (line,), (span(9, 17),))
    assert (clara, room) == (
        SheetPart(salon.clara, (), (span(9, 17),)),
        SheetPart(salon.room, (), (span(9, 17),)),
    )


def test_a_request_is_said_to_be_one_and_what_was_cancelled_is_not_there(
    salon: Salon, manager: Member
) -> None:
    colour = make_service(salon.organisation, "colour", needs_approval=True)
    needs(colour, salon.ben)
    make_booking(colour, at=MONDAY_10, who="Berta")
    gone = make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    gone.allocations.update(live=False)

    ben = parts(manager)[0]

    assert [(line.kind, line.who) for line in ben.lines] == [("pending", "Berta")]


def test_who_is_away_is_there_for_the_rest_of_the_day_only(salon: Salon, manager: Member) -> None:
    make_absence(salon, salon.ben, berlin(23, 12), berlin(24, 12))

    ben = parts(manager)[0]

    assert ben.opened == (span(9, 12),)


def test_each_day_has_its_own_bookings(salon: Salon, manager: Member) -> None:
    make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    make_booking(salon.cut, at=TUESDAY_9, who="Berta", resource_id=salon.ben.pk)

    sheet = day_sheet(manager, first=MONDAY, days=2, zone=BERLIN, now=SUNDAY_18)

    found = [(day.day.day, [line.who for part in day.parts for line in part.lines]) for day in sheet]
    assert found == [(23, ["Anna"]), (24, ["Berta"])]


def test_a_resource_sees_the_own_column_and_another_business_nothing_of_this_one(salon: Salon) -> None:
    make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    ben = make_member(salon.organisation, "Ben", role="resource", resource=salon.ben)
    mallory = make_member(make_salon("mallory").organisation, "Mallory")

    assert [(part.resource, len(part.lines)) for part in parts(ben)] == [(salon.ben, 1)]
    assert [len(part.lines) for part in parts(mallory)] == [0, 0, 0]


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_queries_however_much_there_is(
    salon: Salon, manager: Member, count: int, django_assert_num_queries
) -> None:
    for number in range(count):
        make_booking(salon.cut, at=berlin(23, 9 + number), who=f"Anna{number}")

    with django_assert_num_queries(11):
        parts(manager, days=3)


@pytest.mark.parametrize(
    ("role", "active", "may"),
    [
        ("owner", True, True),
        ("manager", True, True),
        ("reception", True, True),
        ("read_only", True, False),
        ("resource", True, False),
        ("owner", False, False),
    ],
)
def test_it_is_mailed_to_who_may_see_everything_and_still_belongs_to_the_team(
    salon: Salon, role: str, active: bool, may: bool
) -> None:
    member = make_member(salon.organisation, "Dora", role=role)
    change(member.user, is_active=active)
    mallory = make_salon("mallory").organisation

    assert reader(salon.organisation.pk, member.user_id) == (member if may else None)
    assert reader(mallory.pk, member.user_id) is None


@pytest.mark.parametrize(
    ("clock", "first"), [(time(6), 23), (time(11, 59), 23), (time(12), 24), (time(20), 24)]
)
def test_mailed_in_the_morning_it_begins_today_and_later_tomorrow(clock: time, first: int) -> None:
    assert mailed_first(berlin(23, clock.hour, clock.minute), BERLIN) == date(2026, 11, first)
