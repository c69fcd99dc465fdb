"""From the promise in the database to the mail in a server's hands."""

from __future__ import annotations

import email
import email.policy
from datetime import timedelta
from email.message import EmailMessage

import pytest
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from terminbuch.actions import deliveries
from terminbuch.actions.asking import LINK_HOLDER
from terminbuch.actions.booking import cancel, reschedule
from terminbuch.actions.links import manage_path, manage_token
from terminbuch.mail import deliver
from terminbuch.models import Booking, Delivery
from tests.builders import MONDAY_9, SUNDAY_18, TUESDAY_9, a_move, make_booking, make_salon

from .servers import Taking, mailers, smtp_server

pytestmark = pytest.mark.django_db(transaction=True)
LEASE = timedelta(minutes=1)


def send_all(settings: Settings) -> list[EmailMessage]:
    """Everything that is due, in the order in which it is taken."""
    server = Taking()
    with smtp_server(server) as port:
        settings.MAILERS = mailers(port)
        while (delivery := deliveries.take_due(SUNDAY_18, lease=LEASE)) is not None:
            deliver(delivery, now=SUNDAY_18)
            deliveries.mark_sent(delivery, now=SUNDAY_18)
    return [_mail(envelope.content) for envelope in server.taken]


def _mail(content: str | bytes | None) -> EmailMessage:
    assert isinstance(content, bytes)
    return email.message_from_bytes(content, policy=email.policy.default)


def told(mails: list[EmailMessage]) -> list[tuple[str, str]]:
    return [(str(mail["To"]), str(mail["Subject"])) for mail in mails]


def test_a_booking_is_told_to_both_sides_and_so_are_its_move_and_its_end(settings: Settings) -> None:
    booking = make_booking(make_salon().cut, at=MONDAY_9)
    booked = send_all(settings)
    reschedule(a_move(booking, to=TUESDAY_9), by=LINK_HOLDER, now=SUNDAY_18)
    moved = send_all(settings)
    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    over = send_all(settings)

    assert [told(mails) for mails in (booked, moved, over)] == [
        [
            ("anna@example.org", "Ihr Termin am Mo, 23. November, 09:00 Uhr"),
            ("ben@salon.example", "Neue Buchung: Mo, 23. November, 09:00 Uhr"),
        ],
        [
            ("anna@example.org", "Verschoben auf Di, 24. November, 09:00 Uhr"),
            ("ben@salon.example", "Verschoben auf Di, 24. November, 09:00 Uhr"),
        ],
        [
            ("anna@example.org", "Abgesagt: Di, 24. November, 09:00 Uhr"),
            ("ben@salon.example", "Abgesagt: Di, 24. November, 09:00 Uhr"),
        ],
    ]


def test_the_same_link_stands_in_every_mail_to_the_customer(settings: Settings) -> None:
    booking = make_booking(make_salon().cut)
    reschedule(a_move(booking, to=TUESDAY_9), by=LINK_HOLDER, now=SUNDAY_18)
    url = settings.BASE_URL + manage_path(manage_token(Booking.objects.everywhere().get()))

    mails = [mail for mail in send_all(settings) if mail["To"] == "anna@example.org"]

    assert [url in mail.get_body(("plain",)).get_content() for mail in mails] == [True, True]  # type: ignore[union-attr]


def test_a_mail_that_is_late_tells_of_its_own_event(settings: Settings) -> None:
    booking = make_booking(make_salon().cut, at=MONDAY_9)
    reschedule(a_move(booking, to=TUESDAY_9), by=LINK_HOLDER, now=SUNDAY_18)

    mails = [mail for mail in send_all(settings) if mail["To"] == "anna@example.org"]

    assert [str(mail["Subject"]) for mail in mails] == [
        "Ihr Termin am Mo, 23. November, 09:00 Uhr",
        "Verschoben auf Di, 24. November, 09:00 Uhr",
    ]


def test_no_row_holds_the_link_or_the_text(settings: Settings) -> None:
    make_booking(make_salon().cut, note="Nur für Ben")
    token = manage_token(Booking.objects.everywhere().get())
    send_all(settings)

    rows = str(list(Delivery.objects.everywhere().values()))

    assert (token in rows, "Nur für Ben" in rows) == (False, False)


def test_a_delivery_is_written_with_few_questions(
    settings: Settings, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_booking(make_salon().cut)
    delivery = deliveries.take_due(SUNDAY_18, lease=LEASE)
    assert delivery is not None

    with smtp_server(Taking()) as port, django_assert_max_num_queries(7):
        settings.MAILERS = mailers(port)
        deliver(Delivery.objects.everywhere().get(pk=delivery.pk), now=SUNDAY_18)
