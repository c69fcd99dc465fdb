"""A step that nobody has answered is taken back; staff may say something else than the plan."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from terminbuch.actions import assistant
from terminbuch.actions.absences import withdraw
from terminbuch.actions.asking import LINK_HOLDER, Telling
from terminbuch.actions.assistant import Choice
from terminbuch.actions.booking import attend, cancel, redeem
from terminbuch.actions.refusals import CaseChanged, NothingToSend, NotQualified, NotYours, SlotTaken
from terminbuch.models import Booking, Hold
from terminbuch.queries.plan import OfferedTime, Pick
from tests.actions.assistant.morning import Morning, calls, case_of, proposal
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_10,
    Salon,
    berlin,
    make_booking,
    make_service,
    needs,
    occupy,
)
from tests.builders import change as changed
from tests.reading import everything, log_of, occupied, promised

HOUR = timedelta(hours=1)
MONDAY_14 = berlin(23, 14)


@pytest.fixture
def waiting(salon: Salon, morning: Morning) -> Booking:
    """On Monday at two with Ben, whom nobody can replace: times are kept and an answer is waited for."""
    shave = make_service(salon.organisation, "shave")
    needs(shave, salon.ben)
    booking = make_booking(shave, at=MONDAY_14)
    morning.falls_ill()
    morning.send(case_of(booking))
    return booking


def chosen(morning: Morning, booking: Booking, choice: Choice, **fields: Any) -> None:
    values: dict[str, Any] = {"organisation_id": morning.key, "by": morning.clara, "now": SUNDAY_18} | fields
    assistant.choose(case_of(booking).uid, choice=choice, **values)


def test_who_took_it_over_gives_it_back(salon: Salon, morning: Morning, booking: Booking) -> None:
    morning.falls_ill()
    morning.send(case_of(booking))

    morning.take_back(case_of(booking))

    booking.refresh_from_db()
    assert (booking.people(), occupied(salon.clara)) == (["Ben"], [])
    assert (case_of(booking).state, proposal(booking).kind) == ("planned", "none")
    assert log_of(booking)[-1] == ("reassigned_back", "member", "staff")


def test_they_hear_of_it_again_by_the_boxes(morning: Morning, booking: Booking) -> None:
    morning.falls_ill()
    morning.send(case_of(booking), telling=Telling(resource=False))

    morning.take_back(case_of(booking), telling=Telling(resource=False))

    assert promised(booking)[2:] == [("booking_moved", "anna@example.org")] * 2


def test_what_is_taken_back_after_the_absence_is_spared(morning: Morning, booking: Booking) -> None:
    disruption = morning.falls_ill()
    morning.send(case_of(booking))
    assert disruption.absence is not None
    withdraw(disruption.absence.uid, organisation_id=morning.key, by=morning.clara, now=SUNDAY_18)

    morning.take_back(case_of(booking))

    assert case_of(booking).state == "spared"


def test_times_that_were_offered_are_free_again_and_the_mail_stays_here(
    salon: Salon, morning: Morning, waiting: Booking
) -> None:
    morning.take_back(case_of(waiting))

    assert case_of(waiting).state == "planned"
    assert occupied(salon.ben) == [(MONDAY_14, MONDAY_14 + HOUR)]
    assert promised(waiting)[2:] == []
    assert log_of(waiting)[-1] == ("offers_taken_back", "member", "staff")


def test_they_can_be_offered_once_more(morning: Morning, waiting: Booking) -> None:
    morning.take_back(case_of(waiting))
    uid = case_of(waiting).disruption.uid
    assistant.plan(uid, organisation_id=morning.key, by=morning.clara, now=SUNDAY_18)

    morning.send(case_of(waiting))

    assert case_of(waiting).state == "waiting"
    assert promised(waiting)[2:] == [("booking_offered", "anna@example.org")]


def test_a_call_that_is_not_wanted_is_taken_back(morning: Morning, waiting: Booking) -> None:
    chosen(morning, waiting, Choice("phone"))
    morning.send(case_of(waiting))
    assert calls(waiting) == [("nothing_free", False)]

    morning.take_back(case_of(waiting))

    assert (case_of(waiting).state, calls(waiting)) == ("planned", [("nothing_free", True)])


def refused(morning: Morning, booking: Booking, refusal: type[Exception]) -> None:
    before = everything(booking.organisation)
    with pytest.raises(refusal):
        morning.take_back(case_of(booking))
    assert everything(booking.organisation) == before


def test_what_was_answered_is_not_taken_back(morning: Morning, waiting: Booking) -> None:
    offer = Hold.objects.of(waiting.organisation).filter(booking=waiting)[0]
    redeem(offer.uid, booking_id=waiting.pk, by=LINK_HOLDER, now=SUNDAY_18)

    refused(morning, waiting, CaseChanged)


def test_what_is_cancelled_is_not_taken_back(morning: Morning, waiting: Booking) -> None:
    cancel(waiting.pk, by=LINK_HOLDER, now=SUNDAY_18)

    refused(morning, waiting, CaseChanged)


def test_a_booking_that_changed_since_is_not_given_back(morning: Morning, booking: Booking) -> None:
    morning.falls_ill()
    morning.send(case_of(booking))
    attend(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    refused(morning, booking, CaseChanged)


def test_nobody_is_given_back_to_somebody_whose_time_is_taken(
    salon: Salon, morning: Morning, booking: Booking
) -> None:
    morning.falls_ill()
    morning.send(case_of(booking))
    occupy(salon.cut, salon.ben, MONDAY_9, MONDAY_10)

    refused(morning, booking, SlotTaken)


def test_staff_chooses_somebody_else(salon: Salon, morning: Morning, booking: Booking) -> None:
    """The room could take it over as well."""
    third = make_service(salon.organisation, "any")
    needs(third, salon.ben, salon.clara, salon.room, chosen=True)
    other = make_booking(third, at=MONDAY_10, resource_id=salon.ben.pk)
    morning.falls_ill()

    chosen(morning, other, Choice("keep", (Pick(0, salon.room.uid),)))
    morning.send(case_of(other))

    other.refresh_from_db()
    assert (other.people(), case_of(other).state) == (["Raum 1"], "kept")
    assert case_of(booking).state == "planned"


def test_the_plan_leaves_what_staff_chose_and_its_time(
    salon: Salon, morning: Morning, booking: Booking
) -> None:
    disruption = morning.falls_ill()
    times = (OfferedTime(TUESDAY_10, TUESDAY_10 + HOUR, (Pick(0, salon.clara.uid),)),)
    chosen(morning, booking, Choice("offer", times=times))

    assistant.plan(disruption.uid, organisation_id=morning.key, by=morning.clara, now=SUNDAY_18)

    assert (proposal(booking).kind, proposal(booking).times, proposal(booking).is_chosen) == (
        "offer",
        times,
        True,
    )


def test_choosing_gives_back_what_was_kept(morning: Morning, waiting: Booking) -> None:
    chosen(morning, waiting, Choice("cancel"))
    assert not Hold.objects.of(waiting.organisation).exists()

    morning.send(case_of(waiting), telling=Telling(text="Es tut uns leid."))

    waiting.refresh_from_db()
    assert (waiting.status, case_of(waiting).state) == ("cancelled", "cancelled")
    assert promised(waiting)[2:] == [
        ("booking_cancelled", "anna@example.org"),
        ("resource_cancelled", "ben@salon.example"),
    ]


def test_choosing_once_more_asks_nobody_to_phone(morning: Morning, waiting: Booking) -> None:
    chosen(morning, waiting, Choice("phone"))
    morning.send(case_of(waiting))

    chosen(morning, waiting, Choice("cancel"))

    assert (case_of(waiting).state, calls(waiting)) == ("planned", [("nothing_free", True)])


def test_nobody_takes_over_who_cannot_serve_it(salon: Salon, morning: Morning, booking: Booking) -> None:
    morning.falls_ill()
    chosen(morning, booking, Choice("keep", (Pick(0, salon.room.uid),)))

    assert [type(each.refusal) for each in morning.send(case_of(booking)).refused] == [NotQualified]


def test_people_of_another_business_are_not_chosen(
    mallory: Salon, morning: Morning, booking: Booking
) -> None:
    morning.falls_ill()

    for choice in (
        Choice("keep", (Pick(0, mallory.clara.uid),)),
        Choice("offer", times=(OfferedTime(TUESDAY_10, TUESDAY_10 + HOUR, (Pick(0, mallory.clara.uid),)),)),
    ):
        with pytest.raises(NotYours):
            chosen(morning, booking, choice)
    with pytest.raises(NotYours):
        assistant.choose(
            uuid.uuid4(), choice=Choice("phone"), organisation_id=morning.key, by=morning.clara, now=SUNDAY_18
        )


def test_what_changed_since_it_was_shown_is_not_chosen(morning: Morning, booking: Booking) -> None:
    morning.falls_ill()
    version = case_of(booking).version
    chosen(morning, booking, Choice("phone"), version=version)

    with pytest.raises(CaseChanged):
        chosen(morning, booking, Choice("cancel"), version=version)


def test_what_is_settled_is_not_chosen(morning: Morning, booking: Booking) -> None:
    morning.falls_ill()
    morning.send(case_of(booking))

    with pytest.raises(CaseChanged):
        chosen(morning, booking, Choice("phone"))


def test_without_a_plan_there_is_nothing_to_send(morning: Morning, booking: Booking) -> None:
    morning.falls_ill()
    changed(case_of(booking), proposal={})

    assert [type(each.refusal) for each in morning.send(case_of(booking)).refused] == [NothingToSend]


def left(morning: Morning, booking: Booking) -> None:
    assistant.leave(case_of(booking).uid, organisation_id=morning.key, by=morning.clara, now=SUNDAY_18)


def test_it_was_agreed_that_it_stays_as_it_is(salon: Salon, morning: Morning, booking: Booking) -> None:
    morning.falls_ill()
    chosen(morning, booking, Choice("phone"))
    morning.send(case_of(booking))

    left(morning, booking)

    booking.refresh_from_db()
    assert (booking.people(), case_of(booking).state) == (["Ben"], "kept")
    assert (calls(booking), promised(booking)[2:]) == ([("nothing_free", True)], [])
    assert log_of(booking)[-1] == ("left_as_it_is", "member", "staff")
    assert occupied(salon.ben) == [(MONDAY_9, MONDAY_10)]


def test_who_is_waited_for_is_not_left_as_it_is(morning: Morning, waiting: Booking) -> None:
    with pytest.raises(CaseChanged):
        left(morning, waiting)


def test_another_businesss_board_is_not_planned(mallory: Salon, morning: Morning, booking: Booking) -> None:
    disruption = morning.falls_ill()

    for uid in (disruption.uid, uuid.uuid4()):
        with pytest.raises(NotYours):
            assistant.plan(uid, organisation_id=mallory.organisation.pk, by=morning.clara, now=SUNDAY_18)
    assert case_of(booking).state == "planned"
