"""What nobody could book is named, with the reason; what is set up well is one line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from terminbuch.models import Member, Organisation, Schedule, ScheduleException, WeeklyHours
from terminbuch.queries.findings import Round
from terminbuch.queries.setup_check import set_up
from tests.builders import (
    SUNDAY_18,
    Salon,
    change,
    make_member,
    make_organisation,
    make_resource,
    make_service,
    needs,
    open_weekly,
)

type Found = list[tuple[str, str, str]]
"""State, title and sentence."""

LINKED = {"imprint_url": "https://salon.example/imprint", "privacy_url": "https://salon.example/privacy"}
GOOD: Found = [
    ("good", "Services", "every service has somebody who can do it and is there"),
    ("good", "Opening hours", "everybody who is needed has hours, and none contradict each other"),
    ("good", "E-mail address", "replies of customers go to hallo@salon.example"),
    ("good", "Booking page", "customers can book online"),
    ("good", "Imprint and privacy", "both pages are linked"),
]


@pytest.fixture(autouse=True)
def linked(salon: Salon) -> None:
    change(salon.organisation, **LINKED)


def found(organisation: Organisation) -> Found:
    with translation.override("en"):
        every = list(set_up(Round(SUNDAY_18, organisation)))
    return [(str(one.state), one.title, one.sentence) for one in every]


def not_good(organisation: Organisation) -> Found:
    return [finding for finding in found(organisation) if finding[0] != "good"]


def test_a_business_where_all_is_set_up_hears_so(salon: Salon) -> None:
    assert found(salon.organisation) == GOOD


def nobody(salon: Salon) -> None:
    make_service(salon.organisation, "tour", name_en="Tour")


def nobody_active(salon: Salon) -> None:
    needs(make_service(salon.organisation, "tour", name_en="Tour"), salon.room)
    change(salon.room, is_active=False)


def one_of_all_left(salon: Salon) -> None:
    """Where everybody is needed one who is gone leaves nobody."""
    needs(make_service(salon.organisation, "tour", name_en="Tour"), salon.room, salon.ben, everyone=True)
    change(salon.room, is_active=False)


def too_long(salon: Salon) -> None:
    needs(make_service(salon.organisation, "tour", name_en="Tour", duration_minutes=481), salon.ben)


def too_long_for_one_of_all(salon: Salon) -> None:
    _there_long(salon)
    tour = make_service(salon.organisation, "tour", name_en="Tour", duration_minutes=481)
    needs(tour, salon.ben, salon.clara, everyone=True)


def too_long_for_an_own_length(salon: Salon) -> None:
    needs(make_service(salon.organisation, "tour", name_en="Tour"), salon.ben, duration_minutes=481)


def too_much_notice(salon: Salon) -> None:
    tour = make_service(salon.organisation, "tour", name_en="Tour", horizon_days=1, notice_minutes=2880)
    needs(tour, salon.ben)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (nobody, "nobody who is active can do it"),
        (nobody_active, "nobody who is active can do it"),
        (one_of_all_left, "nobody who is active can do it"),
        (too_long, "it takes longer than anybody is there at a stretch"),
        (too_long_for_one_of_all, "it takes longer than anybody is there at a stretch"),
        (too_long_for_an_own_length, "it takes longer than anybody is there at a stretch"),
        (too_much_notice, "it must be booked earlier than it can be booked"),
    ],
)
def test_a_service_that_nobody_can_book_is_named_with_the_reason(
    salon: Salon, make: Callable[[Salon], None], words: str
) -> None:
    make(salon)

    assert not_good(salon.organisation) == [("warn", "Tour", words)]


def as_long_as_the_day(salon: Salon) -> None:
    needs(make_service(salon.organisation, "tour", duration_minutes=480), salon.ben)


def long_on_one_date(salon: Salon) -> None:
    needs(make_service(salon.organisation, "tour", duration_minutes=600), salon.ben)
    schedule = Schedule.objects.of(salon.organisation).get(resource=salon.ben)
    _exception(schedule, date(2026, 12, 1), time(8), time(18))


def over_midnight(salon: Salon) -> None:
    """Open from Sunday evening on into Monday: the hours touch."""
    bar = make_resource(salon.organisation, "Bar")
    open_weekly(bar, salon.location, days=range(6, 7), opens=time(18), closes=time(0))
    open_weekly(bar, salon.location, days=range(1), opens=time(0), closes=time(6))
    needs(make_service(salon.organisation, "tour", duration_minutes=720), bar)


def switched_off(salon: Salon) -> None:
    make_service(salon.organisation, "tour", is_active=False)


def notice_up_to_the_horizon(salon: Salon) -> None:
    needs(make_service(salon.organisation, "tour", horizon_days=1, notice_minutes=2879), salon.ben)


@pytest.mark.parametrize(
    "make", [as_long_as_the_day, long_on_one_date, over_midnight, switched_off, notice_up_to_the_horizon]
)
def test_a_service_that_can_just_be_booked_is_no_trouble(salon: Salon, make: Callable[[Salon], None]) -> None:
    make(salon)

    assert found(salon.organisation) == GOOD


def test_who_can_do_something_and_is_never_there_is_named(salon: Salon) -> None:
    mia = make_resource(salon.organisation, "Mia")
    needs(make_service(salon.organisation, "tour", name_en="Tour"), mia)

    assert not_good(salon.organisation) == [
        ("warn", "Tour", "nobody who can do it has opening hours"),
        ("warn", "Mia", "no opening hours, so nobody can book there"),
    ]


def test_hours_that_overlap_or_contradict_each_other_are_named(salon: Salon) -> None:
    """No page of ours writes such rows; a program or an import may."""
    ben, clara = (
        Schedule.objects.of(salon.organisation).get(resource=row) for row in (salon.ben, salon.clara)
    )
    WeeklyHours.objects.create(
        organisation=salon.organisation, schedule=ben, weekday=0, opens=time(16), closes=time(18)
    )
    _exception(clara, date(2026, 12, 1), None, None)
    _exception(clara, date(2026, 12, 1), time(9), time(12))

    words = "opening hours overlap each other; save the week once to merge them"
    assert not_good(salon.organisation) == [("warn", "Ben", words), ("warn", "Clara", words)]


def test_what_is_offered_no_longer_and_a_closed_page_are_worth_a_hint(salon: Salon) -> None:
    change(salon.cut, until_date=date(2026, 11, 21))
    change(salon.organisation, is_open=False, imprint_url="")

    assert not_good(salon.organisation) == [
        ("hint", "Cut", "the last day on which it is offered is over"),
        ("hint", "Booking page", "it is closed: customers cannot book online"),
        ("hint", "Imprint and privacy", "the address of the imprint is missing"),
    ]


def test_a_business_without_anything_is_told_what_is_missing(salon: Salon) -> None:
    bare = make_organisation("bare", email="")

    assert found(bare) == [
        ("hint", "Services", "nothing is offered yet"),
        ("warn", "E-mail address", "it is missing, so replies of customers reach nobody"),
        ("good", "Booking page", "customers can book online"),
        ("hint", "Imprint and privacy", "the addresses of both pages are missing"),
    ]


def test_where_a_second_step_is_asked_for_every_owner_needs_one(salon: Salon) -> None:
    change(salon.organisation, requires_second_factor=True)
    owner = make_member(salon.organisation, "Anna", role=Member.Role.OWNER)
    make_member(salon.organisation, "Clara")
    Authenticator.objects.create(user=owner.user, type=Authenticator.Type.RECOVERY_CODES, data={})
    before = not_good(salon.organisation)

    Authenticator.objects.create(user=owner.user, type=Authenticator.Type.TOTP, data={})

    assert before == [("warn", "Signing in", "1 owner has no second step for signing in yet")]
    assert not_good(salon.organisation) == []


def test_of_all_businesses_each_line_names_its_own_and_practice_is_left_out(salon: Salon) -> None:
    make_organisation("bare", practice_of=salon.organisation)

    assert [one.title for one in set_up(Round(SUNDAY_18))] == [f"salon: {title}" for _, title, _ in GOOD]


def test_the_questions_are_as_many_for_one_service_as_for_three(salon: Salon) -> None:
    counted = []
    for slug in ("one", "two"):
        with CaptureQueriesContext(connection) as asked:
            found(salon.organisation)
        counted.append(len(asked))
        needs(make_service(salon.organisation, slug), salon.ben)

    assert counted[0] == counted[1]


def _there_long(salon: Salon) -> None:
    change(
        Schedule.objects.of(salon.organisation).get(resource=salon.ben).weekly_hours.all()[0], closes=time(20)
    )


def _exception(schedule: Schedule, day: date, opens: time | None, closes: time | None) -> None:
    ScheduleException.objects.create(
        organisation=schedule.organisation, schedule=schedule, on_date=day, opens=opens, closes=closes
    )
