"""What is typed into the form and leaves by mail, and servers that say no. How SMTP can fail: tests/mail."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from types import SimpleNamespace

import pytest
from ical.calendar_stream import IcsCalendarStream
from pytest_django.fixtures import Settings

from terminbuch.management import worker
from terminbuch.models import Delivery, Task
from tests.booking_pages.reader import Browser, read
from tests.booking_pages.steps import ANNA, open_form, send
from tests.builders import Salon
from tests.mail.servers import Taking, mailers, smtp_server

ANNAS, BENS = "anna@example.org", "ben@salon.example"


@pytest.fixture
def server(settings: Settings, next_door: Salon) -> Iterator[Taking]:
    """A real one, to which the worker sends; what is due next door has left."""
    taking = Taking()
    with smtp_server(taking) as port:
        settings.MAILERS = mailers(port)
        work()
        taking.taken.clear()
        yield taking


def work() -> None:
    worker.work_off(told_to_stop=lambda: False)


def booked_by(name: str, salon: Salon, visitor: Browser, **typed: str) -> None:
    send(visitor, open_form(visitor, path="/salon/cut/?with=ben"), **{**ANNA, "name": name, **typed})
    work()


def mails(server: Taking) -> dict[str, EmailMessage]:
    """What arrived, by its one recipient."""
    return {envelope.rcpt_tos[0]: _parsed(envelope.content) for envelope in server.taken}


def _parsed(content: str | bytes | None) -> EmailMessage:
    assert isinstance(content, bytes)
    return email.message_from_bytes(content, policy=email.policy.default)


def test_a_recipient_that_does_not_exist_is_asked_once_and_staff_are_told(
    salon: Salon, visitor: Browser, server: Taking
) -> None:
    """E002: and the other mail goes its way."""
    server.refused[ANNAS] = "550 no such user"

    booked_by("Anna", salon, visitor)
    work()

    refused = Delivery.objects.of(salon.organisation).get(recipient=ANNAS)
    assert (refused.state, refused.attempts, refused.last_error) == ("failed", 1, "550 no such user")
    assert [task.kind for task in Task.objects.of(salon.organisation).all()] == ["mail_failed"]
    assert list(mails(server)) == [BENS]


def test_our_mails_ask_machines_not_to_answer(salon: Salon, visitor: Browser, server: Taking) -> None:
    """E006: so two machines never talk to each other for ever; what comes back is read by nobody here."""
    booked_by("Anna", salon, visitor)

    headers = [(mail["Auto-Submitted"], mail["Precedence"]) for mail in mails(server).values()]
    assert headers == [("auto-generated", "bulk")] * 2


NAMES = {
    "E008": "**[Click](http://evil.example)** <b>x</b>",
    "E008 a bare address": "http://evil.example",
    "B009": "<script>alert(1)</script>",
    "B011": "{{ 7*7 }} ${7*7} {% debug %} #{7*7}",
    "a picture": "<img src=http://evil.example/x>",
    "E010": 'Smith; John, Jr. \\ "x":y^n',
    "an end of an event": "END:VEVENT BEGIN:VALARM",
    "B005": "Zoë 👩‍👩‍👧‍👦 Ørsted",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_is_only_a_name_in_every_mail(
    salon: Salon, visitor: Browser, server: Taking, name: str
) -> None:
    booked_by(name, salon, visitor, note=f"{name}\nBcc: victim@example.org")

    taken = mails(server)
    assert set(taken) == {ANNAS, BENS}
    for recipient, mail in taken.items():
        assert [str(address) for address in mail["To"].addresses] == [recipient]
        assert (mail["Cc"], mail["Bcc"]) == (None, None)
        assert _links_elsewhere(mail) == []
        assert "49" not in _text(mail, "plain").split()
        assert len(IcsCalendarStream.calendar_from_ics(_text(mail, "calendar")).events) == 1


def _text(mail: EmailMessage, kind: str) -> str:
    part = next(part for part in mail.walk() if part.get_content_type() == f"text/{kind}")
    return str(part.get_content())


def _links_elsewhere(mail: EmailMessage) -> list[str]:
    """Addresses in the HTML part that a press or a look would ask for."""
    page = read(SimpleNamespace(content=_text(mail, "html").encode()))
    asked = [node.get(name) for tag, name in (("a", "href"), ("img", "src")) for node in page.root.all(tag)]
    return [each for each in asked if "evil" in each] + [node.tag for node in page.root.all("script")]


def test_a_name_with_every_special_sign_comes_back_from_the_calendar(
    salon: Salon, visitor: Browser, server: Taking
) -> None:
    """E010."""
    booked_by(NAMES["E010"], salon, visitor)

    (event,) = IcsCalendarStream.calendar_from_ics(_text(mails(server)[BENS], "calendar")).events
    assert NAMES["E010"] in str(event.summary)
