"""Notices that a calendar changed: with the right word one read, else nothing (SEC-36, G007, G009)."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from terminbuch.actions.outside import channels
from terminbuch.models import OutsideCalendar, PushChannel
from tests.builders import change, make_calendar, make_salon
from tests.security.dump import dump

LATER = timedelta(minutes=5)


@pytest.fixture
def calendar(db: None) -> OutsideCalendar:
    """Ben's, which is to be read in five minutes."""
    row = make_calendar(make_salon().ben, next_read_at=timezone.now() + LATER)
    change(row.connection, kind="google")
    return row


@pytest.fixture
def opening(calendar: OutsideCalendar) -> channels.Opening:
    given = channels.begin(calendar, now=timezone.now())
    assert given is not None
    return given


def tell_google(opening: channels.Opening, *, secret: str | None = None) -> int:
    headers = {"X-Goog-Channel-Token": opening.secret if secret is None else secret}
    return Client().post(f"/-/push/google/{opening.uid}/", headers=headers).status_code


def tell_microsoft(opening: channels.Opening, *notices: Any) -> int:
    body = json.dumps({"value": notices})
    where = f"/-/push/microsoft/{opening.uid}/"
    return Client().post(where, body, content_type="application/json").status_code


def notice(opening: channels.Opening, **more: Any) -> dict[str, Any]:
    return {"subscriptionId": "s", "clientState": opening.secret, "changeType": "updated", **more}


def is_due(calendar: OutsideCalendar) -> bool:
    calendar.refresh_from_db()
    return calendar.next_read_at is not None and calendar.next_read_at <= timezone.now()


def test_a_notice_of_google_makes_the_calendar_due(
    calendar: OutsideCalendar, opening: channels.Opening
) -> None:
    assert tell_google(opening) == 204
    assert is_due(calendar)


def test_a_notice_of_microsoft_makes_the_calendar_due(
    calendar: OutsideCalendar, opening: channels.Opening
) -> None:
    assert tell_microsoft(opening, notice(opening), notice(opening)) == 202
    assert is_due(calendar)


def test_any_number_of_notices_is_one_read(calendar: OutsideCalendar, opening: channels.Opening) -> None:
    tell_google(opening)
    before = dump()

    with CaptureQueriesContext(connection) as asked:
        assert {tell_google(opening) for _ in range(100)} == {204}

    assert {query["sql"].split()[0] for query in asked} == {"SELECT"}
    assert (dump() == before, len(asked)) == (True, 100)


def test_a_calendar_that_nobody_reads_is_not_read_for_a_notice(
    calendar: OutsideCalendar, opening: channels.Opening
) -> None:
    change(calendar, next_read_at=None)

    assert tell_google(opening) == 204
    assert not is_due(calendar)


@pytest.mark.parametrize("word", ["", "wrong", "ü", "a" * 5000])
def test_a_wrong_word_is_an_address_that_does_not_exist(
    calendar: OutsideCalendar, opening: channels.Opening, word: str
) -> None:
    before = dump()

    answers = {
        tell_google(opening, secret=word.encode().decode("latin-1")),
        tell_google(channels.Opening(uuid.uuid4(), opening.secret)),
        tell_microsoft(opening, notice(opening, clientState=word)),
        tell_microsoft(opening, notice(opening, clientState=word, lifecycleEvent="subscriptionRemoved")),
    }

    assert (answers, dump() == before) == ({404}, True)


def test_many_notices_with_a_wrong_word_are_one_look(opening: channels.Opening) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert tell_microsoft(opening, *[notice(opening, clientState="wrong")] * 100) == 404

    assert len(asked) == 1


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff", b"[]", b"null", b'{"value": 1}', b'{"value": [1]}', b'{"value": []}', b"[" * 100_000],
    ids=range(8),
)
def test_what_is_no_notice_is_no_notice(
    calendar: OutsideCalendar, opening: channels.Opening, body: bytes
) -> None:
    where = f"/-/push/microsoft/{opening.uid}/"
    before = dump()

    assert Client().post(where, body, content_type="application/json").status_code == 404
    assert dump() == before


def test_microsofts_question_back_is_answered_as_text(
    calendar: OutsideCalendar, opening: channels.Opening
) -> None:
    token = "Validation: ü & <script>alert(1)</script>"

    answer = Client().post(f"/-/push/microsoft/{opening.uid}/?validationToken={quote(token)}")

    assert (answer.status_code, answer.content.decode()) == (200, token)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_question_back_that_nobody_expects_is_not_answered(opening: channels.Opening) -> None:
    nobodys = Client().post(f"/-/push/microsoft/{uuid.uuid4()}/?validationToken=hello")
    too_long = Client().post(f"/-/push/microsoft/{opening.uid}/?validationToken={'a' * 2001}")

    assert {nobodys.status_code, too_long.status_code} == {404}


@pytest.mark.parametrize(
    ("event", "comes_of_it"),
    [
        ("missed", {"is read"}),
        ("reauthorizationRequired", {"is renewed"}),
        ("subscriptionRemoved", {"is read", "as a whole", "is renewed"}),
    ],
)
def test_what_becomes_of_a_subscription(
    calendar: OutsideCalendar, opening: channels.Opening, event: str, comes_of_it: set[str]
) -> None:
    assert tell_microsoft(opening, notice(opening, lifecycleEvent=event)) == 202

    channel = PushChannel.objects.of(calendar.organisation_id).get()
    came = {
        "is read": is_due(calendar),
        "as a whole": calendar.full_due,
        "is renewed": channel.renew_at <= timezone.now(),
    }
    assert {what for what, did in came.items() if did} == comes_of_it
