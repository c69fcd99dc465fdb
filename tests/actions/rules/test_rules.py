"""Rules are changed: hours, dates, a service's times and its people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from terminbuch.actions.asking import Actor
from terminbuch.actions.refusals import NotYours
from terminbuch.actions.rules import (
    RuleChanged,
    Saving,
    change_service_times,
    set_candidates,
    set_exception,
    set_weekly_hours,
)
from terminbuch.models import (
    Booking,
    Candidate,
    Case,
    Disruption,
    HistoryEntry,
    Schedule,
    ScheduleException,
    Service,
    WeeklyHours,
)
from terminbuch.queries.preview import (
    ExceptionChange,
    HoursChange,
    RuleChange,
    Skill,
    SkillsChange,
    Times,
    TimesChange,
    digest,
    times_of,
)
from tests.actions.test_revisions import raised
from tests.builders import (
    MONDAY_9,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    change,
    make_booking,
    make_location,
    make_service,
    needs,
)
from tests.queries.preview.posted import exception, hours, skills, times, week, windows

MONDAY = date(2026, 11, 23)
DEEDS: dict[type[RuleChange], Callable[..., Disruption | None]] = {
    HoursChange: set_weekly_hours,
    ExceptionChange: set_exception,
    TimesChange: change_service_times,
    SkillsChange: set_candidates,
}
type Kind = Callable[[Salon], RuleChange]
KINDS: dict[str, Kind] = {
    "hours": lambda salon: hours(salon, week(monday="")),
    "exception": lambda salon: exception(salon, MONDAY, ""),
    "service": lambda salon: times(salon.cut, capacity=1, duration_minutes=45),
    "skills": lambda salon: skills(salon.cut, Skill(salon.clara.pk)),
}
every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


def save(asked: RuleChange, by: Actor, *, seen: str | None = None, **how: bool) -> Disruption | None:
    saving = Saving(digest(asked.stored()) if seen is None else seen, **how)
    return DEEDS[type(asked)](asked, saving, by=by, now=SUNDAY_18)


def posted(salon: Salon) -> list[tuple[int, str]]:
    """Ben's week as the table has it."""
    rows = WeeklyHours.objects.of(salon.organisation).filter(schedule__resource=salon.ben)
    return [(row.weekday, f"{row.opens:%H:%M}-{row.closes:%H:%M}") for row in rows]


def dates(salon: Salon) -> list[tuple[date, str]]:
    rows = ScheduleException.objects.of(salon.organisation).filter(schedule__resource=salon.ben)
    return [
        (row.on_date, " ".join(f"{each.opens:%H:%M}-{each.closes:%H:%M}" for each in row.windows()))
        for row in rows
    ]


@pytest.fixture
def hit(salon: Salon) -> Booking:
    """With Ben on Monday at nine, as the second of a sitting of two: every change above hits it."""
    change(salon.cut, capacity=2)
    make_booking(salon.cut, who="Berta", resource_id=salon.ben.pk, now=SUNDAY_18 - timedelta(hours=1))
    return make_booking(salon.cut, resource_id=salon.ben.pk)


def test_the_whole_week_is_replaced(salon: Salon, clara: Actor) -> None:
    save(hours(salon, week("09:00-12:00 11:00-14:00", "20:00-02:00", friday="")), clara)

    assert posted(salon) == [
        (0, "09:00-14:00"), (1, "20:00-02:00"), (2, "09:00-17:00"), (3, "09:00-17:00"),
    ]  # fmt: skip


def test_a_resource_is_open_at_a_location_for_the_first_time(salon: Salon, clara: Actor) -> None:
    elsewhere = make_location(salon.organisation, "wedding")
    asked = HoursChange(salon.organisation.pk, salon.ben.pk, elsewhere.pk, week=week())

    save(asked, clara)

    assert Schedule.objects.of(salon.organisation).filter(resource=salon.ben).count() == 2
    assert asked.stored() == week()


def test_a_date_gets_other_hours_is_closed_and_given_back(salon: Salon, clara: Actor) -> None:
    seen = []
    for own in ("13:00-15:00 10:00-12:00", "", None):
        save(exception(salon, MONDAY, own), clara)
        seen.append(dates(salon))

    assert seen == [[(MONDAY, "10:00-12:00"), (MONDAY, "13:00-15:00")], [(MONDAY, "")], []]


