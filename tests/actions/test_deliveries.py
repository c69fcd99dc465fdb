"""What was promised is taken by one worker at a time, in order, tried again, and never forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from terminbuch.actions.asking import LINK_HOLDER
from terminbuch.actions.booking import cancel, reschedule
from terminbuch.actions.deliveries import (
    is_due,
    mark_failed,
    mark_in_doubt,
    mark_sent,
    take_due,
    withdraw,
)
from terminbuch.models import Booking, Delivery, Task
from tests.builders import MONDAY_9, SUNDAY_18, TUESDAY_9, Salon, a_move, change, make_booking
from tests.reading import promise

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
LEASE = MINUTE


@pytest.fixture
def booking(salon: Salon) -> Booking:
    """Promises a mail to Anna, and none to anybody else."""
    change(salon.ben, email="")
    change(salon.clara, email="")
    return make_booking(salon.cut)


def take(now=SUNDAY_18) -> Delivery:
    delivery = take_due(now, lease=LEASE)
    assert delivery is not None
    return delivery


def _is_idle_until(moment: datetime) -> bool:
    return (is_due(moment - SECOND), is_due(moment)) == (False, True)


def test_nothing_is_due_where_nothing_was_promised(salon: Salon) -> None:
    assert take_due(SUNDAY_18, lease=LEASE) is None
    assert not is_due(SUNDAY_18 + 1000 * HOUR)


def test_a_promise_is_taken_with_a_lease(booking: Booking) -> None:
    taken = take()

    assert (taken, taken.booking) == (promise(booking, "booking_confirmed"), booking)
    assert (taken.attempts, taken.lease_until, taken.state) == (1, SUNDAY_18 + LEASE, "due")


def test_what_one_worker_has_taken_no_other_takes(booking: Booking) -> None:
    take()

    assert take_due(SUNDAY_18 + LEASE - SECOND, lease=LEASE) is None


def test_what_a_dead_worker_had_taken_is_taken_again_when_the_lease_is_over(booking: Booking) -> None:
    first = take()

    second = take(SUNDAY_18 + LEASE)

    assert (second, second.attempts) == (first, 2)
    assert (second.uid, second.key) == (first.uid, first.key)
    assert second.lease_token != first.lease_token


def test_what_was_sent_is_not_taken_again(booking: Booking) -> None:
    mark_sent(take(), now=SUNDAY_18 + SECOND)

    row = promise(booking, "booking_confirmed")
    assert (row.state, row.sent_at, row.lease_until) == ("sent", SUNDAY_18 + SECOND, None)
    assert take_due(SUNDAY_18 + 10 * HOUR, lease=LEASE) is None
    assert not is_due(SUNDAY_18 + 1000 * HOUR)


@pytest.mark.parametrize("word", ["sent", "failed", "failed for good", "in doubt"])
def test_the_late_word_of_a_worker_whose_lease_was_taken_over_changes_nothing(
    booking: Booking, word: str
) -> None:
    late, second = take(), take(SUNDAY_18 + LEASE)
    now = SUNDAY_18 + LEASE + SECOND

    if word == "sent":
        mark_sent(late, now=now)
    elif word == "in doubt":
        mark_in_doubt(late, error="silence", now=now)
    else:
        mark_failed(late, error="refused", now=now, for_good=word == "failed for good")

    row = promise(booking, "booking_confirmed")
    assert (row.state, row.lease_token, row.last_error) == ("due", second.lease_token, "")
    assert not Task.objects.of(booking.organisation).exists()


def test_a_failure_is_tried_again_later_and_later_and_in_the_end_becomes_a_task(booking: Booking) -> None:
    now, pauses = SUNDAY_18, []
    while (delivery := take_due(now, lease=LEASE)) is not None:
        mark_failed(delivery, error="451 try later", now=now)
        row = promise(booking, "booking_confirmed")
        pauses.append(row.due_at - now)
        now = row.due_at if row.state == "due" else now + 100 * HOUR

    assert pauses[:-1] == [n * MINUTE for n in (1, 5, 30, 120, 360, 1440)]
    row = promise(booking, "booking_confirmed")
    assert (row.state, row.attempts, row.last_error) == ("failed", 7, "451 try later")
    task = Task.objects.of(booking.organisation).get()
    assert (task.kind, task.delivery, task.booking) == ("mail_failed", row, booking)


def test_what_is_refused_for_good_is_not_tried_again(booking: Booking) -> None:
    mark_failed(take(), error="550 no such user", now=SUNDAY_18, for_good=True)

    row = promise(booking, "booking_confirmed")
    assert (row.state, row.last_error, row.lease_until) == ("failed", "550 no such user", None)
    assert Task.objects.of(booking.organisation).get().delivery == row
    assert take_due(SUNDAY_18 + 100 * HOUR, lease=LEASE) is None


def test_what_is_no_longer_needed_is_neither_sent_nor_anybodys_task(booking: Booking) -> None:
    withdraw(take())

    assert promise(booking, "booking_confirmed").state == "withdrawn"
    assert (is_due(SUNDAY_18 + 1000 * HOUR), Task.objects.everywhere().count()) == (False, 0)


def test_it_is_not_tried_before_its_time(booking: Booking) -> None:
    mark_failed(take(), error="451", now=SUNDAY_18)

    assert _is_idle_until(SUNDAY_18 + MINUTE)
    assert take_due(SUNDAY_18 + MINUTE - SECOND, lease=LEASE) is None
    assert take(SUNDAY_18 + MINUTE).attempts == 2


def test_an_error_of_any_length_is_kept_as_far_as_it_fits(booking: Booking) -> None:
    mark_failed(take(), error="x" * 5000, now=SUNDAY_18)

    assert promise(booking, "booking_confirmed").last_error == "x" * 200


def test_what_is_in_doubt_is_sent_once_more_and_then_left_for_a_person_to_see(booking: Booking) -> None:
    mark_in_doubt(take(), error="no answer after DATA", now=SUNDAY_18)
    again = take(SUNDAY_18 + MINUTE)
    assert again.last_error == "in doubt: no answer after DATA"

    mark_in_doubt(again, error="no answer after DATA", now=SUNDAY_18 + MINUTE)

    row = promise(booking, "booking_confirmed")
    assert (row.state, row.attempts, row.lease_until) == ("in_doubt", 2, None)
    assert take_due(SUNDAY_18 + 100 * HOUR, lease=LEASE) is None


def test_what_was_in_doubt_and_then_left_is_sent(booking: Booking) -> None:
    mark_in_doubt(take(), error="no answer", now=SUNDAY_18)

    mark_sent(take(SUNDAY_18 + MINUTE), now=SUNDAY_18 + MINUTE)

    row = promise(booking, "booking_confirmed")
    assert (row.state, row.last_error) == ("sent", "in doubt: no answer")


def test_mails_about_one_booking_reach_their_reader_in_order(booking: Booking) -> None:
    reschedule(a_move(booking, to=TUESDAY_9), by=LINK_HOLDER, now=SUNDAY_18)
    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)
    kinds = []
    while (delivery := take_due(SUNDAY_18, lease=LEASE)) is not None:
        assert take_due(SUNDAY_18, lease=LEASE) is None
        kinds.append(delivery.kind)
        mark_sent(delivery, now=SUNDAY_18)

    assert kinds == ["booking_confirmed", "booking_moved", "booking_cancelled"]


def test_a_later_mail_waits_for_an_earlier_one_that_is_tried_again(booking: Booking) -> None:
    mark_failed(take(), error="451", now=SUNDAY_18)
    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18 + SECOND)

    assert take_due(SUNDAY_18 + 2 * SECOND, lease=LEASE) is None
    assert take(SUNDAY_18 + MINUTE).kind == "booking_confirmed"


def test_a_later_mail_goes_when_the_earlier_one_was_given_up(booking: Booking) -> None:
    mark_failed(take(), error="550", now=SUNDAY_18, for_good=True)
    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert take().kind == "booking_cancelled"


def test_nobody_waits_for_somebody_elses_mail(salon: Salon, booking: Booking) -> None:
    mark_failed(take(), error="451", now=SUNDAY_18)
    make_booking(salon.cut, who="Berta", now=SUNDAY_18)

    assert take().recipient == "berta@example.org"


def test_the_oldest_goes_first_whosever_it_is(salon: Salon, mallory: Salon) -> None:
    theirs = make_booking(mallory.cut, now=SUNDAY_18)
    make_booking(salon.cut, now=SUNDAY_18 - MINUTE)

    assert [take().organisation for _ in range(3)] == [
        salon.organisation,
        salon.organisation,
        theirs.organisation,
    ]


def test_the_next_thing_to_do_is_the_next_that_can_be_done(booking: Booking) -> None:
    """Neither what another worker has, nor what waits for an earlier mail, makes an idle worker run."""
    assert _is_idle_until(SUNDAY_18)
    taken = take()
    assert _is_idle_until(SUNDAY_18 + LEASE)
    mark_failed(taken, error="451", now=SUNDAY_18)
    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18 + SECOND)

    assert _is_idle_until(SUNDAY_18 + MINUTE)


@pytest.fixture
def reminded(salon: Salon, booking: Booking) -> Booking:
    """Berta's booking, whose reminder is due an hour before."""
    change(salon.cut, reminder_minutes=60)
    booking.deliveries.all().delete()
    reminded = make_booking(salon.cut, who="Berta")
    mark_sent(take(), now=SUNDAY_18)
    return reminded


