"""Whose clock, which day, until when: the times in a mail."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from .cases import delivery_of
from .reading import deadline, slip_of, spaced, written
from .rows import a_booking, a_delivery, anna, salon


def test_a_reader_at_the_place_is_told_no_zone() -> None:
    assert slip_of(written(delivery_of("booking_confirmed"))).zone == ""


def test_a_reader_elsewhere_reads_the_own_clock_and_which_it_is() -> None:
    slip = slip_of(written(a_delivery("booking_confirmed", booking=a_booking(zone_name="Asia/Kathmandu"))))

    assert (spaced(slip.hours), slip.zone) == ("15:00 bis 15:45 Uhr", "Uhrzeiten in Kathmandu (UTC+5:45)")


def test_the_resource_reads_the_clock_at_the_place_wherever_the_customer_is() -> None:
    about = a_booking(zone_name="Asia/Tokyo", language="en")

    slip = slip_of(written(a_delivery("resource_new", booking=about, resource=anna())))

    assert (spaced(slip.hours), slip.zone) == ("10:15 bis 11:00 Uhr", "")


def test_each_reader_has_the_own_language() -> None:
    about = a_booking(language="de")
    to_anna = a_delivery("resource_new", booking=about, resource=anna(language="en"))

    languages = (written(a_delivery("booking_confirmed", booking=about)).language, written(to_anna).language)

    assert languages == ("de", "en")


def test_the_deadline_is_named_until_it_is_past() -> None:
    at_the_deadline = datetime(2026, 11, 24, 9, 15, tzinfo=UTC)
    a_second_later = datetime(2026, 11, 24, 9, 15, 1, tzinfo=UTC)
    delivery = delivery_of("booking_confirmed")

    in_time, too_late = deadline(delivery, now=at_the_deadline), deadline(delivery, now=a_second_later)

    assert in_time == (
        "Passt es doch nicht? Dann sagen Sie uns bitte bis Dienstag, 24. November, 10:15 Uhr Bescheid, "
        "am einfachsten mit dem Knopf unten. Danach rufen Sie uns bitte an."
    )
    assert too_late == (
        "Online ändern ging bis Dienstag, 24. November, 10:15 Uhr. Bitte rufen Sie uns an: 030 1234567."
    )


def test_the_deadline_stands_out() -> None:
    last = written(delivery_of("booking_confirmed")).paragraphs[-1]

    assert spaced(last.strong) == "Dienstag, 24. November, 10:15 Uhr"


def test_after_the_deadline_the_button_stays() -> None:
    late = written(delivery_of("booking_confirmed"), now=datetime(2026, 11, 25, 9, tzinfo=UTC))

    assert late.button == written(delivery_of("booking_confirmed")).button


def test_who_has_no_telephone_asks_for_a_reply() -> None:
    delivery = a_delivery("booking_confirmed", booking=a_booking(organisation=salon(phone="")))

    assert deadline(delivery).endswith("Danach antworten Sie bitte auf diese E-Mail.")


def test_who_has_no_telephone_asks_for_a_reply_also_when_it_is_late() -> None:
    delivery = a_delivery("booking_confirmed", booking=a_booking(organisation=salon(phone="")))

    said = deadline(delivery, now=datetime(2026, 11, 25, 9, tzinfo=UTC))

    assert said.endswith("10:15 Uhr. Bitte antworten Sie auf diese E-Mail.")


@pytest.mark.parametrize(
    ("sent", "subject"),
    [
        (datetime(2026, 11, 24, 9, 15, tzinfo=UTC), "Morgen, 10:15 Uhr: Ihr Termin"),
        (datetime(2026, 11, 23, 23, 0, tzinfo=UTC), "Morgen, 10:15 Uhr: Ihr Termin"),
        (datetime(2026, 11, 23, 22, 59, tzinfo=UTC), "Mi, 25. November, 10:15 Uhr: Ihr Termin"),
        (datetime(2026, 11, 24, 23, 0, tzinfo=UTC), "Heute, 10:15 Uhr: Ihr Termin"),
    ],
)
def test_tomorrow_is_said_only_when_it_is(sent: datetime, subject: str) -> None:
    """The day is the reader's: in Berlin it begins at 23:00 UTC."""
    assert spaced(written(delivery_of("booking_reminder"), now=sent).subject) == subject


def test_the_year_is_said_when_it_is_another_one() -> None:
    facts: dict[str, Any] = {"starts_at": "2027-01-08T09:15:00Z", "ends_at": "2027-01-08T10:00:00Z"}

    subject = written(a_delivery("booking_confirmed", **facts)).subject

    assert spaced(subject) == "Ihr Termin am Fr, 8. Januar 2027, 10:15 Uhr"


def test_a_mail_tells_of_its_own_event_when_the_booking_has_moved_on() -> None:
    since_moved = a_booking(
        starts_at=datetime(2026, 12, 1, 9, tzinfo=UTC), ends_at=datetime(2026, 12, 1, 10, tzinfo=UTC)
    )

    late = written(a_delivery("booking_confirmed", booking=since_moved))

    assert spaced(slip_of(late).when) == "Mittwoch, 25. November 2026, 10:15 bis 11:00 Uhr"


def test_while_a_wish_waits_the_deadline_is_that_of_the_appointment_as_it_stands() -> None:
    assert "bis Dienstag, 24. November, 10:15 Uhr Bescheid" in deadline(delivery_of("move_requested"))