def test_other_dates_keep_what_they_have(salon: Salon, clara: Actor) -> None:
    save(exception(salon, MONDAY, ""), clara)
    save(exception(salon, date(2026, 11, 24), "10:00-12:00"), clara)
    save(hours(salon, week("")), clara)

    assert dates(salon) == [(MONDAY, ""), (date(2026, 11, 24), "10:00-12:00")]


def test_a_service_has_other_times_and_its_bookings_their_own(salon: Salon, clara: Actor) -> None:
    booking = make_booking(salon.cut)
    new = Times(45, 15, 5, 10, 60, None, 3)

    save(TimesChange(salon.organisation.pk, service_id=salon.cut.pk, times=new), clara)

    assert times_of(Service.objects.of(salon.organisation).get()) == new
    booking.refresh_from_db()
    assert booking.duration == timedelta(hours=1)


def test_a_requirement_has_other_people(salon: Salon, clara: Actor) -> None:
    asked = skills(salon.cut, Skill(salon.clara.pk, 30, 0, 5), Skill(salon.room.pk))

    save(asked, clara)

    assert asked.stored() == (Skill(salon.clara.pk, 30, 0, 5), Skill(salon.room.pk))


def test_other_requirements_keep_theirs(salon: Salon, clara: Actor) -> None:
    room = needs(salon.cut, salon.room)

    save(skills(salon.cut, Skill(salon.clara.pk)), clara)

    assert [row.resource for row in room.candidates.all()] == [salon.room]


@every_kind
def test_bookings_are_kept_where_nobody_hands_them_over(
    salon: Salon, clara: Actor, hit: Booking, kind: Kind
) -> None:
    assert save(kind(salon), clara) is None

    hit.refresh_from_db()
    assert (hit.status, hit.starts_at) == (Booking.Status.CONFIRMED, MONDAY_9)
    assert not Case.objects.of(salon.organisation).exists()


@every_kind
def test_bookings_that_fit_no_longer_are_handed_to_the_assistant(
    salon: Salon, clara: Actor, hit: Booking, kind: Kind
) -> None:
    asked = kind(salon)

    disruption = save(asked, clara, hands_over=True)

    assert disruption is not None
    assert (disruption.what, disruption.absence, disruption.created_by) == (asked.what, None, clara.member)
    assert hit in [case.booking for case in disruption.cases.all()]
    assert {case.state for case in disruption.cases.all()} == {Case.State.PLANNED}


@every_kind
def test_where_nobody_is_hit_there_is_nothing_to_hand_over(salon: Salon, clara: Actor, kind: Kind) -> None:
    assert save(kind(salon), clara, hands_over=True) is None
    assert not Disruption.objects.of(salon.organisation).exists()


def test_whoever_is_looked_after_already_stays_there(salon: Salon, clara: Actor, hit: Booking) -> None:
    first = save(hours(salon, week(monday="")), clara, hands_over=True)
    save(hours(salon, week()), clara)

    assert save(exception(salon, MONDAY, ""), clara, hands_over=True) is None
    assert [row.pk for row in Disruption.objects.of(salon.organisation)] == [first and first.pk]


@every_kind
def test_the_log_says_who_changed_what_from_what_to_what(
    salon: Salon, clara: Actor, hit: Booking, kind: Kind
) -> None:
    asked = kind(salon)
    save(asked, clara)

    entry = HistoryEntry.objects.of(salon.organisation).get(booking=None)

    assert (entry.what, entry.member, entry.at) == (f"{asked.what}_changed", clara.member, SUNDAY_18)
    assert hit.number in entry.facts["outside"]
    assert entry.facts["was"] != entry.facts["to"]


def test_the_log_reads_like_a_time_table(salon: Salon, clara: Actor) -> None:
    save(hours(salon, week("09:00-12:00", "")), clara)

    assert HistoryEntry.objects.of(salon.organisation).get().facts == {
        "organisation_id": salon.organisation.pk,
        "resource_id": salon.ben.pk,
        "location_id": salon.location.pk,
        "was": [["09:00-17:00"]] * 5 + [[], []],
        "to": [["09:00-12:00"], [], *[["09:00-17:00"]] * 3, [], []],
        "outside": [],
    }


