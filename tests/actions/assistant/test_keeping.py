"""A booking keeps its time with somebody else, and everybody concerned hears of it by the boxes."""

from __future__ import annotations

from datetime import timedelta

from terminbuch.actions.asking import LINK_HOLDER, VISITOR, Telling
from terminbuch.actions.booking import attend, book, cancel, reschedule
from terminbuch.actions.refusals import CaseChanged, InTheWay, NeedsOverride, NotYours
from terminbuch.models import Absence, Booking, Candidate
from tests.actions.assistant.morning import Morning, calls, case_of, proposal
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    a_move,
    a_request,
    change,
    make_booking,
    make_service,
    needs,
)
from tests.reading import everything, log_of, occupied, promise, promised

HOUR = timedelta(hours=1)


def test_the_same_time_with_another_person(salon: Salon, morning: Morning, booking: Booking) -> None:
    morning.falls_ill()

    sent = morning.send(case_of(booking))

    booking.refresh_from_db()
    assert (sent.done, sent.refused) == ((case_of(booking).uid,), ())
    assert (booking.starts_at, booking.people(), booking.status) == (MONDAY_9, ["Clara"], "confirmed")
    assert (occupied(salon.ben), occupied(salon.clara)) == ([], [(MONDAY_9, MONDAY_10)])
    assert case_of(booking).state == "kept"


def test_the_booking_stays_itself(morning: Morning, booking: Booking) -> None:
    attend(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)
    booking.refresh_from_db()
    morning.falls_ill()
    morning.send(case_of(booking))

    kept = Booking.objects.of(booking.organisation).get()
    assert (kept.pk, kept.uid, kept.number, kept.link_hash) == (
        booking.pk, booking.uid, booking.number, booking.link_hash,
    )  # fmt: skip
    assert (kept.version, kept.sequence) == (booking.version + 1, booking.sequence + 1)
    assert (kept.attends_at, kept.chosen_resource) == (SUNDAY_18, booking.chosen_resource)


def test_customer_and_both_resources_get_one_mail_each(
    salon: Salon, morning: Morning, booking: Booking
) -> None:
    morning.falls_ill()

    morning.send(case_of(booking), telling=Telling(text="Bis bald!"))

    assert promised(booking)[2:] == [
        ("booking_moved", "anna@example.org"),
        ("resource_moved", "ben@salon.example"),
        ("resource_moved", "clara@salon.example"),
    ]
    facts = promise(booking, "booking_moved").facts
    assert facts["personal_text"] == "Bis bald!"
    assert (facts["was_people"], facts["people"]) == (["Ben"], ["Clara"])
    assert (facts["was_starts_at"], facts["starts_at"]) == (facts["starts_at"], "2026-11-23T08:00:00Z")
    assert promise(booking, "resource_moved", "clara@salon.example").facts["was_people_ids"] == [salon.ben.pk]
    assert log_of(booking)[-1] == ("reassigned", "member", "staff")
    assert booking.history_entries.latest("pk").facts == {"was_people": ["Ben"], "people": ["Clara"]}


def test_boxes_that_are_empty_tell_nobody(morning: Morning, booking: Booking) -> None:
    morning.falls_ill()

    morning.send(case_of(booking), telling=Telling(resource=False, customer=False))

    assert promised(booking)[2:] == []


def test_whoever_cannot_be_mailed_is_phoned(morning: Morning, booking: Booking) -> None:
    change(booking, email="")
    morning.falls_ill()

    morning.send(case_of(booking))

    assert case_of(booking).state == "kept"
    assert calls(booking) == [("moved", False)]


def test_the_reminder_is_promised_anew(salon: Salon, morning: Morning) -> None:
    change(salon.cut, reminder_minutes=60)
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    morning.falls_ill()

    morning.send(case_of(booking))

    reminders = booking.deliveries.filter(kind="booking_reminder").order_by("pk")
    assert [(row.state, row.facts["people"]) for row in reminders] == [
        ("withdrawn", ["Ben"]), ("due", ["Clara"]),
    ]  # fmt: skip


def test_only_who_is_away_is_replaced(salon: Salon, morning: Morning) -> None:
    needs(salon.cut, salon.room)
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    morning.falls_ill()

    morning.send(case_of(booking))

    booking.refresh_from_db()
    assert booking.people() == ["Clara", "Raum 1"]
    assert occupied(salon.room) == [(MONDAY_9, MONDAY_10)]