def test_a_reminder_goes_when_its_hour_has_come(reminded: Booking) -> None:
    assert _is_idle_until(MONDAY_9 - HOUR)
    assert take_due(MONDAY_9 - HOUR - SECOND, lease=LEASE) is None
    assert take(MONDAY_9 - HOUR).kind == "booking_reminder"


def test_a_reminder_of_what_has_begun_is_withdrawn(reminded: Booking) -> None:
    assert take_due(MONDAY_9, lease=LEASE) is None
    assert promise(reminded, "booking_reminder").state == "withdrawn"


def test_a_reminder_is_still_worth_a_try_a_moment_before_the_start(reminded: Booking) -> None:
    assert take(MONDAY_9 - SECOND).kind == "booking_reminder"


def test_a_coming_reminder_keeps_no_other_mail_back(reminded: Booking) -> None:
    cancel(reminded.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert take().kind == "booking_cancelled"


def test_a_reminder_taken_back_while_it_was_sent_is_no_task(reminded: Booking) -> None:
    taken = take(MONDAY_9 - HOUR)
    cancel(reminded.pk, by=LINK_HOLDER, now=MONDAY_9 - HOUR)

    mark_failed(taken, error="550", now=MONDAY_9 - HOUR, for_good=True)

    assert promise(reminded, "booking_reminder").state == "withdrawn"
    assert not Task.objects.of(reminded.organisation).exists()
