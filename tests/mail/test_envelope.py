"""The mail as it goes over the wire, taken by a real server and parsed again."""

from __future__ import annotations

import email
import email.policy
from email.header import decode_header, make_header
from email.message import EmailMessage, MIMEPart
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from terminbuch.mail import deliver
from terminbuch.mail.envelope import Mail, header
from terminbuch.mail.invitations import calendar
from terminbuch.mail.letters import letter
from terminbuch.mail.occasion import occasion
from terminbuch.mail.rendering import html, plain
from terminbuch.models import Delivery

from .cases import CASES, delivery_of
from .rows import DELIVERY, MONDAY_NOON, a_booking, a_delivery, anna, salon
from .servers import Taking, mailers, smtp_server

OURS = "termine@terminbuch.example"
HEADERS = [
    "Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Precedence", "Reply-To",
    "Subject", "To", "X-Auto-Response-Suppress",
]  # fmt: skip
WITH_CALENDAR = {"booking_confirmed", "request_accepted", "booking_moved", "booking_cancelled"} | {
    "resource_new",
    "resource_moved",
    "resource_cancelled",
}


def bytes_of(delivery: Delivery) -> bytes:
    told = occasion(delivery, now=MONDAY_NOON)
    mail = Mail(letter(told), told, calendar(told, address=OURS), address=OURS)
    return mail.message(policy=email.policy.SMTP).as_bytes()


def parsed(delivery: Delivery) -> EmailMessage:
    return email.message_from_bytes(bytes_of(delivery), policy=email.policy.default)


def structure(part: MIMEPart) -> Any:
    """The types of the parts, nested as they are."""
    own = part.get_content_type()
    return (own, [structure(each) for each in part.iter_parts()]) if part.is_multipart() else own


@pytest.mark.django_db
def test_the_server_gets_what_was_written(settings: Settings) -> None:
    server, delivery = Taking(), delivery_of("booking_confirmed")
    with smtp_server(server) as port:
        settings.MAILERS = mailers(port)
        deliver(delivery, now=MONDAY_NOON)

    content = server.taken[0].content
    assert isinstance(content, bytes)
    mail = email.message_from_bytes(content, policy=email.policy.default)
    written = letter(occasion(delivery, now=MONDAY_NOON))
    text, page = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert page is not None
    got = [part.get_content().replace("\r\n", "\n") for part in (text, page)]
    assert got == [plain(written), html(written)]
    assert mail.defects == []


@pytest.mark.parametrize("kind", CASES)
def test_the_parts_stand_in_the_order_that_mail_programs_take(kind: str) -> None:
    texts = ["text/plain", "text/html"]
    invited = ("multipart/mixed", [("multipart/alternative", [*texts, "text/calendar"]), "application/ics"])
    plain_only = ("multipart/alternative", texts)

    assert structure(parsed(delivery_of(kind))) == (invited if kind in WITH_CALENDAR else plain_only)


def test_the_headers() -> None:
    mail = parsed(delivery_of("booking_confirmed"))

    assert sorted(mail.keys()) == HEADERS
    assert {name: str(mail[name]) for name in HEADERS if name != "Content-Type"} == {
        "Auto-Submitted": "auto-generated",
        "Date": "Mon, 23 Nov 2026 11:00:00 +0000",
        "From": "Salon Anna <termine@terminbuch.example>",
        "MIME-Version": "1.0",
        "Message-ID": f"<{DELIVERY}@terminbuch.example>",
        "Precedence": "bulk",
        "Reply-To": "hallo@salon-anna.example",
        "Subject": "Ihr Termin am Mi, 25. November, 10:15 Uhr",
        "To": "maria.weber@example.org",
        "X-Auto-Response-Suppress": "All",
    }


def test_the_message_id_is_the_delivery_s_however_often_it_is_sent() -> None:
    first, again = parsed(delivery_of("booking_confirmed")), parsed(delivery_of("booking_confirmed"))

    assert first["Message-ID"] == again["Message-ID"]


