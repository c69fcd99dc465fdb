"""What decides how a mail is worded: who reads it where, when it leaves, and what happened before."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import resolve

from terminbuch.mail.letter import Letter, Paragraph, Row
from terminbuch.mail.letters import letter
from terminbuch.mail.occasion import occasion
from terminbuch.models import Delivery

from .cases import delivery_of
from .rows import (
    FRIDAY_14_30,
    MONDAY_NOON,
    MOVED_TO_FRIDAY,
    WEDNESDAY_10_15,
    WEDNESDAY_11,
    a_booking,
    a_delivery,
    anna,
    salon,
)

REASSIGNED = MOVED_TO_FRIDAY | {"starts_at": WEDNESDAY_10_15, "ends_at": WEDNESDAY_11, "people": ["Ben"]}


def written(delivery: Delivery, *, now: datetime = MONDAY_NOON) -> Letter:
    return letter(occasion(delivery, now=now))


def spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def deadline(delivery: Delivery, *, now: datetime = MONDAY_NOON) -> str:
    return spaced(str(written(delivery, now=now).paragraphs[-1]))


def test_a_reader_at_the_place_is_told_no_zone() -> None:
    assert written(delivery_of("booking_confirmed")).slip.zone == ""


def test_a_reader_elsewhere_reads_the_own_clock_and_which_it_is() -> None:
    slip = written(a_delivery("booking_confirmed", booking=a_booking(zone_name="Asia/Kathmandu"))).slip

    assert (spaced(slip.hours), slip.zone) == ("15:00 bis 15:45 Uhr", "Uhrzeiten in Kathmandu (UTC+5:45)")


def test_the_resource_reads_the_clock_at_the_place_wherever_the_customer_is() -> None:
    about = a_booking(zone_name="Asia/Tokyo", language="en")

    slip = written(a_delivery("resource_new", booking=about, resource=anna())).slip

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

    assert spaced(late.slip.when) == "Mittwoch, 25. November 2026, 10:15 bis 11:00 Uhr"


def test_a_move_to_another_person_at_the_same_time_is_a_change() -> None:
    changed = written(a_delivery("booking_moved", **REASSIGNED))

    assert (spaced(changed.subject), changed.heading) == (
        "Geändert: Mi, 25. November, 10:15 Uhr",
        "Ihr Termin ist geändert.",
    )
    assert Row("Bei", "Ben") in changed.slip.rows
    assert "Mi, 25. November, 10:15 Uhr, bei Anna" in [spaced(row.value) for row in changed.slip.rows]


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("Anna", "Nicht mehr bei Ihnen: Mi, 25. November, 10:15 Uhr"),
        ("Ben", "Jetzt bei Ihnen: Mi, 25. November, 10:15 Uhr"),
    ],
)
def test_on_a_reassignment_old_and_new_resource_read_what_it_means_for_them(name: str, subject: str) -> None:
    news = written(a_delivery("resource_moved", resource=anna(name=name), **REASSIGNED | {"by": "member"}))

    assert spaced(news.subject) == subject
    assert "Mi, 25. November, 10:15 Uhr, bei Anna" in [spaced(row.value) for row in news.slip.rows]


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


def test_while_a_wish_waits_the_deadline_is_that_of_the_appointment_as_it_stands() -> None:
    assert "bis Dienstag, 24. November, 10:15 Uhr Bescheid" in deadline(delivery_of("move_requested"))


def test_a_decided_request_names_no_date_for_the_answer() -> None:
    decided = written(a_delivery("booking_requested", booking=a_booking(requested_until=None)))

    assert len(decided.paragraphs) == 1


def test_a_request_that_moves_has_no_invitation_to_speak_of() -> None:
    moved = written(a_delivery("booking_moved", booking=a_booking(status="pending"), **MOVED_TO_FRIDAY))

    assert len(moved.paragraphs) == 1


def test_a_personal_word_stands_first_as_it_was_written() -> None:
    delivery = a_delivery(
        "booking_cancelled", by="member", personal_text="Anna ist krank.\n\n<b>Leider</b> & bald."
    )

    assert written(delivery).paragraphs[:2] == (
        Paragraph("Anna ist krank."),
        Paragraph("<b>Leider</b> & bald."),
    )


def test_who_gave_no_name_is_greeted_without() -> None:
    assert written(a_delivery("booking_confirmed", booking=a_booking(name=""))).greeting[0] == "Guten Tag,"


def test_a_block_has_neither_service_nor_price() -> None:
    block = a_booking(service=None, name="", email="", note="", answers=[])

    rows = written(a_delivery("resource_new", booking=block, resource=anna())).slip.rows

    assert [row.label for row in rows] == ["Bei", "Telefon", "Ort", "Nummer"]


def test_an_appointment_without_a_service_can_be_changed_until_it_starts() -> None:
    said = deadline(a_delivery("booking_confirmed", booking=a_booking(service=None)))

    assert "bis Mittwoch, 25. November, 10:15 Uhr Bescheid" in said


def test_the_telephone_can_be_dialled() -> None:
    about = a_booking(organisation=salon(phone="+49 (0) 30 123"))

    rows = {row.label: row.link for row in written(a_delivery("booking_confirmed", booking=about)).slip.rows}

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
