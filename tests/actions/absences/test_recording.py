"""Somebody is away: nobody can be booked then, and every booking that is hit has a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from terminbuch.actions.absences import record
from terminbuch.actions.absences.asking import AbsenceRequest
from terminbuch.actions.asking import LINK_HOLDER, VISITOR, Actor
from terminbuch.actions.booking import book, reschedule
from terminbuch.actions.holding import hold
from terminbuch.actions.refusals import NotYours, SlotTaken
from terminbuch.models import Absence, Booking, Case, Delivery, Disruption, HistoryEntry, Location, Resource
from tests.actions.assistant.morning import MONDAY, TUESDAY, an_absence, case_of, states
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    TUESDAY_10,
    Salon,
    a_hold,
    a_move,
    a_request,
    berlin,
    change,
    make_booking,
    make_location,
    make_resource,
    make_service,
    needs,
    open_weekly,
)
from tests.reading import everything

MINUTE = timedelta(minutes=1)


def test_from_the_same_moment_nobody_can_be_booked_who_is_away(salon: Salon, clara: Actor) -> None:
    record(an_absence(salon.ben), by=clara, now=SUNDAY_18)

    with pytest.raises(SlotTaken):
        book(a_request(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk), by=VISITOR, now=SUNDAY_18)

    assert make_booking(salon.cut, at=MONDAY_9, resource_id=salon.clara.pk).people() == ["Clara"]
    assert make_booking(salon.cut, at=TUESDAY_9, resource_id=salon.ben.pk).people() == ["Ben"]


def test_it_says_who_is_away_why_and_who_entered_it(salon: Salon, clara: Actor) -> None:
    disruption = record(an_absence(salon.ben, reason="Grippe"), by=clara, now=SUNDAY_18)

    absence = disruption.absence
    assert absence is not None
    assert absence == Absence.objects.of(salon.organisation).get()
    assert (absence.resource, absence.kind, absence.reason) == (salon.ben, "illness", "Grippe")
    assert (absence.starts_at, absence.ends_at) == (MONDAY, TUESDAY)
    assert (absence.created_by, absence.created_at, absence.version) == (clara.member, SUNDAY_18, 1)
    assert (disruption.what, disruption.resource, disruption.created_by) == (
        "absence",
        salon.ben,
        clara.member,
    )


def test_every_booking_that_is_hit_has_a_case_and_no_other(salon: Salon, clara: Actor) -> None:
    hit = [make_booking(salon.cut, at=at, resource_id=salon.ben.pk) for at in (MONDAY_9, berlin(23, 16))]
    make_booking(salon.cut, at=MONDAY_9, resource_id=salon.clara.pk)
    make_booking(salon.cut, at=TUESDAY_9, resource_id=salon.ben.pk)

    disruption = record(an_absence(salon.ben), by=clara, now=SUNDAY_18)

    cases = list(disruption.cases.all())
    assert [case.booking for case in cases] == hit
    assert [(case.state, case.was_starts_at, case.changed_by) for case in cases] == [
        ("planned", booking.starts_at, clara.member) for booking in hit
    ]


def test_an_absence_reaches_into_buffers(salon: Salon, clara: Actor) -> None:
    change(salon.cut, buffer_after_minutes=30)
    booking = make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)

    ten = record(an_absence(salon.ben, since=berlin(23, 10, 30)), by=clara, now=SUNDAY_18)
    before = record(
        an_absence(salon.ben, since=berlin(23, 10, 29), until=berlin(23, 10, 30)), by=clara, now=SUNDAY_18
    )

    assert list(ten.cases.all()) == []
    assert [case.booking for case in before.cases.all()] == [booking]


def test_requests_and_wished_times_are_hit_as_well(salon: Salon, clara: Actor) -> None:
    wishing = make_booking(salon.cut, at=TUESDAY_9, resource_id=salon.ben.pk)
    change(salon.cut, needs_approval=True)
    reschedule(a_move(wishing, to=MONDAY_9), by=LINK_HOLDER, now=SUNDAY_18)
    request = make_booking(salon.cut, at=MONDAY_10, resource_id=salon.ben.pk)

    disruption = record(an_absence(salon.ben), by=clara, now=SUNDAY_18)

    assert {case.booking for case in disruption.cases.all()} == {wishing, request}


def test_what_is_over_is_not_hit_and_what_runs_is(salon: Salon, clara: Actor) -> None:
    make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    running = make_booking(salon.cut, at=MONDAY_10, resource_id=salon.ben.pk)

    disruption = record(an_absence(salon.ben), by=clara, now=MONDAY_10)

    assert [case.booking for case in disruption.cases.all()] == [running]


def test_until_further_notice_hits_everything_to_come(salon: Salon, clara: Actor) -> None:
    far = make_booking(salon.cut, at=berlin(20, 9, month=1).replace(year=2027), resource_id=salon.ben.pk)

    disruption = record(an_absence(salon.ben, until=None), by=clara, now=SUNDAY_18)

    assert [case.booking for case in disruption.cases.all()] == [far]


def test_a_closed_location_hits_everybody_there_and_nobody_elsewhere(salon: Salon, clara: Actor) -> None:
    other = make_location(salon.organisation, "west")
    dora = make_resource(salon.organisation, "Dora")
    open_weekly(dora, other)
    elsewhere = make_service(salon.organisation, "elsewhere")
    needs(elsewhere, dora)
    make_booking(elsewhere, location_id=other.pk)
    hit = [make_booking(salon.cut, at=MONDAY_9, resource_id=who.pk) for who in (salon.ben, salon.clara)]

    disruption = record(a_closure(salon), by=clara, now=SUNDAY_18)

    assert [case.booking for case in disruption.cases.all()] == hit
    with pytest.raises(SlotTaken):
        make_booking(salon.cut, at=MONDAY_10)
    assert make_booking(elsewhere, at=MONDAY_10, location_id=other.pk).people() == ["Dora"]


def a_closure(salon: Salon) -> AbsenceRequest:
    return AbsenceRequest(salon.organisation.pk, None, salon.location.pk, MONDAY, TUESDAY, "closure")


def test_whoever_is_away_has_a_new_revision(salon: Salon, clara: Actor) -> None:
    before = revisions(salon)

    record(an_absence(salon.ben), by=clara, now=SUNDAY_18)

    after = revisions(salon)
    assert [name for name in before if after[name] != before[name]] == ["Ben"]


def test_a_closed_location_has_a_new_revision_with_all_who_work_there(salon: Salon, clara: Actor) -> None:
    before = revisions(salon)

    record(a_closure(salon), by=clara, now=SUNDAY_18)

    after = revisions(salon)
    assert [name for name in before if after[name] != before[name]] == ["Ben", "Clara", "Raum 1", "Mitte"]


def revisions(salon: Salon) -> dict[str, int]:
    rows: list[Any] = [*Resource.objects.of(salon.organisation), *Location.objects.of(salon.organisation)]
    return {row.name: row.revision for row in rows}


def test_the_same_absence_again_is_the_first_one(salon: Salon, clara: Actor) -> None:
    make_booking(salon.cut, resource_id=salon.ben.pk)
    first = record(an_absence(salon.ben), by=clara, now=SUNDAY_18)
    before = everything(salon.organisation)

    again = record(an_absence(salon.ben), by=clara, now=SUNDAY_18 + MINUTE)

    assert again == first
    assert everything(salon.organisation) == before


def test_a_booking_is_in_one_open_case_only(salon: Salon, clara: Actor) -> None:
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    record(an_absence(salon.ben), by=clara, now=SUNDAY_18)

    closure = record(a_closure(salon), by=clara, now=SUNDAY_18)

    assert list(closure.cases.all()) == []
    assert case_of(booking).state == "planned"


def test_nobody_is_mailed_and_the_business_log_says_it_without_the_reason(salon: Salon, clara: Actor) -> None:
    make_booking(salon.cut, resource_id=salon.ben.pk)
    mails = Delivery.objects.of(salon.organisation).count()

    disruption = record(an_absence(salon.ben, reason="Grippe"), by=clara, now=SUNDAY_18)

    assert Delivery.objects.of(salon.organisation).count() == mails
    assert disruption.absence is not None
    entry = HistoryEntry.objects.of(salon.organisation).get(what="absence_recorded")
    assert (entry.booking, entry.member, entry.at) == (None, clara.member, SUNDAY_18)
    assert entry.facts == {
        "absence": str(disruption.absence.uid), "who": "Ben", "affected": 1,
        "starts_at": "2026-11-22T23:00:00Z", "ends_at": "2026-11-23T23:00:00Z",
    }  # fmt: skip


def test_run_out_holds_of_whoever_is_away_are_forgotten(salon: Salon, clara: Actor) -> None:
    hold(a_hold(salon.cut, at=TUESDAY_10, resource_id=salon.ben.pk), now=SUNDAY_18)

    record(an_absence(salon.ben), by=clara, now=SUNDAY_18 + 10 * MINUTE)

    assert not salon.ben.allocations.exists()


@pytest.mark.parametrize("of", ["resource_id", "location_id"])
def test_another_businesss_people_and_places_are_not_found(
    salon: Salon, mallory: Salon, clara: Actor, of: str
) -> None:
    theirs = {"resource_id": mallory.ben.pk, "location_id": mallory.location.pk}[of]
    said: dict[str, Any] = {"resource_id": None, "location_id": None, of: theirs}
    request = replace(an_absence(salon.ben), **said)
    before = everything(mallory.organisation)

    with pytest.raises(NotYours):
        record(request, by=clara, now=SUNDAY_18)

    assert everything(mallory.organisation) == before
    assert not Absence.objects.of(salon.organisation).exists()


def test_a_blocked_time_is_not_hit_for_nobody_waits_for_it(salon: Salon, clara: Actor) -> None:
    block = make_booking(salon.cut, resource_id=salon.ben.pk)
    change(block, service=None, customer=None, origin="by_hand")

    disruption = record(an_absence(salon.ben), by=clara, now=SUNDAY_18)

    assert states(disruption.cases.all()) == []
    assert (
        Case.objects.of(salon.organisation).count(),
        Disruption.objects.of(salon.organisation).count(),
    ) == (0, 1)
    assert Booking.objects.of(salon.organisation).get().is_live
