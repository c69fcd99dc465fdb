"""What members read about outside calendars: whose, since when, what it means, and where to decide."""

from __future__ import annotations

from typing import Any

import pytest

from terminbuch.mail.deliver import written
from terminbuch.mail.rendering import plain
from terminbuch.mail.setbacks import NoLongerNeeded
from terminbuch.models import Conflict, Delivery, Member, OutsideCalendar
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    Salon,
    change,
    make_booking,
    make_calendar,
    make_member,
    make_salon,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def salon() -> Salon:
    return make_salon()


@pytest.fixture
def olga(salon: Salon) -> Member:
    return make_member(salon.organisation, "Olga", role="owner")


@pytest.fixture
def private(salon: Salon) -> OutsideCalendar:
    return make_calendar(salon.ben, when_unknown="accept")


def overlap(private: OutsideCalendar, salon: Salon) -> Conflict:
    booking = make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    return a_case(private, booking=booking, kind="overlap", starts_at=MONDAY_9, ends_at=MONDAY_10)


def a_case(private: OutsideCalendar, **fields: Any) -> Conflict:
    own = {"organisation": private.organisation, "resource": private.resource, "calendar": private}
    return Conflict.objects.create(opened_at=SUNDAY_18, **own, **fields)


def read(private: OutsideCalendar, member: Member, kind: str, *cases: Conflict, language: str = "de") -> str:
    facts = {"calendar": str(private.uid), "conflicts": [str(case.uid) for case in cases]}
    delivery = Delivery(
        organisation=private.organisation, kind=kind, user=member.user, recipient=member.user.email,
        facts={"language": language} | facts, created_at=SUNDAY_18,
    )  # fmt: skip
    said = written(delivery, now=SUNDAY_18, address="termine@terminbuch.example").letter
    return f"Subject: {said.subject}\n\n{plain(said)}".replace("\N{NO-BREAK SPACE}", " ")


def test_it_says_which_appointment_and_when_the_calendar_is_busy(
    salon: Salon, private: OutsideCalendar, olga: Member
) -> None:
    case = overlap(private, salon)

    assert read(private, olga, "conflict_found", case) == (
        "Subject: Bitte entscheiden: Konflikt mit „Privat“ (Ben)\n\n"
        "Salon Anna\n\nEin Kalender widerspricht Ihren Buchungen.\n\n"
        "Guten Tag Olga,\nin „Privat“ (Ben) steht jetzt etwas, wo schon ein Termin vereinbart war.\n\n"
        "Anna, Schneiden\n"
        "- Termin: Mo, 23. November, 09:00 bis 10:00 Uhr\n"
        "- Im Kalender: Mo, 23. November, 09:00 bis 10:00 Uhr\n\n"
        "Es ist nichts geändert worden, und niemand hat davon erfahren. "
        "Bitte entscheiden Sie, was geschehen soll.\n\n"
        "Sie bekommen diese E-Mail, weil dieser Kalender mit Salon Anna verbunden ist.\n\n"
        "Jetzt entscheiden:\nhttp://localhost:8000/-/staff/salon/conflicts/\n"
    )
    assert read(private, olga, "conflict_found", case, language="en").startswith(
        "Subject: To decide: a conflict with “Privat” (Ben)\n\n"
    )


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("moved", "hat einer unserer Einträge eine andere Zeit bekommen."),
        ("deleted", "wurde einer unserer Einträge gelöscht."),
        ("many", "wurden viele unserer Einträge auf einmal geändert oder gelöscht."),
    ],
)
def test_each_kind_of_conflict_has_its_sentence(
    kind: str, sentence: str, private: OutsideCalendar, olga: Member
) -> None:
    assert sentence in read(private, olga, "conflict_found", a_case(private, kind=kind))


def test_nobody_reads_about_what_is_settled_by_now(
    salon: Salon, private: OutsideCalendar, olga: Member
) -> None:
    case = overlap(private, salon)
    change(case, ended_at=SUNDAY_18, ending="gone")

    with pytest.raises(NoLongerNeeded):
        read(private, olga, "conflict_found", case)


def test_it_says_since_when_a_calendar_cannot_be_read_and_what_that_means(
    private: OutsideCalendar, olga: Member
) -> None:
    change(private, trouble="signed_out", is_withheld=True)

    assert read(private, olga, "calendar_red") == (
        "Subject: Bitte nachsehen: „Privat“ (Ben) ist nicht lesbar\n\n"
        "Salon Anna\n\nEin Kalender ist nicht lesbar.\n\n"
        "Guten Tag Olga,\nwir können „Privat“ (Ben) seit einer Weile nicht lesen.\n\n"
        "Zuletzt gelungen ist es am Sonntag, 22. November, 18:00 Uhr.\n\n"
        "Die Gegenseite nimmt die Anmeldung nicht mehr an. "
        "Bis er wieder lesbar ist, wird keine Zeit von Ben angeboten.\n\n"
        "Sie bekommen diese E-Mail, weil dieser Kalender mit Salon Anna verbunden ist.\n\n"
        "Kalender ansehen:\nhttp://localhost:8000/-/staff/salon/settings/calendars/\n"
    )


@pytest.mark.parametrize(
    ("blocks", "sentence"),
    [
        (True, "mit dem verglichen, was zuletzt gelesen wurde."),
        (False, "können neue Buchungen darin fehlen."),
    ],
)
def test_what_it_means_depends_on_what_the_calendar_is_for(
    blocks: bool, sentence: str, private: OutsideCalendar, olga: Member
) -> None:
    change(private, blocks=blocks)

    assert sentence in read(private, olga, "calendar_red")


def test_it_says_when_a_calendar_is_back(private: OutsideCalendar, olga: Member) -> None:
    said = read(private, olga, "calendar_back")

    assert said.startswith("Subject: Alles wieder gut: „Privat“ (Ben) ist lesbar\n")


@pytest.mark.parametrize("kind", ["conflict_found", "calendar_red", "calendar_back"])
def test_nobody_reads_about_a_calendar_with_which_they_have_nothing_to_do(
    kind: str, salon: Salon, private: OutsideCalendar, olga: Member
) -> None:
    change(olga, role="manager")

    with pytest.raises(NoLongerNeeded):
        read(private, olga, kind)


def test_a_name_that_reads_like_a_link_is_not_said(private: OutsideCalendar, olga: Member) -> None:
    change(private, name="www.evil.example")

    assert "evil" not in read(private, olga, "calendar_back")