@every_kind
def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    salon: Salon, clara: Actor, kind: Kind
) -> None:
    asked = kind(salon)
    before = asked.stored()

    with pytest.raises(RuleChanged):
        save(asked, clara, seen=digest("what the page showed"))

    assert asked.stored() == before
    assert not HistoryEntry.objects.of(salon.organisation).exists()


@every_kind
def test_the_same_again_changes_nothing(salon: Salon, clara: Actor, kind: Kind) -> None:
    asked = kind(salon)
    save(asked, clara)

    assert raised(salon, lambda: save(asked, clara, hands_over=True)) == set()
    assert HistoryEntry.objects.of(salon.organisation).count() == 1


@pytest.mark.parametrize(
    ("kind", "whose"),
    [
        ("hours", {"Ben"}),
        ("exception", {"Ben"}),
        ("service", {"Ben", "Clara"}),
        ("skills", {"Ben", "Clara"}),
    ],
)
def test_it_raises_the_revision_of_those_concerned(
    salon: Salon, clara: Actor, kind: str, whose: set[str]
) -> None:
    asked = KINDS[kind](salon)

    assert raised(salon, lambda: save(asked, clara)) == whose


@pytest.mark.parametrize(
    ("kind", "revision"), [("hours", 0), ("exception", 0), ("service", 1), ("skills", 1)]
)
def test_a_services_own_rules_raise_its_revision(
    salon: Salon, clara: Actor, kind: str, revision: int
) -> None:
    save(KINDS[kind](salon), clara)

    assert Service.objects.of(salon.organisation).get().revision == revision


def of_mallory(salon: Salon, mallory: Salon) -> dict[str, RuleChange]:
    """Changes in the salon's name of what is Mallory's."""
    ours = salon.organisation.pk
    theirs = skills(mallory.cut).requirement_id
    own = skills(salon.cut).requirement_id
    return {
        "resource": HoursChange(ours, mallory.ben.pk, salon.location.pk, week=week()),
        "location": ExceptionChange(ours, salon.ben.pk, mallory.location.pk, on_date=MONDAY, windows=()),
        "service": TimesChange(ours, service_id=mallory.cut.pk, times=times_of(mallory.cut)),
        "requirement": SkillsChange(ours, requirement_id=theirs, skills=()),
        "candidate": SkillsChange(ours, requirement_id=own, skills=(Skill(mallory.ben.pk),)),
    }


@pytest.mark.parametrize("what", ["resource", "location", "service", "requirement", "candidate"])
def test_nobody_changes_the_neighbours_rules(salon: Salon, mallory: Salon, clara: Actor, what: str) -> None:
    asked = of_mallory(salon, mallory)[what]

    with pytest.raises(NotYours):
        save(asked, clara, seen="")

    assert not Candidate.objects.of(salon.organisation).filter(resource=mallory.ben).exists()


def test_what_is_not_there_is_not_found(salon: Salon, clara: Actor) -> None:
    nobody: dict[str, Any] = {"organisation_id": salon.organisation.pk, "resource_id": 0, "location_id": 0}

    with pytest.raises(NotYours):
        save(HoursChange(**nobody, week=week()), clara, seen="")


def test_the_room_of_a_service_is_changed_apart_from_its_people(salon: Salon, clara: Actor) -> None:
    both = make_service(salon.organisation, "treatment")
    needs(both, salon.ben)
    room = needs(both, salon.room)
    booking = make_booking(both, at=TUESDAY_9)
    without_room = SkillsChange(
        salon.organisation.pk, requirement_id=room.pk, skills=(Skill(salon.clara.pk),)
    )

    disruption = save(without_room, clara, hands_over=True)

    assert disruption is not None
    assert [case.booking for case in disruption.cases.all()] == [booking]


def test_windows_are_values(salon: Salon) -> None:
    assert hours(salon, week("10:00-12:00 09:00-11:00")) == hours(salon, week("09:00-12:00"))
    assert exception(salon, MONDAY, "10:00-12:00").wanted == windows("10:00-12:00")
