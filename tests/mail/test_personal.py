"""Mails that are about no booking: compared whole, as personal_texts/KIND.LANGUAGE.txt."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from terminbuch.actions.personal import promise_personally
from terminbuch.mail.deliver import deliver, written
from terminbuch.mail.envelope import Mail
from terminbuch.mail.letters import PERSONAL_WRITERS, WRITERS, letter
from terminbuch.mail.rendering import plain
from terminbuch.mail.to_members import CHANGES
from terminbuch.models import Delivery
from tests.builders import SUNDAY_18, change, make_member, make_salon

from .personal_rows import PERSONAL_CASES, a_personal_delivery, clara, personally
from .servers import Taking, mailers, smtp_server

FROM_ROWS = {"member_invited", "password_reset", "address_confirmation", "day_sheet"}
FROM_ROWS |= {"conflict_found", "calendar_red", "calendar_back", "fault_found", "faults_over"}
"""See test_with_links, test_day_sheets, test_about_calendars and test_about_verification."""
TEXTS = Path(__file__).parent / "personal_texts"


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", PERSONAL_CASES)
def test_the_whole_text(kind: str, language: str) -> None:
    told = personally(a_personal_delivery(kind, language=language))

    said = letter(told)

    expected = (TEXTS / f"{kind}.{language}.txt").read_text(encoding="utf-8")
    assert f"Subject: {said.subject}\n\n{plain(said)}".replace("\N{NO-BREAK SPACE}", " ") == expected


def test_no_kind_goes_unread() -> None:
    assert set(PERSONAL_CASES) | FROM_ROWS == set(PERSONAL_WRITERS)
    assert set(PERSONAL_WRITERS) & set(WRITERS) == set()


def test_no_text_is_left_over() -> None:
    assert {file.name for file in TEXTS.iterdir()} == {
        f"{kind}.{language}.txt" for kind in PERSONAL_CASES for language in ("de", "en")
    }


@pytest.mark.parametrize("what", [*CHANGES, "nobody knows"])
def test_whatever_has_changed_has_a_sentence(what: str) -> None:
    told = personally(a_personal_delivery("sign_in_changed", what=what))

    opening = letter(told).greeting[1]

    assert opening.endswith(".")
    assert (opening == "daran ist etwas geändert worden.") is (what == "nobody knows")


def test_a_name_that_reads_like_a_link_is_not_said() -> None:
    told = personally(a_personal_delivery("test_mail", user=clara(name="www.evil.example")))

    assert letter(told).greeting[0] == "Guten Tag,"


def test_a_personal_mail_has_no_invitation_and_one_recipient() -> None:
    told = personally(a_personal_delivery("test_mail"))

    mailed = Mail(letter(told), told, None, address="termine@terminbuch.example")
    raw = mailed.message(policy=email.policy.SMTP).as_bytes()

    mail = email.message_from_bytes(raw, policy=email.policy.default)
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert (str(mail["To"]), str(mail["Reply-To"])) == (
        "clara@salon-anna.example",
        "hallo@salon-anna.example",
    )


@pytest.fixture
def promised() -> Delivery:
    """A test mail to Dora, who works at the salon in Berlin."""
    dora = make_member(make_salon().organisation, "Dora")
    promise_personally(
        "test_mail", organisation_id=dora.organisation_id, recipient=dora.user.email, language="de",
        key="1", now=SUNDAY_18, user=dora.user,
    )  # fmt: skip
    return Delivery.objects.everywhere().get()


@pytest.mark.django_db(transaction=True)
def test_it_is_read_from_the_promise_by_the_clocks_of_the_place(promised: Delivery) -> None:
    promised.kind = "sign_in_changed"

    said = written(promised, now=SUNDAY_18, address="termine@terminbuch.example").letter

    assert (
        str(said.paragraphs[0]).replace("\N{NO-BREAK SPACE}", " ")
        == "Das war am Sonntag, 22. November, 18:00 Uhr."
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_practice", [True, False])
def test_no_mail_leaves_a_business_in_which_people_practise(
    settings: Settings, promised: Delivery, is_practice: bool
) -> None:
    if is_practice:
        change(promised.organisation, practice_of=make_salon("real").organisation)
    server = Taking()

    with smtp_server(server) as port:
        settings.MAILERS = mailers(port)
        deliver(promised, now=SUNDAY_18)

    assert len(server.taken) == (0 if is_practice else 1)