def test_own_length_and_buffers_stay_off_the_grid_too(salon: Salon, morning: Morning) -> None:
    change(salon.cut, buffer_after_minutes=30)
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    change(salon.cut, duration_minutes=20, buffer_after_minutes=0, step_minutes=50)
    Candidate.objects.of(salon.organisation).filter(resource=salon.clara).update(duration_minutes=10)
    morning.falls_ill()

    morning.send(case_of(booking))

    booking.refresh_from_db()
    assert (booking.ends_at, occupied(salon.clara)) == (MONDAY_10, [(MONDAY_9, MONDAY_10 + HOUR / 2)])


def test_a_request_stays_a_request(salon: Salon, morning: Morning) -> None:
    change(salon.cut, needs_approval=True)
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    morning.falls_ill()

    morning.send(case_of(booking))

    booking.refresh_from_db()
    assert (booking.status, booking.people(), case_of(booking).state) == ("pending", ["Clara"], "kept")


def test_seats_of_one_course_stay_together(salon: Salon, morning: Morning) -> None:
    course = make_service(salon.organisation, "course", capacity=3)
    needs(course, salon.ben, salon.clara)
    needs(course, salon.room)
    seats = [make_booking(course, who=who) for who in ("Anna", "Berta")]
    teacher = seats[0].people()[0]
    away = salon.ben if teacher == "Ben" else salon.clara
    morning.falls_ill(away)

    morning.send(*[case_of(seat) for seat in seats])

    other = "Clara" if teacher == "Ben" else "Ben"
    assert [Booking.objects.of(seat.organisation).get(pk=seat.pk).people() for seat in seats] == [
        [other, "Raum 1"], [other, "Raum 1"],
    ]  # fmt: skip
    third = book(a_request(course, at=MONDAY_9, who="Cora"), by=VISITOR, now=SUNDAY_18)
    assert third.people() == [other, "Raum 1"]


def test_a_wish_into_the_absence_is_declined_and_the_appointment_stays(
    salon: Salon, morning: Morning
) -> None:
    booking = make_booking(salon.cut, at=TUESDAY_9, resource_id=salon.ben.pk)
    change(salon.cut, needs_approval=True)
    reschedule(a_move(booking, to=MONDAY_9), by=LINK_HOLDER, now=SUNDAY_18)
    morning.falls_ill()
    assert proposal(booking).kind == "keep"

    morning.send(case_of(booking))

    booking.refresh_from_db()
    assert (booking.starts_at, booking.has_wish, booking.people()) == (TUESDAY_9, False, ["Ben"])
    assert case_of(booking).state == "kept"
    assert promised(booking)[-2:] == [
        ("move_declined", "anna@example.org"),
        ("resource_request_ended", "ben@salon.example"),
    ]


def refused(morning: Morning, booking: Booking) -> type[Exception]:
    """Why sending was refused; nothing has changed."""
    before = everything(booking.organisation)
    sent = morning.send(case_of(booking))
    assert everything(booking.organisation) == before
    assert sent.done == ()
    return type(sent.refused[0].refusal)


def test_whose_time_was_taken_meanwhile_is_named_and_everything_stays(
    salon: Salon, morning: Morning, booking: Booking
) -> None:
    morning.falls_ill()
    make_booking(salon.cut, who="Berta", resource_id=salon.clara.pk)

    assert refused(morning, booking) is InTheWay


def test_who_is_away_by_now_does_not_take_over(salon: Salon, morning: Morning, booking: Booking) -> None:
    morning.falls_ill()
    Absence.objects.create(
        organisation=salon.organisation, resource=salon.clara, starts_at=MONDAY_9, ends_at=MONDAY_10
    )

    assert refused(morning, booking) is NeedsOverride


def test_one_that_is_refused_keeps_no_other_from_being_sent(
    salon: Salon, morning: Morning, booking: Booking
) -> None:
    second = make_booking(salon.cut, at=MONDAY_10, resource_id=salon.ben.pk)
    morning.falls_ill()
    make_booking(salon.cut, who="Berta", resource_id=salon.clara.pk)

    sent = morning.send(case_of(booking), case_of(second))

    assert (sent.done, [each.case for each in sent.refused]) == (
        (case_of(second).uid,),
        [case_of(booking).uid],
    )


def test_sending_twice_does_it_once(morning: Morning, booking: Booking) -> None:
    morning.falls_ill()
    morning.send(case_of(booking), case_of(booking))

    assert refused(morning, booking) is CaseChanged


def test_what_the_customer_cancelled_is_not_sent(morning: Morning, booking: Booking) -> None:
    morning.falls_ill()
    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert refused(morning, booking) is CaseChanged


def test_another_businesss_case_is_not_found(mallory: Salon, morning: Morning, booking: Booking) -> None:
    morning.falls_ill()

    sent = Morning(mallory, morning.clara).send(case_of(booking))

    assert [type(each.refusal) for each in sent.refused] == [NotYours]
