"""What decides how a mail is worded: who did it, what happened before, and what the booking has."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import resolve

from terminbuch.mail.occasion import occasion

from .cases import delivery_of
from .reading import deadline, slip_of, spaced, written
from .rows import (
    FRIDAY_14_30,
    MONDAY_NOON,
    MOVED_TO_FRIDAY,
    a_booking,
    a_delivery,
    anna,
    salon,
)


@pytest.mark.parametrize(
    ("kind", "by", "opening"),
    [
        ("booking_cancelled", "customer", "Sie haben abgesagt."),
        ("booking_cancelled", "member", "leider müssen wir diesen Termin absagen."),
        ("resource_cancelled", "customer", "die Absage kommt von der Kundin oder dem Kunden."),
        ("resource_cancelled", "member", "diese Buchung ist abgesagt worden."),
        ("resource_moved", "member", "diese Buchung ist geändert worden."),
    ],
)
def test_it_is_said_who_did_it(kind: str, by: str, opening: str) -> None:
    facts: dict[str, Any] = MOVED_TO_FRIDAY if kind == "resource_moved" else {}
    resource = anna() if kind.startswith("resource_") else None

    assert written(a_delivery(kind, resource=resource, **facts | {"by": by})).greeting[1] == opening


def test_a_wish_to_move_reaches_the_resource_as_such() -> None:
    news = written(a_delivery("resource_requested", resource=anna(), **MOVED_TO_FRIDAY))

    assert news.greeting[1] == "jemand möchte auf diese Zeit verschieben; sie ist dafür belegt."


def test_a_decided_request_names_no_date_for_the_answer() -> None:
    decided = written(a_delivery("booking_requested", booking=a_booking(requested_until=None)))

    assert len(decided.paragraphs) == 1


def test_a_request_that_moves_has_no_invitation_to_speak_of() -> None:
    moved = written(a_delivery("booking_moved", booking=a_booking(status="pending"), **MOVED_TO_FRIDAY))

    assert len(moved.paragraphs) == 1


def test_who_gave_no_name_is_greeted_without() -> None:
    assert written(a_delivery("booking_confirmed", booking=a_booking(name=""))).greeting[0] == "Guten Tag,"


def test_an_appointment_without_a_service_can_be_changed_until_it_starts() -> None:
    said = deadline(a_delivery("booking_confirmed", booking=a_booking(service=None)))

    assert "bis Mittwoch, 25. November, 10:15 Uhr Bescheid" in said


def test_the_telephone_can_be_dialled() -> None:
    about = a_booking(organisation=salon(phone="+49 (0) 30 123"))

    rows = {
        row.label: row.link for row in slip_of(written(a_delivery("booking_confirmed", booking=about))).rows
    }

    assert rows["Telefon"] == "tel:+49030123"


def test_imprint_and_privacy_are_linked_where_they_are_addresses() -> None:
    organisation = salon(imprint_url="https://salon.example/impressum", privacy_url="javascript:alert(1)")

    notices = written(a_delivery("booking_confirmed", booking=a_booking(organisation=organisation))).notices

    assert [(notice.words, notice.url) for notice in notices] == [
        ("Impressum", "https://salon.example/impressum")
    ]


def test_every_link_leads_to_its_page(settings: Any) -> None:
    reminder, news = written(delivery_of("booking_reminder")), written(delivery_of("resource_new"))
    over = written(delivery_of("booking_cancelled"))
    links = [reminder.button, reminder.answer, news.button, over.button]

    paths = [link.url.removeprefix(settings.BASE_URL).partition("?")[0] for link in links if link]

    assert [resolve(path).view_name for path in paths] == [
        "booking_pages:manage",
        "booking_pages:attend",
        "staff_pages:booking",
        "booking_pages:services",
    ]


def test_a_delivery_without_a_booking_is_a_mistake() -> None:
    delivery = delivery_of("booking_confirmed")
    delivery.booking = None

    with pytest.raises(LookupError, match="has no booking"):
        occasion(delivery, now=MONDAY_NOON)


def test_a_declined_wish_names_the_time_in_vain() -> None:
    delivery = a_delivery("move_declined", wished_starts_at=FRIDAY_14_30)

    assert (
        spaced(str(written(delivery).paragraphs[0]))
        == "Gewünscht hatten Sie Freitag, 27. November, 14:30 Uhr."
    )
