"""What owners read when a verification has found something, and when it is over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from terminbuch.mail.deliver import written
from terminbuch.mail.rendering import plain
from terminbuch.mail.setbacks import NoLongerNeeded
from terminbuch.models import Delivery, Fault, Member, Verification
from tests.builders import MONDAY_9, SUNDAY_18, change, make_member, make_salon

pytestmark = pytest.mark.django_db


@pytest.fixture
def olga() -> Member:
    return make_member(make_salon().organisation, "Olga", role="owner")


@pytest.fixture
def verification() -> Verification:
    return Verification.objects.create(began_at=SUNDAY_18, ended_at=SUNDAY_18, engine="sqlite")


def fault(member: Member, code: str, **facts: str) -> Fault:
    return Fault.objects.create(
        organisation=member.organisation,
        code=code,
        about=facts.get("number", ""),
        facts=facts,
        found_at=SUNDAY_18,
        seen_at=SUNDAY_18,
    )


def read(member: Member, kind: str, verification: Verification, *faults: Fault, language: str = "de") -> str:
    facts = {
        "language": language,
        "verification": str(verification.uid),
        "faults": [row.pk for row in faults],
    }
    delivery = Delivery(
        organisation=member.organisation, kind=kind, user=member.user, recipient=member.user.email,
        facts=facts, created_at=SUNDAY_18,
    )  # fmt: skip
    said = written(delivery, now=SUNDAY_18 + timedelta(hours=1), address="termine@terminbuch.example").letter
    return f"Subject: {said.subject}\n\n{plain(said)}".replace("\N{NO-BREAK SPACE}", " ")


def test_a_double_booking_is_urgent_and_says_whom_to_phone(olga: Member, verification: Verification) -> None:
    twice = fault(
        olga,
        "overlap",
        resource="Ben",
        starts_at=MONDAY_9.isoformat(),
        number="A2B3C4",
        other_number="D5E6F7",
    )

    assert read(olga, "fault_found", verification, twice) == (
        "Subject: Dringend: Buchungen können doppelt sein\n\n"
        "Salon Anna\n\nBitte handeln Sie jetzt.\n\n"
        "Guten Tag Olga,\n"
        "die Prüfung aller Buchungen hat ergeben, dass eine Zeit doppelt vergeben ist oder es werden könnte."
        "\n\n"
        "Was gefunden wurde\n"
        "- Zwei Buchungen belegen dieselbe Zeit: Ben, Montag, 23. November, 09:00 Uhr,"
        " Buchung A2B3C4 · D5E6F7\n\n"
        "Geprüft am Sonntag, 22. November, 18:00 Uhr.\n\n"
        "Bitte sehen Sie die genannten Buchungen an und rufen Sie die Betroffenen an."
        " Wer den Server betreibt,"
        " findet die nächsten Schritte im Handbuch unter „verify“.\n\n"
        "Sie bekommen diese E-Mail, weil Sie sich für Salon Anna anmelden.\n\n"
        "Prüfung ansehen:\nhttp://localhost:8000/-/staff/salon/health/verification/\n"
    )


def test_what_only_does_not_agree_says_that_nothing_is_double(
    olga: Member, verification: Verification
) -> None:
    stuck = [fault(olga, "promise_stuck", number=str(number)) for number in range(12)]

    said = read(olga, "fault_found", verification, *stuck, language="en")

    assert said.startswith("Subject: The verification has found 12 faults\n")
    assert "There are 2 more." in said
    assert "No time was given twice." in said


def test_what_is_over_when_the_mail_is_written_is_not_told(olga: Member, verification: Verification) -> None:
    stuck = fault(olga, "promise_stuck")
    change(stuck, ended_at=SUNDAY_18)

    with pytest.raises(NoLongerNeeded):
        read(olga, "fault_found", verification, stuck)
    assert "Alles stimmt wieder überein." in read(olga, "faults_over", verification)


def test_all_is_not_called_well_while_something_is_found(olga: Member, verification: Verification) -> None:
    fault(olga, "promise_stuck")

    with pytest.raises(NoLongerNeeded):
        read(olga, "faults_over", verification)


def test_nobody_reads_of_another_business(olga: Member, verification: Verification) -> None:
    mallory = make_member(make_salon("mallory").organisation, "Mallory", role="owner")

    with pytest.raises(NoLongerNeeded):
        read(olga, "fault_found", verification, fault(mallory, "overlap"))
