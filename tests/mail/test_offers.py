"""The offer mail: why, what was, which times are kept until when, and one button."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from terminbuch.mail.letter import Choice, Letter
from terminbuch.mail.rendering import html
from terminbuch.models import Delivery

from .cases import OFFERED
from .reading import slip_of, spaced, written
from .rows import a_booking, a_delivery, salon

ONE: dict[str, Any] = OFFERED | {"offers": OFFERED["offers"][:1]}


def offered(**facts: Any) -> Delivery:
    return a_delivery("booking_offered", **OFFERED | facts)


def sentence(letter: Letter) -> str:
    assert letter.choices is not None
    return spaced(str(letter.choices.sentence))


def test_the_old_time_is_struck_out_and_named_as_such() -> None:
    slip = slip_of(written(offered()))

    assert (slip.label, slip.day, slip.is_off) == ("Bisher", "25", True)


def test_the_list_of_mails_shows_the_times() -> None:
    assert spaced(written(offered()).preview) == (
        "Zur Auswahl: Mi, 25. November, 10:15 Uhr; Fr, 27. November, 14:30 Uhr; Di, 1. Dezember, 09:00 Uhr"
    )


@pytest.mark.parametrize(
    ("why", "people", "said"),
    [
        ("Ben ist leider erkrankt.", ["Ben"], "Ben ist leider erkrankt."),
        ("Ben ist\n leider erkrankt ", ["Ben"], "Ben ist leider erkrankt."),
        ("Bleibt der Salon zu?", ["Ben"], "Bleibt der Salon zu?"),
        ("", ["Ben"], "leider kann Ben Ihren Termin nicht halten."),
        ("", ["Ben", "Raum 1"], "leider können wir Ihren Termin nicht wie geplant halten."),
    ],
)
def test_the_first_sentence_says_why(why: str, people: list[str], said: str) -> None:
    assert written(offered(why=why, people=people)).greeting == ("Guten Tag Maria Weber,", said)


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("2026-11-23T22:59:00Z", "bis 23:59 Uhr"),
        ("2026-11-23T23:00:00Z", "bis Dienstag, 24. November, 00:00 Uhr"),
    ],
)
def test_the_day_of_the_deadline_is_said_when_it_is_another_one(until: str, said: str) -> None:
    """The day is the reader's: in Berlin it begins at 23:00 UTC."""
    assert sentence(written(offered(until=until))) == f"Eine dieser Zeiten ist {said} für Sie zurückgelegt."


def test_a_reader_elsewhere_reads_the_own_clock() -> None:
    elsewhere = a_booking(zone_name="Asia/Kathmandu")

    letter = written(a_delivery("booking_offered", booking=elsewhere, **ONE))

    assert slip_of(letter).zone == "Uhrzeiten in Kathmandu (UTC+5:45)"
    assert sentence(letter) == "Diese Zeit ist bis 20:45 Uhr für Sie zurückgelegt."
    assert letter.choices is not None
    assert [(spaced(time.when), time.whom) for time in letter.choices.times] == [
        ("Mittwoch, 25. November, 15:00 Uhr", "bei Clara")
    ]


def test_a_time_with_nobody_named_is_said_alone() -> None:
    assert str(Choice("Mittwoch, 25. November, 10:15 Uhr", "")) == "Mittwoch, 25. November, 10:15 Uhr"


@pytest.mark.parametrize("facts", [{"until": "2026-11-23T11:00:00Z"}, {"offers": []}])
def test_a_mail_that_comes_too_late_promises_no_time(facts: dict[str, Any]) -> None:
    letter = written(offered(**facts))

    assert letter.choices is None
    [paragraph] = letter.paragraphs
    assert str(paragraph) == (
        "Die Zeiten, die für Sie zurückgelegt waren, sind abgelaufen. "
        "Der Knopf unten führt zu allen freien Zeiten. Oder rufen Sie uns an: 030 1234567."
    )
    assert letter.preview == "Schneiden & Föhnen bei Ben"


def test_a_second_before_the_deadline_the_times_are_still_kept() -> None:
    assert written(offered(), now=datetime(2026, 11, 23, 14, 59, 59, tzinfo=UTC)).choices is not None


def test_who_has_no_telephone_asks_for_a_reply() -> None:
    booking = a_booking(organisation=salon(phone=""))

    letter = written(a_delivery("booking_offered", booking=booking, **OFFERED))

    assert str(letter.paragraphs[0]).endswith("Oder antworten Sie einfach auf diese E-Mail.")


def test_the_times_are_a_list_of_words_and_the_button_alone_leads_on() -> None:
    page = html(written(offered()))

    assert page.count("<li") == 3
    assert page.count("/-/manage/") == page.count('/offers/"') == 1
