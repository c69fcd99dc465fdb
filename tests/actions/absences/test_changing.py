"""An absence becomes shorter or longer, or is withdrawn: what is still open closes cleanly."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest

from terminbuch.actions.absences import change, record, withdraw
from terminbuch.actions.asking import LINK_HOLDER, VISITOR
from terminbuch.actions.booking import book, reschedule
from terminbuch.actions.refusals import AbsenceChanged, NotYours
from terminbuch.models import Disruption, Hold
from tests.actions.assistant.morning import MONDAY, TUESDAY, Morning, an_absence, calls, case_of
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    a_move,
    a_request,
    berlin,
    make_booking,
    make_service,
    needs,
)
from tests.builders import change as changed
from tests.reading import everything, occupied, promised

HOUR = timedelta(hours=1)
WEDNESDAY = berlin(25, 0)


@pytest.fixture
def shave(salon: Salon) -> Any:
    """Only Ben can do it, so nobody can take it over."""
    service = make_service(salon.organisation, "shave")
    needs(service, salon.ben)
    return service


def lasts(
    morning: Morning, disruption: Disruption, since: datetime, until: datetime | None, **fields: Any
) -> Disruption:
    absence = disruption.absence
    assert absence is not None
    values: dict[str, Any] = {"version": absence.version, "by": morning.clara, "now": SUNDAY_18} | fields
    return change(absence.uid, organisation_id=morning.key, starts_at=since, ends_at=until, **values)


def is_withdrawn(morning: Morning, disruption: Disruption) -> Disruption:
    assert disruption.absence is not None
    return withdraw(
        disruption.absence.uid, organisation_id=morning.key, by=morning.clara, now=SUNDAY_18 + HOUR
    )


def test_a_shorter_absence_spares_what_it_no_longer_hits(salon: Salon, morning: Morning) -> None:
    early, late = (
        make_booking(salon.cut, at=at, resource_id=salon.ben.pk) for at in (MONDAY_9, berlin(23, 14))
    )
    disruption = morning.falls_ill()

    lasts(morning, disruption, MONDAY, berlin(23, 12))

    assert (case_of(early).state, case_of(late).state) == ("planned", "spared")
    assert make_booking(salon.cut, at=berlin(23, 15), resource_id=salon.ben.pk).people() == ["Ben"]


def test_what_was_offered_and_whom_to_phone_is_over_with_it(shave: Any, morning: Morning) -> None:
    offered, phoned = (make_booking(shave, at=at) for at in (MONDAY_9 + HOUR * 5, MONDAY_9 + HOUR * 6))
    changed(phoned, email="")
    disruption = morning.falls_ill()
    morning.send(case_of(offered), case_of(phoned))
    assert (case_of(offered).state, case_of(phoned).state) == ("waiting", "phone")

    lasts(morning, disruption, MONDAY, berlin(23, 12))

    assert [case_of(booking).state for booking in (offered, phoned)] == ["spared", "spared"]
    assert not Hold.objects.of(offered.organisation).exists()
    assert calls(phoned) == [("no_address", True)]
    assert promised(offered)[2:] == []


def test_a_longer_absence_hits_more(salon: Salon, morning: Morning) -> None:
    first = make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    second = make_booking(salon.cut, at=TUESDAY_9, resource_id=salon.ben.pk)
    disruption = morning.falls_ill()
    morning.send(case_of(first))

    again = lasts(morning, disruption, MONDAY, WEDNESDAY)

    assert again == disruption
    assert (case_of(first).state, case_of(second).state) == ("kept", "planned")


def test_what_moved_into_the_longer_absence_is_to_be_planned_again(shave: Any, morning: Morning) -> None:
    booking = make_booking(shave, at=MONDAY_10)
    disruption = morning.falls_ill()
    reschedule(a_move(booking, to=TUESDAY_9), by=LINK_HOLDER, now=SUNDAY_18)
    assert case_of(booking).state == "moved"

    lasts(morning, disruption, MONDAY, WEDNESDAY)

    case = case_of(booking)
    assert (case.state, case.was_starts_at, case.proposal) == ("planned", TUESDAY_9, {})


def test_offers_into_the_longer_absence_are_none_any_more(shave: Any, morning: Morning) -> None:
    booking = make_booking(shave, at=berlin(23, 16))
    disruption = morning.falls_ill()
    morning.send(case_of(booking))
    assert Hold.objects.of(booking.organisation).count() == 3

    lasts(morning, disruption, MONDAY, None)

    assert not Hold.objects.of(booking.organisation).exists()
    assert case_of(booking).state == "planned"


def test_an_absence_of_somebody_else_takes_offers_away_but_leaves_the_rest(
    salon: Salon, morning: Morning
) -> None:
    """Clara's times were offered to Ben's customer; then Clara is away for a while as well."""
    booking = make_booking(salon.cut, at=berlin(23, 16), resource_id=salon.ben.pk)
    make_booking(salon.cut, at=berlin(23, 16), who="Berta", resource_id=salon.clara.pk)
    morning.falls_ill()
    morning.send(case_of(booking))
    offers = Hold.objects.of(booking.organisation).order_by("starts_at")
    starts = list(offers.values_list("starts_at", flat=True))
    assert len(starts) == 3

    record(an_absence(salon.clara, since=starts[0], until=starts[0] + HOUR), by=morning.clara, now=SUNDAY_18)

    assert list(offers.values_list("starts_at", flat=True)) == starts[1:]
    assert case_of(booking).state == "waiting"


def test_withdrawing_spares_what_is_open_and_leaves_what_was_agreed(salon: Salon, morning: Morning) -> None:
    kept, still = (make_booking(salon.cut, at=at, resource_id=salon.ben.pk) for at in (MONDAY_9, MONDAY_10))
    disruption = morning.falls_ill()
    morning.send(case_of(kept))

    is_withdrawn(morning, disruption)

    assert (case_of(kept).state, case_of(still).state) == ("kept", "spared")
    assert (occupied(salon.ben), occupied(salon.clara)) == (
        [(MONDAY_10, MONDAY_10 + HOUR)],
        [(MONDAY_9, MONDAY_10)],
    )
    again = book(a_request(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk), by=VISITOR, now=SUNDAY_18)
    assert again.people() == ["Ben"]


def test_withdrawing_twice_is_harmless(salon: Salon, morning: Morning) -> None:
    make_booking(salon.cut, resource_id=salon.ben.pk)
    disruption = morning.falls_ill()
    is_withdrawn(morning, disruption)
    before = everything(salon.organisation)

    is_withdrawn(morning, disruption)

    assert everything(salon.organisation) == before


def test_where_another_absence_hits_the_booking_that_has_it_now(salon: Salon, morning: Morning) -> None:
    booking = make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    first = morning.falls_ill()
    second = record(an_absence(salon.ben, until=berlin(23, 10)), by=morning.clara, now=SUNDAY_18)
    assert list(second.cases.all()) == []

    is_withdrawn(morning, first)

    assert [(case.booking, case.state) for case in second.cases.all()] == [(booking, "planned")]
    assert [case.state for case in first.cases.all()] == ["spared"]


def test_what_was_spared_and_is_hit_again_is_the_same_case(salon: Salon, morning: Morning) -> None:
    booking = make_booking(salon.cut, at=berlin(23, 14), resource_id=salon.ben.pk)
    disruption = morning.falls_ill()
    lasts(morning, disruption, MONDAY, berlin(23, 12))
    spared = case_of(booking)
    disruption.absence.refresh_from_db()  # type: ignore[union-attr]

    lasts(morning, disruption, MONDAY, TUESDAY)

    assert (case_of(booking).pk, case_of(booking).state) == (spared.pk, "planned")


def test_what_somebody_else_changed_is_not_overwritten(salon: Salon, morning: Morning) -> None:
    disruption = morning.falls_ill()
    lasts(morning, disruption, MONDAY, WEDNESDAY)
    before = everything(salon.organisation)

    with pytest.raises(AbsenceChanged):
        lasts(morning, disruption, MONDAY, TUESDAY, version=1)

    assert everything(salon.organisation) == before


def test_what_was_withdrawn_is_not_changed(salon: Salon, morning: Morning) -> None:
    disruption = morning.falls_ill()
    is_withdrawn(morning, disruption)

    with pytest.raises(AbsenceChanged):
        lasts(morning, disruption, MONDAY, TUESDAY, version=2)


def test_another_businesss_absence_is_not_found(salon: Salon, mallory: Salon, morning: Morning) -> None:
    theirs = Morning(mallory, morning.clara)
    disruption = morning.falls_ill()

    with pytest.raises(NotYours):
        lasts(theirs, disruption, MONDAY, WEDNESDAY)
    with pytest.raises(NotYours):
        is_withdrawn(theirs, disruption)
    with pytest.raises(NotYours):
        withdraw(uuid.uuid4(), organisation_id=morning.key, by=morning.clara, now=SUNDAY_18)


def test_who_is_away_longer_has_a_new_revision(salon: Salon, morning: Morning) -> None:
    disruption = morning.falls_ill()
    salon.ben.refresh_from_db()
    before = salon.ben.revision

    lasts(morning, disruption, MONDAY, WEDNESDAY)
    is_withdrawn(morning, disruption)

    salon.ben.refresh_from_db()
    assert salon.ben.revision == before + 2
