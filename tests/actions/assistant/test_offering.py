"""Free times are kept for a customer, who takes one, answers otherwise or not at all."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from terminbuch.actions import assistant
from terminbuch.actions.asking import LINK_HOLDER, VISITOR
from terminbuch.actions.assistant import Choice
from terminbuch.actions.booking import accept, book, cancel, redeem, reschedule
from terminbuch.actions.deliveries import mark_failed, mark_sent, take_due
from terminbuch.actions.refusals import AlreadyOver, NotYours, OfferEnded, SlotTaken
from terminbuch.actions.upkeep import run_chores
from terminbuch.models import Booking, Hold, Task
from terminbuch.queries.plan import OfferedTime, Pick
from tests.actions.assistant.morning import Morning, calls, case_of, proposal
from tests.builders import (
    MONDAY_9,
    SUNDAY_18,
    TUESDAY_9,
    TUESDAY_10,
    Salon,
    a_move,
    a_request,
    berlin,
    change,
    make_booking,
    make_service,
    needs,
)
from tests.reading import everything, log_of, occupied, promise, promised

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
MONDAY_14 = berlin(23, 14)
# Offered on Sunday at six, for four hours.
DEADLINE = SUNDAY_18 + 4 * HOUR


@pytest.fixture
def shave(salon: Salon) -> Any:
    """Only Ben can do it, so nobody can take it over."""
    service = make_service(salon.organisation, "shave", name_de="Rasur")
    needs(service, salon.ben, chosen=True)
    return service


@pytest.fixture
def booking(shave: Any, morning: Morning) -> Booking:
    """Anna's hour with Ben on Monday at two, whom Ben's illness hits; three other times are kept for her."""
    booking = make_booking(shave, at=MONDAY_14, resource_id=morning.salon.ben.pk)
    morning.falls_ill()
    assert morning.send(case_of(booking)).refused == ()
    booking.refresh_from_db()
    return booking


def offers(booking: Booking) -> list[Hold]:
    return list(Hold.objects.of(booking.organisation).filter(booking=booking).order_by("starts_at"))


def taken(booking: Booking, offer: Hold, *, now: datetime = SUNDAY_18, **fields: Any) -> Booking:
    return redeem(offer.uid, booking_id=booking.pk, now=now, **{"by": LINK_HOLDER} | fields)


def test_the_nearest_free_times_are_kept_for_her(booking: Booking) -> None:
    assert [(offer.starts_at, offer.deadline) for offer in offers(booking)] == [
        (TUESDAY_9, DEADLINE + HOUR),
        (TUESDAY_10, DEADLINE + HOUR),
        (berlin(24, 11), DEADLINE + HOUR),
    ]
    case = case_of(booking)
    assert (case.state, case.deadline) == ("waiting", DEADLINE)
    assert {offer.case for offer in offers(booking)} == {case}
    assert {offer.customer for offer in offers(booking)} == {booking.customer}


def test_she_gets_one_mail_with_the_times_and_until_when(booking: Booking) -> None:
    assert promised(booking)[2:] == [("booking_offered", "anna@example.org")]
    facts = promise(booking, "booking_offered").facts
    assert facts["offers"] == [
        {
            "uid": str(offer.uid),
            "starts_at": f"2026-11-24T{hour:02}:00:00Z",
            "ends_at": f"2026-11-24T{hour + 1:02}:00:00Z",
            "people": ["Ben"],
        }
        for offer, hour in zip(offers(booking), (8, 9, 10), strict=True)
    ]
    assert (facts["until"], facts["why"]) == ("2026-11-22T21:00:00Z", "Ben ist leider erkrankt.")
    assert log_of(booking)[-1] == ("offered", "member", "staff")


def test_nobody_else_can_book_what_is_kept(shave: Any, booking: Booking) -> None:
    with pytest.raises(SlotTaken):
        book(a_request(shave, at=TUESDAY_9, who="Berta"), by=VISITOR, now=SUNDAY_18)

    assert booking.starts_at == MONDAY_14


def test_taking_one_frees_the_others_and_the_old_time(salon: Salon, booking: Booking) -> None:
    moved = taken(booking, offers(booking)[1])

    moved.refresh_from_db()
    assert (moved.starts_at, moved.ends_at, moved.people()) == (TUESDAY_10, TUESDAY_10 + HOUR, ["Ben"])
    assert occupied(salon.ben) == [(TUESDAY_10, TUESDAY_10 + HOUR)]
    assert (offers(booking), case_of(booking).state, calls(booking)) == ([], "moved", [])


def test_the_booking_stays_itself_and_everybody_hears_of_it_once(booking: Booking) -> None:
    moved = taken(booking, offers(booking)[0])

    assert (moved.pk, moved.uid, moved.number) == (booking.pk, booking.uid, booking.number)
    assert (moved.version, moved.sequence) == (booking.version + 1, booking.sequence + 1)
    assert promised(moved)[-2:] == [
        ("booking_moved", "anna@example.org"),
        ("resource_moved", "ben@salon.example"),
    ]
    assert log_of(moved)[-1] == ("moved", "customer", "link")


def test_the_same_time_again_gets_the_same_answer(booking: Booking) -> None:
    offer = offers(booking)[0]
    first = taken(booking, offer)
    before = everything(booking.organisation)

    assert taken(booking, offer, now=SUNDAY_18 + MINUTE) == first
    assert everything(booking.organisation) == before


def refused(
    booking: Booking, refusal: type[Exception], offer: uuid.UUID, *, now: datetime = SUNDAY_18
) -> None:
    before = everything(booking.organisation)
    with pytest.raises(refusal):
        redeem(offer, booking_id=booking.pk, by=LINK_HOLDER, now=now)
    assert everything(booking.organisation) == before


def test_a_second_one_is_no_longer_kept(booking: Booking) -> None:
    first, second, _ = offers(booking)
    taken(booking, first)

    refused(booking, OfferEnded, second.uid)


def test_what_has_run_out_is_no_longer_kept(booking: Booking) -> None:
    refused(booking, OfferEnded, offers(booking)[0].uid, now=DEADLINE + HOUR)


def test_the_mail_is_not_too_late_until_somebody_else_has_the_time(booking: Booking) -> None:
    """She answers while somebody is asked to phone her, and the times are still kept."""
    run_chores(DEADLINE)

    moved = taken(booking, offers(booking)[0], now=DEADLINE + MINUTE)

    assert (moved.starts_at, case_of(booking).state) == (TUESDAY_9, "moved")
    assert calls(booking) == [("no_answer", True)]


def test_the_cut_off_does_not_bind_whom_the_business_asked(shave: Any, booking: Booking) -> None:
    change(shave, cut_off_minutes=7 * 24 * 60)

    assert taken(booking, offers(booking)[0]).starts_at == TUESDAY_9


def test_what_is_cancelled_takes_no_offer(booking: Booking) -> None:
    offer = offers(booking)[0]
    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    refused(booking, AlreadyOver, offer.uid)


def test_what_was_offered_to_somebody_else_is_not_taken(shave: Any, booking: Booking) -> None:
    berta = make_booking(shave, at=berlin(25, 9), who="Berta")

    refused(berta, OfferEnded, offers(booking)[0].uid)
    refused(berta, OfferEnded, uuid.uuid4())
    with pytest.raises(NotYours):
        redeem(offers(booking)[0].uid, booking_id=10**9, by=LINK_HOLDER, now=SUNDAY_18)


def test_an_offer_with_somebody_else_ends_the_choice_of_a_person(salon: Salon, morning: Morning) -> None:
    other = make_booking(salon.cut, at=berlin(23, 9), resource_id=salon.ben.pk)
    make_booking(salon.cut, at=berlin(23, 9), who="Berta", resource_id=salon.clara.pk)
    morning.falls_ill()
    morning.send(case_of(other))
    with_clara = next(offer for offer in offers(other) if offer.allocations.get().resource == salon.clara)

    moved = taken(other, with_clara)

    assert (moved.people(), moved.chosen_resource) == (["Clara"], None)


def test_any_other_free_time_is_an_answer_too(booking: Booking) -> None:
    moved = reschedule(a_move(booking, to=berlin(25, 9)), by=LINK_HOLDER, now=SUNDAY_18)

    assert (moved.starts_at, case_of(booking).state, offers(booking)) == (berlin(25, 9), "moved", [])


def test_her_own_kept_times_are_not_in_the_way_of_her_own_move(booking: Booking) -> None:
    half_past = TUESDAY_9 + 30 * MINUTE

    assert reschedule(a_move(booking, to=half_past), by=LINK_HOLDER, now=SUNDAY_18).starts_at == half_past


def test_no_is_an_answer_too(salon: Salon, booking: Booking) -> None:
    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert (case_of(booking).state, offers(booking), occupied(salon.ben)) == ("cancelled", [], [])


def test_where_staff_decides_her_wish_is_to_be_decided(
    shave: Any, booking: Booking, morning: Morning
) -> None:
    change(shave, needs_approval=True)
    reschedule(a_move(booking, to=berlin(25, 9)), by=LINK_HOLDER, now=SUNDAY_18)
    assert (case_of(booking).state, offers(booking)) == ("planned", [])
    plan_again(morning, booking)
    assert proposal(booking).kind == "decide"

    accept(booking.pk, by=morning.clara, now=SUNDAY_18)

    assert case_of(booking).state == "moved"


def plan_again(morning: Morning, booking: Booking) -> None:
    uid = case_of(booking).disruption.uid
    assistant.plan(uid, organisation_id=morning.key, by=morning.clara, now=SUNDAY_18)


def test_without_an_answer_somebody_phones_and_the_times_stay_a_little(booking: Booking) -> None:
    run_chores(DEADLINE)

    assert (case_of(booking).state, calls(booking), len(offers(booking))) == (
        "phone",
        [("no_answer", False)],
        3,
    )
    assert promised(booking)[2:] == [("booking_offered", "anna@example.org")]


def test_before_the_deadline_nobody_phones(booking: Booking) -> None:
    run_chores(DEADLINE - MINUTE)

    assert (case_of(booking).state, calls(booking)) == ("waiting", [])


def test_a_mail_that_cannot_be_delivered_is_a_call(booking: Booking) -> None:
    while (mail := take_due(SUNDAY_18, lease=HOUR)) is not None:
        mark_failed(mail, error="550", now=SUNDAY_18, for_good=True)

    assert (case_of(booking).state, calls(booking), len(offers(booking))) == (
        "phone",
        [("bounced", False)],
        3,
    )


def test_a_mail_about_times_that_are_no_longer_kept_asks_nobody_to_phone(
    booking: Booking, morning: Morning
) -> None:
    while (mail := take_due(SUNDAY_18, lease=HOUR)) is not None and mail.kind != "booking_offered":
        mark_sent(mail, now=SUNDAY_18)
    assert mail is not None
    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    mark_failed(mail, error="550", now=SUNDAY_18, for_good=True)

    assert (case_of(booking).state, calls(booking)) == ("cancelled", [])


def test_without_an_address_the_times_are_kept_and_somebody_phones(shave: Any, morning: Morning) -> None:
    booking = make_booking(shave, at=MONDAY_14)
    change(booking, email="")
    morning.falls_ill()

    morning.send(case_of(booking))

    assert (case_of(booking).state, calls(booking)) == ("phone", [("no_address", False)])
    assert [offer.deadline for offer in offers(booking)] == [DEADLINE] * 3
    moved = taken(booking, offers(booking)[2], by=morning.clara)
    assert (moved.starts_at, case_of(booking).state) == (berlin(24, 11), "moved")
    assert calls(booking) == [("no_address", True)]


def test_without_a_customer_times_are_kept_for_the_case(shave: Any, morning: Morning) -> None:
    booking = make_booking(shave, at=MONDAY_14)
    change(booking, email="", customer=None, origin="by_hand")
    morning.falls_ill()

    morning.send(case_of(booking))

    kept = list(case_of(booking).offers.order_by("starts_at"))
    assert [offer.booking for offer in kept] == [None] * 3
    assert taken(booking, kept[0], by=morning.clara).starts_at == TUESDAY_9
    assert not Hold.objects.of(booking.organisation).exists()


def test_when_it_is_too_near_for_a_mail_somebody_phones(shave: Any, morning: Morning) -> None:
    booking = make_booking(shave, at=MONDAY_9)
    now = MONDAY_9 - HOUR
    morning.falls_ill(now=now)

    morning.send(case_of(booking), now=now)

    assert (case_of(booking).state, calls(booking)) == ("phone", [("too_soon", False)])
    assert promised(booking)[2:] == []


def test_nobody_waits_longer_than_an_hour_before_the_appointment(shave: Any, morning: Morning) -> None:
    booking = make_booking(shave, at=berlin(23, 10))
    now = MONDAY_9 - HOUR + 3 * MINUTE
    morning.falls_ill(now=now)

    morning.send(case_of(booking), now=now)

    assert (case_of(booking).state, case_of(booking).deadline) == ("waiting", MONDAY_9)


def test_when_nothing_is_free_somebody_phones(shave: Any, morning: Morning) -> None:
    booking = make_booking(shave, at=MONDAY_14)
    morning.falls_ill(until=None)
    assert (proposal(booking).kind, proposal(booking).why) == ("phone", "nothing_free")

    morning.send(case_of(booking))

    assert (case_of(booking).state, calls(booking)) == ("phone", [("nothing_free", False)])


def test_times_that_are_gone_are_left_out(shave: Any, morning: Morning) -> None:
    booking = make_booking(shave, at=MONDAY_14)
    morning.falls_ill()
    make_booking(shave, at=TUESDAY_9, who="Berta")

    morning.send(case_of(booking))

    assert [offer.starts_at for offer in offers(booking)] == [TUESDAY_10, berlin(24, 11)]


def test_when_all_are_gone_nothing_is_sent(shave: Any, morning: Morning) -> None:
    booking = make_booking(shave, at=MONDAY_14)
    morning.falls_ill()
    for hour in (9, 10, 11):
        make_booking(shave, at=berlin(24, hour), who="Berta")

    sent = morning.send(case_of(booking))

    assert [type(each.refusal) for each in sent.refused] == [SlotTaken]
    assert (case_of(booking).state, offers(booking)) == ("planned", [])


def test_what_is_past_or_their_own_time_is_not_offered(shave: Any, morning: Morning) -> None:
    booking = make_booking(shave, at=MONDAY_14)
    morning.falls_ill()
    ben = (Pick(0, morning.salon.ben.uid),)
    wrong = (SUNDAY_18 - 9 * HOUR, MONDAY_14, datetime(9999, 12, 30, 9, tzinfo=UTC))
    choice = Choice("offer", times=tuple(OfferedTime(at, at + HOUR, ben) for at in wrong))
    uid = case_of(booking).uid
    assistant.choose(uid, organisation_id=morning.key, choice=choice, by=morning.clara, now=SUNDAY_18)

    sent = morning.send(case_of(booking))

    assert [type(each.refusal) for each in sent.refused] == [SlotTaken]


def test_every_offer_is_somebody_elses_time_and_never_the_own_old_one(shave: Any, morning: Morning) -> None:
    bookings = [make_booking(shave, at=berlin(23, hour), who=f"Guest-{hour}") for hour in range(9, 17)]
    morning.falls_ill()

    morning.send(*map(case_of, bookings))

    starts = [offer.starts_at for booking in bookings for offer in offers(booking)]
    assert (len(starts), len(set(starts))) == (24, 24)
    assert Task.objects.of(shave.organisation).count() == 0
