"""The server by which mail leaves: kept with a sealed password, written down without it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from terminbuch.actions.deliveries import mark_failed, mark_sent, take_due
from terminbuch.actions.mail_server import Way, ask_for_test, forget_server, seen_server, set_server
from terminbuch.actions.rules import RuleChanged
from terminbuch.actions.settings import Contradiction
from terminbuch.models import Delivery, HistoryEntry, MailServer, Member, Task
from tests.builders import SUNDAY_18, make_member, make_salon, staff

LEASE = timedelta(minutes=1)
pytestmark = pytest.mark.django_db(transaction=True)
WAY = Way("mail.example.org", 587, "starttls", "salon", "streng geheim", "termine@example.org")


@pytest.fixture
def clara() -> Member:
    return make_member(make_salon().organisation, "Clara", role="owner")


def set_it(clara: Member, way: Way = WAY, *, seen: str | None = None) -> None:
    set_server(
        way, organisation_id=clara.organisation_id, by=staff(clara), now=SUNDAY_18,
        seen=seen_server(MailServer.objects.first()) if seen is None else seen,
    )  # fmt: skip


def stored() -> tuple[Any, ...]:
    server = MailServer.objects.get()
    return server.host, server.port, server.safety, server.username, server.password, server.sender


def test_it_is_kept_and_its_password_is_sealed(clara: Member) -> None:
    set_it(clara)

    assert stored() == ("mail.example.org", 587, "starttls", "salon", "streng geheim", "termine@example.org")
    assert "streng geheim" not in str(MailServer.objects.values().get())


def test_the_password_that_is_kept_stays_until_another_is_given(clara: Member) -> None:
    set_it(clara)
    set_it(clara, replace(WAY, sender="neu@example.org", password=None))
    kept = stored()
    set_it(clara, replace(WAY, password="noch geheimer"))

    assert (kept[4:], stored()[4:]) == (
        ("streng geheim", "neu@example.org"),
        ("noch geheimer", "termine@example.org"),
    )


def test_without_a_user_name_there_is_no_password(clara: Member) -> None:
    set_it(clara)

    set_it(clara, replace(WAY, username="", password=None))

    assert stored()[3:5] == ("", "")


@pytest.mark.parametrize("where", [{"host": "evil.example"}, {"port": 2525}])
def test_a_kept_password_does_not_go_to_another_server(clara: Member, where: dict[str, Any]) -> None:
    set_it(clara)

    with pytest.raises(Contradiction) as refused:
        set_it(clara, replace(WAY, password=None, **where))

    assert list(refused.value.problems) == ["password"]
    assert stored()[0] == "mail.example.org"


def test_a_password_does_not_cross_the_net_openly(clara: Member) -> None:
    with pytest.raises(Contradiction) as refused:
        set_it(clara, replace(WAY, safety="none"))

    assert list(refused.value.problems) == ["safety"]
    assert MailServer.objects.count() == 0


def test_on_the_same_machine_it_may(clara: Member) -> None:
    set_it(clara, replace(WAY, host="localhost", safety="none"))

    assert stored()[2] == "none"


def test_what_somebody_else_has_set_meanwhile_is_not_overwritten(clara: Member) -> None:
    set_it(clara)

    with pytest.raises(RuleChanged):
        set_it(clara, replace(WAY, host="other.example"), seen=seen_server(None))

    assert stored()[0] == "mail.example.org"


def test_history_says_what_was_set_but_never_the_password(clara: Member) -> None:
    set_it(clara)
    set_it(clara, replace(WAY, password="noch geheimer"))

    entries = HistoryEntry.objects.of(clara.organisation_id).order_by("pk")

    assert [(entry.what, entry.facts["name"], entry.member) for entry in entries] == [
        ("mail_server_changed", "mail.example.org", clara)
    ] * 2
    assert entries[1].facts["to"] == {
        "host": "mail.example.org", "port": 587, "safety": "starttls", "username": "salon",
        "sender": "termine@example.org", "has_password": True, "password": "new",
    }  # fmt: skip
    assert "geheim" not in str([entry.facts for entry in entries])


def test_it_can_be_forgotten(clara: Member) -> None:
    set_it(clara)

    for _ in range(2):
        forget_server(organisation_id=clara.organisation_id, by=staff(clara), now=SUNDAY_18)

    assert MailServer.objects.count() == 0
    entries = HistoryEntry.objects.of(clara.organisation_id).order_by("pk")
    assert [entry.facts["to"] == {} for entry in entries] == [False, True]


def asked(clara: Member) -> Delivery:
    set_it(clara)
    ask_for_test(clara, now=SUNDAY_18)
    taken = take_due(SUNDAY_18, lease=LEASE)
    assert taken is not None
    return taken


def test_a_test_goes_to_whoever_asks(clara: Member) -> None:
    test = asked(clara)

    assert (test.kind, test.recipient, test.user) == ("test_mail", clara.user.email, clara.user)


def test_a_test_that_arrived_is_remembered(clara: Member) -> None:
    mark_sent(asked(clara), now=SUNDAY_18)

    server = MailServer.objects.get()
    assert (server.tested_at, server.test_error) == (SUNDAY_18, "")


def test_a_test_that_failed_is_over_at_once_and_nobodys_task(clara: Member) -> None:
    mark_failed(asked(clara), error="535 no", now=SUNDAY_18)

    server = MailServer.objects.get()
    assert (server.tested_at, server.test_error) == (SUNDAY_18, "535 no")
    assert Delivery.objects.of(clara.organisation_id).get().state == "failed"
    assert Task.objects.of(clara.organisation_id).count() == 0


def test_another_server_is_untested(clara: Member) -> None:
    mark_sent(asked(clara), now=SUNDAY_18)

    set_it(clara, replace(WAY, host="other.example"))

    assert MailServer.objects.get().tested_at is None