def test_the_calendar_part_names_its_method_and_both_copies_are_equal() -> None:
    parts = {part.get_content_type(): part for part in parsed(delivery_of("booking_confirmed")).walk()}
    inline, attached = parts["text/calendar"], parts["application/ics"]

    assert (inline.get_param("method"), inline.get_param("charset")) == ("REQUEST", "utf-8")
    assert (attached.get_param("method"), attached.get_filename()) == ("REQUEST", "invite.ics")
    assert (inline.get_content_disposition(), attached.get_content_disposition()) == (None, "attachment")
    assert inline.get_payload(decode=True) == attached.get_payload(decode=True)
    assert b"\r\nMETHOD:REQUEST\r\n" in attached.get_payload(decode=True)


@pytest.mark.parametrize("kind", CASES)
def test_every_line_is_ascii_and_short_enough_for_every_server(kind: str) -> None:
    raw = bytes_of(delivery_of(kind))

    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")


INJECTED = "Salon\r\nBcc: mallory@evil.example\x00\u2028X-Evil: 1\x85\u202eemos"


@pytest.mark.parametrize("kind", CASES)
def test_no_field_can_add_a_header_or_a_recipient(kind: str) -> None:
    organisation = salon(name=INJECTED)
    about = a_booking(organisation=organisation, name=INJECTED, number=INJECTED)
    assert about.service is not None
    about.service.name_de = about.location.name = INJECTED
    resource = anna(name=INJECTED) if kind.startswith("resource_") else None

    mail = parsed(
        a_delivery(kind, booking=about, resource=resource, **CASES[kind][1] | {"people": [INJECTED]})
    )

    assert sorted(mail.keys()) == HEADERS
    assert [each.addr_spec for each in mail["To"].addresses] == [resource.email if resource else about.email]
    assert mail["From"].addresses[0].display_name == "Salon Bcc: mallory@evil.example X-Evil: 1 emos"


@pytest.mark.parametrize("address", ["x@example.org\r\nBcc: y@example.org", "x@example.org, y@example.org"])
def test_an_address_can_carry_neither_a_header_nor_a_second_one(address: str) -> None:
    mail = parsed(a_delivery("booking_confirmed", booking=a_booking(email=address)))

    assert sorted(mail.keys()) == HEADERS
    assert "y@example.org" not in [each.addr_spec for each in mail["To"].addresses]


@pytest.mark.parametrize(
    "name", ["Friseur 🌷 Ümläut", "サロン・アンナ", 'Smith; John, Jr. "x":y^n <z@z>', "A" * 120]
)
def test_a_name_comes_back_from_both_of_python_s_parsers(name: str) -> None:
    raw = bytes_of(a_delivery("booking_confirmed", booking=a_booking(organisation=salon(name=name))))
    older = str(make_header(decode_header(email.message_from_bytes(raw)["From"])))

    newer = email.message_from_bytes(raw, policy=email.policy.default)["From"].addresses[0]

    assert (newer.display_name, newer.addr_spec) == (name, "termine@terminbuch.example")
    assert older.endswith("<termine@terminbuch.example>")


@settings(max_examples=60)
@given(st.text(max_size=120))
def test_whatever_the_name_the_mail_has_the_same_headers_and_one_sender(name: str) -> None:
    mail = parsed(
        a_delivery("booking_confirmed", booking=a_booking(organisation=salon(name=name), name=name))
    )

    assert sorted(mail.keys()) == HEADERS
    assert [each.addr_spec for each in mail["From"].addresses] == ["termine@terminbuch.example"]
    assert [each.addr_spec for each in mail["To"].addresses] == ["maria.weber@example.org"]


@given(st.text(max_size=60))
def test_a_header_is_one_line_of_letters(text: str) -> None:
    said = header(text)

    assert len(said.splitlines()) <= 1
    assert said.isprintable() or said == said.strip()


def test_a_domain_with_umlauts_is_written_as_mail_servers_know_it() -> None:
    mail = parsed(a_delivery("booking_confirmed", booking=a_booking(email="Maria@Bücher.example")))

    assert str(mail["To"]) == "Maria@xn--bcher-kva.example"


def test_no_mail_holds_the_link_in_its_headers() -> None:
    raw = bytes_of(delivery_of("booking_confirmed"))

    assert b"/-/manage/" not in raw.partition(b"\r\n\r\n")[0]
