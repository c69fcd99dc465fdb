"""A customer books: what then stands in the tables, and what was promised to whom."""

from __future__ import annotations

from datetime import timedelta

import pytest

from terminbuch.actions.asking import VISITOR
from terminbuch.actions.booking import book, cancel
from terminbuch.models import Allocation, Booking, Customer, HistoryEntry, Task
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    a_request,
    berlin,
    change,
    make_booking,
)
from tests.reading import everything, log_of, occupied, promise, promised

HOUR = timedelta(hours=1)


def test_a_booking_holds_what_was_asked_and_what_was_agreed(salon: Salon) -> None:
    request = a_request(
        salon.cut, at=MONDAY_9, resource_id=salon.ben.pk, name="Anna Weiß", email="Anna@Example.ORG",
        phone="+49301234567", note="Kurz, bitte", answers=(("Haarlänge", "kurz"),), language="en",
        zone_name="Europe/Lisbon",
    )  # fmt: skip

    booking = book(request, by=VISITOR, now=SUNDAY_18)

    booking.refresh_from_db()
    assert (booking.status, booking.origin) == ("confirmed", "online")
    assert (booking.starts_at, booking.ends_at) == (MONDAY_9, MONDAY_10)
    assert (booking.name, booking.email, booking.email_folded) == (
        "Anna Weiß",
        "Anna@Example.ORG",
        "anna@example.org",
    )
    assert (booking.phone, booking.note, booking.answers) == (
        "+49301234567",
        "Kurz, bitte",
        [["Haarlänge", "kurz"]],
    )
    assert (booking.language, booking.zone_name) == ("en", "Europe/Lisbon")
    assert (booking.version, booking.sequence, booking.requested_until) == (1, 0, None)
    assert (booking.service, booking.location, booking.chosen_resource) == (
        salon.cut,
        salon.location,
        salon.ben,
    )
    assert (booking.created_at, booking.changed_at) == (SUNDAY_18, SUNDAY_18)


def test_the_time_is_taken_from_the_first_moment(salon: Salon) -> None:
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)

    (row,) = Allocation.objects.of(salon.organisation)
    assert (row.booking, row.hold, row.resource) == (booking, None, salon.ben)
    assert (row.starts_at, row.ends_at, row.live, row.is_wish) == (MONDAY_9, MONDAY_10, True, False)
    assert (row.seat, row.capacity, row.position) == (1, 1, 0)


def test_buffers_are_part_of_the_occupied_time(salon: Salon) -> None:
    change(salon.cut, buffer_before_minutes=10, buffer_after_minutes=20)

    booking = make_booking(salon.cut, at=MONDAY_10, resource_id=salon.ben.pk)

    assert occupied(salon.ben) == [(berlin(23, 9, 50), berlin(23, 11, 20))]
    assert (booking.starts_at, booking.ends_at) == (MONDAY_10, MONDAY_10 + HOUR)
    assert (booking.buffer_before_minutes, booking.buffer_after_minutes) == (10, 20)


def test_the_log_says_who_booked_and_with_whom(salon: Salon) -> None:
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)

    entry = HistoryEntry.objects.of(salon.organisation).get()
    assert log_of(booking) == [("booked", "customer", "page")]
    assert (entry.at, entry.facts, entry.member) == (SUNDAY_18, {"people": ["Ben"]}, None)


def test_customer_and_resource_are_promised_one_mail_each(salon: Salon) -> None:
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)

    assert promised(booking) == [
        ("booking_confirmed", "anna@example.org"),
        ("resource_new", "ben@salon.example"),
    ]


def test_a_promise_says_what_was_true_when_it_was_made(salon: Salon) -> None:
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)

    to_customer, to_ben = promise(booking, "booking_confirmed"), promise(booking, "resource_new")
    facts = {
        "starts_at": "2026-11-23T08:00:00Z", "ends_at": "2026-11-23T09:00:00Z", "sequence": 0,
        "people": ["Ben"], "people_ids": [salon.ben.pk], "by": "customer",
    }  # fmt: skip
    assert (to_customer.facts, to_ben.facts) == (facts, facts)
    assert (to_customer.resource, to_ben.resource) == (None, salon.ben)
    assert (to_customer.due_at, to_customer.state, to_customer.attempts) == (SUNDAY_18, "due", 0)
    assert to_customer.key != to_ben.key


def test_mails_go_to_the_address_as_typed(salon: Salon) -> None:
    booking = make_booking(salon.cut, email="Anna.Weiß@Example.ORG".replace("ß", "ss"))

    assert promise(booking, "booking_confirmed").recipient == "Anna.Weiss@Example.ORG"


def test_a_reminder_is_promised_with_the_booking(salon: Salon) -> None:
    change(salon.cut, reminder_minutes=24 * 60)

    booking = make_booking(salon.cut, at=TUESDAY_9)

    reminder = promise(booking, "booking_reminder")
    assert (reminder.due_at, reminder.recipient) == (MONDAY_9, "anna@example.org")


@pytest.mark.parametrize("minutes", [15 * 60, 16 * 60, 0])
def test_there_is_no_reminder_when_its_moment_is_past_or_none_is_wanted(salon: Salon, minutes: int) -> None:
    """Sunday 18:00 is 15 hours before Monday 9:00."""
    change(salon.cut, reminder_minutes=minutes)

    booking = make_booking(salon.cut, resource_id=salon.ben.pk)

    assert [kind for kind, _ in promised(booking)] == ["booking_confirmed", "resource_new"]


