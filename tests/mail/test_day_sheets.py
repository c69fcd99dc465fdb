"""The day sheet by mail: who comes when to whom, to those only who may see it."""

from __future__ import annotations

import pytest

from terminbuch.mail.deliver import written
from terminbuch.mail.envelope import Mail
from terminbuch.mail.rendering import html, plain
from terminbuch.mail.setbacks import NoLongerNeeded
from terminbuch.models import Delivery, Member
from tests.builders import MONDAY_9, SUNDAY_18, Salon, change, make_booking, make_member, make_salon

pytestmark = pytest.mark.django_db


@pytest.fixture
def salon() -> Salon:
    return make_salon()


@pytest.fixture
def clara(salon: Salon) -> Member:
    return make_member(salon.organisation, "Clara", role="manager")


def sheet_to(member: Member) -> Mail:
    delivery = Delivery(
        organisation=member.organisation, kind="day_sheet", user=member.user, recipient=member.user.email,
        facts={"language": "de", "first": "2026-11-23", "days": 1}, created_at=SUNDAY_18,
    )  # fmt: skip
    return written(delivery, now=SUNDAY_18, address="termine@terminbuch.example")


def test_it_says_who_comes_when_to_whom(salon: Salon, clara: Member) -> None:
    make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk, phone="030 555")

    said = sheet_to(clara).letter

    assert said.subject.replace("\N{NO-BREAK SPACE}", " ") == "Tagesblatt ab Montag, 23. November"
    assert plain(said) == (
        "Salon Anna\n\nTagesblatt\n\n"
        "Guten Tag Clara,\n"
        "so sehen die nächsten Tage aus. Heben Sie das Blatt auf, falls sonst nichts mehr geht.\n\n"
        "Montag, 23. November: Ben\n- 09:00 bis 10:00 Uhr: Anna, 030 555, Schneiden\n\n"
        "Montag, 23. November: Clara\n- Es ist nichts gebucht.\n\n"
        "Montag, 23. November: Raum 1\n- Es ist nichts gebucht.\n\n"
        "Stand: Sonntag, 22. November, 18:00 Uhr.\n\n"
        "Sie bekommen diese E-Mail, weil Salon Anna dem Team das Tagesblatt schicken lässt.\n\n"
        "Tagesblatt öffnen:\nhttp://localhost:8000/-/staff/salon/day-sheet/?from=2026-11-23\n"
    )


def test_what_customers_typed_is_text_in_it(salon: Salon, clara: Member) -> None:
    change(make_booking(salon.cut, at=MONDAY_9), name="<script>alert(7)</script>")

    page = html(sheet_to(clara).letter)

    assert "&lt;script&gt;alert(7)&lt;/script&gt;" in page
    assert "<script" not in page


@pytest.mark.parametrize("role", ["resource", "read_only"])
def test_who_may_no_longer_see_everybodys_gets_none(clara: Member, role: str) -> None:
    change(clara, role=role)

    with pytest.raises(NoLongerNeeded):
        sheet_to(clara)
