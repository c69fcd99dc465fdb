"""A letter in the words of the business: what is filled in, and what never is."""

from __future__ import annotations

import email
import email.policy
from typing import Any

import pytest

from terminbuch.mail.deliver import written
from terminbuch.mail.envelope import Mail
from terminbuch.mail.letter import Letter
from terminbuch.mail.letters import letter
from terminbuch.mail.occasion import occasion
from terminbuch.mail.own_words import reworded
from terminbuch.mail.rendering import html, plain
from terminbuch.models import Delivery, MailText
from tests.builders import SUNDAY_18, make_booking, make_organisation, make_salon

from .cases import delivery_of
from .reading import spaced
from .reading import written as ours
from .rows import MONDAY_NOON, a_booking, a_delivery, salon
from .test_envelope import HEADERS

ADDRESS = "termine@terminbuch.example"


def said(delivery: Delivery, **words: str) -> Letter:
    told = occasion(delivery, now=MONDAY_NOON)
    return reworded(letter(told), told, MailText(**words))


def opening(text: str, **fields: Any) -> str:
    delivery = a_delivery("booking_confirmed", booking=a_booking(**fields))
    return spaced("\n".join(said(delivery, opening=text).greeting))


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Liebe {name},", "Liebe Maria Weber,"),
        ("{leistung} bei {personen}", "Schneiden & Föhnen bei Anna"),
        ("{zeit}", "Mittwoch, 25. November, 10:15 Uhr"),
        ("{ort}, {telefon}", "Lindenstraße 12, 10969 Berlin, 030 1234567"),
        ("{nummer} {betrieb}", "A 4 7 1 9 Salon Anna"),
        ("bis {frist}", "bis Dienstag, 24. November, 10:15 Uhr"),
        ("{service} with {people}", "Schneiden & Föhnen bei Anna"),
    ],
)
def test_each_placeholder_is_filled(text: str, filled: str) -> None:
    assert opening(text).replace("with", "bei") == filled


def test_what_is_empty_stays_as_we_say_it() -> None:
    assert said(delivery_of("booking_confirmed")) == ours(delivery_of("booking_confirmed"))


def test_the_deadline_and_the_button_stay_whatever_is_written() -> None:
    usual, other = ours(delivery_of("booking_confirmed")), said(
        delivery_of("booking_confirmed"), subject="S", opening="O", closing="C"
    )  # fmt: skip

    assert (other.subject, other.greeting, other.closing) == ("S", ("O",), ("C",))
    assert (other.paragraphs, other.button, other.slip) == (usual.paragraphs, usual.button, usual.slip)


def test_both_parts_say_the_closing_before_the_reason() -> None:
    mail = said(delivery_of("booking_confirmed"), closing="Bis bald!\nAnna <3")

    assert "\n\nBis bald!\nAnna <3\n\nSie bekommen diese E-Mail" in plain(mail)
    assert "Bis bald!<br>Anna &lt;3</td>" in html(mail)


@pytest.mark.parametrize("name", ["www.evil.example", "0900 123 456 789", "**[Click](http://evil.example)**"])
def test_a_name_that_carries_a_message_is_filled_in_nowhere(name: str) -> None:
    delivery = a_delivery("booking_confirmed", booking=a_booking(name=name))

    mail = said(delivery, subject="Für {name}", opening="Liebe {name},", closing="{name}")

    assert (mail.subject, mail.greeting, mail.closing) == ("Für", ("Liebe,",), ())


def test_a_name_with_braces_is_not_filled_again() -> None:
    assert opening("Liebe {name}", name="{nummer}") == "Liebe {nummer}"


def test_no_word_adds_a_header_or_a_recipient() -> None:
    injected = "Salon\r\nBcc: mallory@evil.example\x00\u2028X-Evil: 1"
    about = a_booking(organisation=salon(name=injected), name=injected)
    told = occasion(a_delivery("booking_cancelled", booking=about), now=MONDAY_NOON)
    words = MailText(subject=f"{{betrieb}} {injected}")

    mail = Mail(reworded(letter(told), told, words), told, None, address=ADDRESS)

    raw = mail.message(policy=email.policy.SMTP).as_bytes()
    parsed = email.message_from_bytes(raw, policy=email.policy.default)
    assert sorted(parsed.keys()) == HEADERS
    assert [each.addr_spec for each in parsed["To"].addresses] == [about.email]


@pytest.mark.django_db
def test_only_the_businesss_own_words_are_said_in_their_language() -> None:
    booking = make_booking(make_salon().cut)
    barber = make_organisation("barber")
    here = booking.organisation
    for organisation, language, words in (
        (here, "de", "Unsere"),
        (here, "en", "Ours"),
        (barber, "de", "Fremde"),
    ):
        MailText.objects.create(
            organisation=organisation, kind="booking_confirmed", language=language, subject=words
        )
    mails = Delivery.objects.of(booking.organisation_id).order_by("pk")

    subjects = [written(mail, now=SUNDAY_18, address=ADDRESS).letter.subject for mail in mails]

    assert [spaced(subject) for subject in subjects] == [
        "Unsere",
        "Neue Buchung: Mo, 23. November, 09:00 Uhr",
    ]