def test_a_resource_that_does_not_want_to_hear_of_new_bookings_is_not_mailed(salon: Salon) -> None:
    change(salon.ben, hears_of_new=False)

    booking = make_booking(salon.cut, resource_id=salon.ben.pk)

    assert promised(booking) == [("booking_confirmed", "anna@example.org")]


def test_a_resource_without_an_address_is_not_mailed(salon: Salon) -> None:
    change(salon.ben, email="")

    booking = make_booking(salon.cut, resource_id=salon.ben.pk)

    assert promised(booking) == [("booking_confirmed", "anna@example.org")]


def test_a_new_customer_is_written_down(salon: Salon) -> None:
    booking = make_booking(salon.cut, email="Anna@Example.org", phone="+4930", language="en")

    customer = Customer.objects.of(salon.organisation).get()
    assert booking.customer == customer
    assert (customer.name, customer.email, customer.email_folded) == (
        "Anna",
        "Anna@Example.org",
        "anna@example.org",
    )
    assert (customer.phone, customer.language, customer.created_at) == ("+4930", "en", SUNDAY_18)


def test_the_same_mail_and_name_are_the_same_customer_who_is_not_change(salon: Salon) -> None:
    first = make_booking(salon.cut, phone="+4930", now=SUNDAY_18)
    before = everything(salon.organisation)["Customer"]

    second = make_booking(salon.cut, at=TUESDAY_9, email="ANNA@example.org", phone="+4989", language="en")

    assert second.customer == first.customer
    assert everything(salon.organisation)["Customer"] == before
    assert (second.phone, second.email) == ("+4989", "ANNA@example.org")


def test_another_name_at_the_same_mail_is_another_customer(salon: Salon) -> None:
    make_booking(salon.cut, name="Anna", email="family@example.org")
    make_booking(salon.cut, at=TUESDAY_9, name="Berta", email="family@example.org")

    names = Customer.objects.of(salon.organisation).values_list("name", flat=True)
    assert sorted(names) == ["Anna", "Berta"]


def test_a_customer_of_another_organisation_is_a_stranger_here(salon: Salon, mallory: Salon) -> None:
    theirs, ours = make_booking(mallory.cut), make_booking(salon.cut)

    assert ours.customer != theirs.customer
    assert ours.customer is not None
    assert ours.customer.organisation == salon.organisation


def test_numbers_are_short_and_of_signs_that_cannot_be_misread(salon: Salon) -> None:
    numbers = {make_booking(salon.cut, at=MONDAY_9 + n * HOUR).number for n in range(8)}

    assert len(numbers) == 8
    assert all(len(number) == 6 and number[0].isalpha() for number in numbers)
    assert not set("IO01") & set("".join(numbers))


def test_a_number_that_is_already_given_is_drawn_again(salon: Salon, monkeypatch: pytest.MonkeyPatch) -> None:
    draws = iter("K7WQ2M")
    monkeypatch.setattr("secrets.choice", lambda _signs: next(draws, "A"))
    first = make_booking(salon.cut)
    draws = iter("K7WQ2M" + "X3WQ2M")

    second = make_booking(salon.cut, at=TUESDAY_9)

    assert (first.number, second.number) == ("K7WQ2M", "X3WQ2M")
    assert Booking.objects.of(salon.organisation).count() == 2


def test_a_cancelled_half_hour_can_be_booked_again(salon: Salon) -> None:
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)

    cancel(booking.pk, by=VISITOR, now=SUNDAY_18)

    again = make_booking(salon.cut, who="Berta", resource_id=salon.ben.pk)
    assert (again.starts_at, again.people()) == (MONDAY_9, ["Ben"])


def test_a_service_with_approval_is_requested_and_takes_the_time_at_once(salon: Salon) -> None:
    change(salon.cut, needs_approval=True, reminder_minutes=60)

    booking = make_booking(salon.cut, resource_id=salon.ben.pk, at=berlin(26, 9))

    assert (booking.status, booking.requested_until) == ("pending", SUNDAY_18 + 48 * HOUR)
    assert occupied(salon.ben) == [(berlin(26, 9), berlin(26, 10))]
    assert promised(booking) == [
        ("booking_requested", "anna@example.org"),
        ("resource_requested", "ben@salon.example"),
    ]
    assert log_of(booking) == [("requested", "customer", "page")]
    task = Task.objects.of(salon.organisation).get()
    assert (task.kind, task.booking, task.done_at, task.created_at) == ("decide", booking, None, SUNDAY_18)


def test_a_request_lapses_at_its_start_when_that_is_earlier(salon: Salon) -> None:
    change(salon.cut, needs_approval=True)

    assert make_booking(salon.cut).requested_until == MONDAY_9


def test_the_last_hour_before_closing_and_the_first_after_opening_are_full_citizens(salon: Salon) -> None:
    assert make_booking(salon.cut, at=berlin(23, 16)).starts_at == berlin(23, 16)
    assert make_booking(salon.cut, at=berlin(27, 9)).starts_at == berlin(27, 9)
