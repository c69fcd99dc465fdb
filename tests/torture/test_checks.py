"""Each check finds what it is for: evidence in which all is well, spoilt in one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.torture.checks import CHECKS, checked
from tests.torture.evidence import Accepted, Evidence, Reading
from tests.torture.journal import Outcome
from tests.torture.planted import (
    ANNA,
    ANNAS,
    ASKED_AT,
    HALF_HOUR,
    KEY,
    LINK,
    MONDAY_9,
    UID,
    a_mail,
    a_promise,
    a_row,
    all_is_well,
    an_entry,
    asked,
    told,
    wish,
)

LATER = MONDAY_9 + timedelta(hours=3)
REMINDER = a_promise(2, "booking_reminder", key=f"{UID}:1:customer:booking_reminder")


def test_where_all_is_well_nothing_is_found() -> None:
    assert checked(all_is_well()) == []


def a_second_row(evidence: Evidence) -> None:
    """Ben serves somebody else a quarter of an hour later."""
    evidence.allocations.append(a_row(2, booking=None, hold=7, starts_at=MONDAY_9 + HALF_HOUR / 2))


def a_seat_twice(evidence: Evidence) -> None:
    evidence.allocations.append(a_row(2, booking=None, hold=7, sitting=a_row().sitting, capacity=6))


def a_seat_too_many(evidence: Evidence) -> None:
    evidence.allocations.append(a_row(2, resource=9, booking=None, hold=7, seat=7, capacity=6))


def no_time(evidence: Evidence) -> None:
    evidence.allocations.clear()


def a_buffer_left_out(evidence: Evidence) -> None:
    evidence.bookings[0] = replace(ANNAS, buffer_after=10)


def still_occupied(evidence: Evidence) -> None:
    evidence.bookings[0] = replace(ANNAS, status="cancelled")


def confirmed_and_gone(evidence: Evidence) -> None:
    evidence.attempts.append(wish(3, "carla@qorvat.example", told(Outcome.CONFIRMED, token="lost"), key="k3"))


def moved_and_still_there(evidence: Evidence) -> None:
    move = told(Outcome.CONFIRMED, after=9)
    evidence.attempts.append(asked(3, "move", move, token=LINK, start=LATER.isoformat()))


def cancelled_and_still_there(evidence: Evidence) -> None:
    evidence.attempts.append(asked(3, "cancel", told(Outcome.CONFIRMED, after=9), token=LINK))


def declined_and_still_there(evidence: Evidence) -> None:
    evidence.attempts.append(asked(3, "decline", told(Outcome.CONFIRMED, after=9), token=LINK))


def a_ghost(evidence: Evidence) -> None:
    evidence.bookings.append(replace(ANNAS, id=2, uid="b" * 32, link_hash="", email="ghost@qorvat.example"))


def two_answers(evidence: Evidence) -> None:
    again = told(Outcome.CONFIRMED, token="another link", after=5)
    evidence.attempts[0] = replace(evidence.attempts[0], told=(*evidence.attempts[0].told, again))


def a_key_of_nothing(evidence: Evidence) -> None:
    evidence.accepted.append(Accepted(2, 1, "booking-page", "f" * 64, ""))


def nobody_had_it(evidence: Evidence) -> None:
    """The time was free when Berta was told that it is taken."""
    evidence.attempts[1] = wish(
        2, "berta@qorvat.example", told(Outcome.REFUSED, said="taken"), key="k", start=LATER
    )


def taken_only_afterwards(evidence: Evidence) -> None:
    evidence.attempts.pop(0)
    evidence.bookings[0] = replace(ANNAS, created_at=ASKED_AT + timedelta(minutes=5))


def refused_with_a_customer(evidence: Evidence) -> None:
    evidence.customers.append((1, "berta@qorvat.example"))


def refused_with_a_key(evidence: Evidence) -> None:
    evidence.attempts[1] = replace(evidence.attempts[1], key=KEY)


def promised_twice(evidence: Evidence) -> None:
    evidence.deliveries.append(replace(evidence.deliveries[0], id=2))


def sent_and_never_come(evidence: Evidence) -> None:
    evidence.mails.clear()


def a_copy_too_many(evidence: Evidence) -> None:
    evidence.mails.append(evidence.mails[0])


def another_time_in_the_text(evidence: Evidence) -> None:
    evidence.mails[0] = a_mail(evidence.deliveries[0], f"At 10:00. http://localhost/-/manage/{LINK}/")


def another_link(evidence: Evidence) -> None:
    evidence.mails[0] = a_mail(
        evidence.deliveries[0], "At 09:00. http://localhost/-/manage/link-of-somebody-else/"
    )


def another_time_in_the_entry(evidence: Evidence) -> None:
    entry = f"BEGIN:VEVENT\nUID:{UID}\nDTSTART:{LATER:%Y%m%dT%H%M%SZ}\nEND:VEVENT\n"
    evidence.mails[0] = a_mail(evidence.deliveries[0], calendar=entry)


def another_reader(evidence: Evidence) -> None:
    evidence.mails[0] = a_mail(evidence.deliveries[0], to="berta@qorvat.example")


def a_last_word_that_is_not_true(evidence: Evidence) -> None:
    evidence.deliveries.append(
        a_promise(2, "booking_cancelled", key=f"{UID}:2:customer:booking_cancelled", state="in_doubt")
    )


def a_mail_of_nothing(evidence: Evidence) -> None:
    evidence.mails.append(a_mail(a_promise(9)))


def a_mail_to_another_tenant(evidence: Evidence) -> None:
    strange = a_promise(2, "booking_reminder", key="k", recipient="otto@zumbel.example")
    evidence.deliveries.append(strange)
    evidence.mails.append(a_mail(strange))


def moved_without_a_trace(evidence: Evidence) -> None:
    evidence.history.append(an_entry(2, "moved", was="2026-11-30T08:00:00Z", to="2026-11-30T12:00:00Z"))


def cancelled_in_the_history_only(evidence: Evidence) -> None:
    evidence.history.append(an_entry(2, "cancelled"))


def no_history(evidence: Evidence) -> None:
    evidence.history.clear()


def read_at_no_time_of_it(evidence: Evidence) -> None:
    evidence.readings.append(Reading(UID, LATER, 0.0))


def read_with_two_times(evidence: Evidence) -> None:
    evidence.torn.append("booking 1 was seen with 2 rows")


def a_reminder_after_the_cancellation(evidence: Evidence) -> None:
    evidence.deliveries.append(REMINDER)
    evidence.history.append(replace(an_entry(2, "cancelled"), at=ASKED_AT - timedelta(minutes=2)))
    evidence.mails.append(a_mail(REMINDER))


def a_reminder_after_the_start(evidence: Evidence) -> None:
    late = replace(REMINDER, facts={"starts_at": "2026-11-22T11:00:00Z"})
    evidence.deliveries.append(late)
    evidence.mails.append(a_mail(late))


def a_withdrawn_reminder(evidence: Evidence) -> None:
    evidence.deliveries.append(replace(REMINDER, state="withdrawn"))
    evidence.mails.append(a_mail(REMINDER))


def a_strange_name_in_an_answer(evidence: Evidence) -> None:
    leak = told(Outcome.CONFIRMED, said="leak of zumbel", token=LINK)
    evidence.attempts[0] = replace(evidence.attempts[0], told=(leak,))


def a_strange_name_in_a_mail(evidence: Evidence) -> None:
    text = f"At 09:00 at Salon zumbel. http://localhost/-/manage/{LINK}/"
    evidence.mails[0] = a_mail(evidence.deliveries[0], text)


def an_address_in_a_log(evidence: Evidence) -> None:
    evidence.logs["web-1.log"] = f"WARNING somebody booked: {ANNA}"


def two_tenants_in_a_line(evidence: Evidence) -> None:
    evidence.logs["web-1.log"] = "WARNING taken: /qorvat/cut/ of zumbel"


def no_guard(evidence: Evidence) -> None:
    evidence.guards.clear()


def a_guard_for_some(evidence: Evidence) -> None:
    evidence.guards[0] = evidence.guards[0].replace("WHERE (live)", "WHERE (live AND resource_id > 5)")


def a_promise_that_waits(evidence: Evidence) -> None:
    evidence.deliveries.append(
        a_promise(2, "resource_new", state="due", key=f"{UID}:1:resource-1:resource_new")
    )


def an_open_transaction(evidence: Evidence) -> None:
    evidence.leftovers.append("transaction idle in transaction")


type Spoiling = Callable[[Evidence], None]
FINDS: dict[str, list[Spoiling]] = {
    "X1": [a_second_row, a_seat_twice, a_seat_too_many, no_time, a_buffer_left_out, still_occupied],
    "X2": [confirmed_and_gone, moved_and_still_there, cancelled_and_still_there, declined_and_still_there],
    "X3": [a_ghost, two_answers, a_key_of_nothing],
    "X4": [nobody_had_it, taken_only_afterwards],
    "X5": [refused_with_a_customer, refused_with_a_key],
    "X6": [promised_twice, sent_and_never_come, a_copy_too_many],
    "X7": [
        another_time_in_the_text,
        another_link,
        another_time_in_the_entry,
        another_reader,
        a_last_word_that_is_not_true,
    ],
    "X8": [a_mail_of_nothing, a_mail_to_another_tenant],
    "X10": [moved_without_a_trace, cancelled_in_the_history_only, no_history],
    "X11": [read_at_no_time_of_it, read_with_two_times],
    "X12": [a_reminder_after_the_cancellation, a_reminder_after_the_start, a_withdrawn_reminder],
    "X14": [
        a_strange_name_in_an_answer,
        a_strange_name_in_a_mail,
        an_address_in_a_log,
        two_tenants_in_a_line,
    ],
    "X15": [no_guard, a_guard_for_some],
    "X16": [a_promise_that_waits, an_open_transaction],
}


def test_every_check_is_shown_to_find_something() -> None:
    assert set(FINDS) == set(CHECKS)


@pytest.mark.parametrize(("name", "spoil"), [(name, each) for name, all_ in FINDS.items() for each in all_])
def test_the_check_finds_what_it_is_for(name: str, spoil: Spoiling) -> None:
    evidence = all_is_well()

    spoil(evidence)

    assert CHECKS[name](evidence) != []


def test_a_booking_stays_when_what_was_declined_is_a_wish() -> None:
    evidence = all_is_well()
    evidence.attempts.append(asked(3, "wish", told(Outcome.CONFIRMED, after=5), token=LINK))

    declined_and_still_there(evidence)

    assert CHECKS["X2"](evidence) == []
