"""What the calendar shows of a day: who is booked when, who is away and what is closed."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from terminbuch import availability
from terminbuch.actions.asking import LINK_HOLDER
from terminbuch.actions.booking import cancel, reschedule
from terminbuch.actions.holding import extend, hold
from terminbuch.models import Absence, Member
from terminbuch.queries.diary import Asked, Away, Busy, Diary, diary, found, revision
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    a_hold,
    a_move,
    berlin,
    change,
    fill,
    make_booking,
    make_busy_time,
    make_calendar,
    make_location,
    make_member,
    make_offer,
    make_resource,
    make_service,
    needs,
    open_weekly,
)
from tests.queries.asked import number_of_queries

MONDAY = availability.Span(berlin(23, 0), berlin(24, 0))
MINUTES_10 = timedelta(minutes=10)


@pytest.fixture
def clara(salon: Salon) -> Member:
    return make_member(salon.organisation)


@pytest.fixture
def ben(salon: Salon) -> Member:
    return make_member(salon.organisation, "Ben", role=Member.Role.RESOURCE, resource=salon.ben)


def monday(member: Member, *, now: datetime = SUNDAY_18, **asked: object) -> Diary:
    return diary(Asked(member, MONDAY, now, **asked))  # type: ignore[arg-type]


def said(shown: Diary) -> list[tuple[str, str, datetime, datetime]]:
    names = {row.pk: row.name for row in shown.resources}
    return [
        (names[entry.resource_id], entry.kind, entry.span.start, entry.span.end) for entry in shown.entries
    ]


def test_a_booking_stands_in_the_column_of_everybody_who_serves_it(salon: Salon, clara: Member) -> None:
    change(salon.cut, buffer_before_minutes=5, buffer_after_minutes=10)
    needs(salon.cut, salon.room)
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)

    shown = monday(clara)

    assert said(shown) == [
        ("Ben", "booking", MONDAY_9, MONDAY_10),
        ("Raum 1", "booking", MONDAY_9, MONDAY_10),
    ]
    first = shown.entries[0]
    assert (first.uid, first.version, first.who, first.origin, first.service, first.others) == (
        *(booking.uid, 1, "Anna", "online", salon.cut, ("Raum 1",)),
    )
    assert first.occupied == availability.Span(
        MONDAY_9 - timedelta(minutes=5), MONDAY_10 + timedelta(minutes=10)
    )
    assert shown.entries[1].others == ("Ben",)


def test_requests_wishes_holds_and_offers_are_told_apart(salon: Salon, clara: Member) -> None:
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    change(salon.cut, needs_approval=True)
    make_booking(salon.cut, at=berlin(23, 11), resource_id=salon.ben.pk, who="Berta")
    reschedule(a_move(booking, to=berlin(23, 12)), by=LINK_HOLDER, now=SUNDAY_18)
    hold(a_hold(salon.cut, at=berlin(23, 13), resource_id=salon.ben.pk), now=SUNDAY_18)
    make_offer(booking, salon.clara, berlin(23, 14))

    shown = monday(clara)

    assert said(shown) == [
        ("Ben", "booking", MONDAY_9, MONDAY_10),
        ("Ben", "pending", berlin(23, 11), berlin(23, 12)),
        ("Ben", "wish", berlin(23, 12), berlin(23, 13)),
        ("Ben", "hold", berlin(23, 13), berlin(23, 14)),
        ("Clara", "offer", berlin(23, 14), berlin(23, 15)),
    ]
    assert [entry.who for entry in shown.entries] == ["Anna", "Berta", "Anna", "", "Anna"]
    assert [entry.until for entry in shown.entries[:4]] == [None, None, None, SUNDAY_18 + MINUTES_10]


def test_what_stands_in_connected_calendars_is_shown_to_whom_it_concerns(
    salon: Salon, clara: Member, ben: Member
) -> None:
    calendar = make_calendar(salon.ben)
    row = make_busy_time(calendar, MONDAY_9, MONDAY_10)
    make_busy_time(calendar, TUESDAY_9, TUESDAY_9 + MINUTES_10)
    change(make_busy_time(calendar, MONDAY_9, MONDAY_10), blocks=False)
    claras = make_calendar(salon.clara, "Verein", read_from=None, read_until=None)
    known = Busy(row.pk, salon.ben.pk, availability.Span(MONDAY_9, MONDAY_10), "Privat")

    assert monday(clara).busy == [Busy(-claras.pk, salon.clara.pk, MONDAY, "Verein", is_unknown=True), known]
    assert monday(ben).busy == [known]


def test_each_seat_of_a_sitting_is_an_entry(salon: Salon, clara: Member) -> None:
    course = make_service(salon.organisation, "course", capacity=3)
    needs(course, salon.room)
    for who in ("Anna", "Berta"):
        make_booking(course, who=who)

    assert [entry.who for entry in monday(clara).entries] == ["Anna", "Berta"]


def test_what_has_run_out_or_was_cancelled_is_gone(salon: Salon, clara: Member) -> None:
    hold(a_hold(salon.cut, at=MONDAY_9), now=SUNDAY_18)
    booking = make_booking(salon.cut, at=berlin(23, 11))

    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert [entry.kind for entry in monday(clara).entries] == ["hold"]
    assert monday(clara, now=SUNDAY_18 + MINUTES_10).entries == []


def test_whoever_works_sees_the_own_column_and_with_whom(salon: Salon, ben: Member) -> None:
    needs(salon.cut, salon.room)
    make_booking(salon.cut, resource_id=salon.ben.pk)
    make_booking(salon.cut, at=MONDAY_10, resource_id=salon.clara.pk)

    shown = monday(ben)

    assert [row.name for row in shown.resources] == ["Ben"]
    assert [entry.others for entry in shown.entries] == [("Raum 1",)]


def test_a_worker_without_a_resource_and_a_stranger_see_nothing(salon: Salon, mallory: Salon) -> None:
    make_booking(salon.cut)
    nobody = make_member(salon.organisation, "Dora", role=Member.Role.RESOURCE)
    stranger = make_member(mallory.organisation, "Mallory", role=Member.Role.OWNER)

    assert (monday(nobody).resources, monday(nobody).entries) == ([], [])
    assert (len(monday(stranger).resources), monday(stranger).entries) == (3, [])


def test_one_chooses_resources_and_a_location(salon: Salon, clara: Member) -> None:
    west = make_location(salon.organisation, "west")
    emil = make_resource(salon.organisation, "Emil", position=3)
    open_weekly(emil, west)
    make_booking(salon.cut, resource_id=salon.ben.pk)

    assert [row.name for row in monday(clara, location=west).resources] == ["Emil"]
    assert said(monday(clara, slugs=frozenset({"ben", "clara"})))[0][:2] == ("Ben", "booking")
    assert monday(clara, slugs=frozenset({"clara"})).entries == []


def test_whoever_was_retired_is_shown_while_something_is_booked(salon: Salon, clara: Member) -> None:
    booking = make_booking(salon.cut, resource_id=salon.clara.pk)
    change(salon.clara, is_active=False)

    assert [row.name for row in monday(clara).resources] == ["Ben", "Clara", "Raum 1"]

    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert [row.name for row in monday(clara).resources] == ["Ben", "Raum 1"]


def test_absences_and_closures_are_shown_until_withdrawn(salon: Salon, clara: Member) -> None:
    fields = {"organisation": salon.organisation, "starts_at": MONDAY_9}
    ill = Absence.objects.create(resource=salon.ben, kind="illness", **fields)
    shut = Absence.objects.create(location=salon.location, ends_at=MONDAY_10, kind="closure", **fields)
    Absence.objects.create(resource=salon.clara, withdrawn_at=SUNDAY_18, **fields)
    Absence.objects.create(resource=salon.clara, organisation=salon.organisation, starts_at=MONDAY.end)

    assert monday(clara).away == [
        Away(salon.ben.pk, MONDAY_9, None, "illness", ill.pk),
        *[
            Away(row.pk, MONDAY_9, MONDAY_10, "closure", shut.pk)
            for row in (salon.ben, salon.clara, salon.room)
        ],
    ]


def test_open_hours_are_those_of_all_places_or_of_the_one(salon: Salon, clara: Member) -> None:
    west = make_location(salon.organisation, "west")
    open_weekly(salon.ben, west, opens=time(18), closes=time(20))
    day, evening = (
        availability.Span(MONDAY_9, berlin(23, 17)),
        availability.Span(berlin(23, 18), berlin(23, 20)),
    )

    assert monday(clara).opened[salon.ben.pk] == (day, evening)
    assert monday(clara, location=west).opened == {salon.ben.pk: (evening,)}


def test_a_full_day_costs_as_many_queries_as_an_empty_one(salon: Salon, clara: Member) -> None:
    def ask() -> int:
        return number_of_queries(lambda: monday(clara))

    empty = ask()
    fill(salon.cut, salon.ben, 8)
    fill(salon.cut, salon.clara, 8)
    Absence.objects.create(organisation=salon.organisation, resource=salon.room, starts_at=MONDAY_9)

    assert ask() == empty <= 10


def test_the_revision_changes_with_what_is_shown_and_with_nothing_else(salon: Salon) -> None:
    def now(moment: datetime = SUNDAY_18) -> str:
        return revision(salon.organisation, now=moment)

    words = [now()]
    held = hold(a_hold(salon.cut, at=MONDAY_9), now=SUNDAY_18)
    words.append(now())
    extend(held.token, organisation_id=salon.organisation.pk, now=SUNDAY_18)
    words.append(now())
    words.append(now(SUNDAY_18 + 2 * MINUTES_10))
    booking = make_booking(salon.cut, at=TUESDAY_9)
    words.append(now())
    reschedule(a_move(booking, to=berlin(25, 9)), by=LINK_HOLDER, now=SUNDAY_18)
    words.append(now())

    assert len(set(words)) == 6
    assert now() == words[-1]
    assert number_of_queries(now) == 2


@pytest.mark.parametrize(
    "text", ["anna", "ANNA", "anna@example.org", "0151 2345678", "+49 151 234", "Anna 0151"]
)
def test_a_booking_is_found_by_what_is_said_on_the_telephone(salon: Salon, clara: Member, text: str) -> None:
    booking = make_booking(salon.cut, phone="0151 2345678")
    make_booking(salon.cut, at=TUESDAY_9, who="Berta")

    assert found(clara, text, since=SUNDAY_18) == [booking]


def test_a_booking_is_found_by_its_number_as_it_is_written(salon: Salon, clara: Member) -> None:
    booking = make_booking(salon.cut)
    half = len(booking.number) // 2

    assert found(clara, f"{booking.number[:half].lower()} {booking.number[half:]}", since=SUNDAY_18) == [
        booking
    ]


def test_nothing_is_found_that_is_over_off_or_not_ones_own(salon: Salon, clara: Member, ben: Member) -> None:
    over = make_booking(salon.cut, resource_id=salon.ben.pk)
    off = make_booking(salon.cut, at=TUESDAY_9, resource_id=salon.ben.pk)
    hers = make_booking(salon.cut, at=berlin(25, 9), resource_id=salon.clara.pk)
    cancel(off.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert found(clara, "anna", since=over.ends_at) == [hers]
    assert found(ben, "anna", since=SUNDAY_18) == [over]
