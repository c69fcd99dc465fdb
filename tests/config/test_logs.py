"""What stands in the log, and what never does."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from terminbuch.config import logs

WHEN = 1_795_000_000.25
AT = "2026-11-18T11:06:40.250Z"


def written(
    form: logging.Formatter, message: str, *values: object, name: str = "terminbuch.x", **more
) -> str:
    record = logging.LogRecord(name, logging.WARNING, "file.py", 1, message, values, more.get("exc_info"))
    record.created = WHEN
    logs.MaskTokens().filter(record)
    return form.format(record)


def test_a_line_says_when_in_utc_how_bad_who_and_what() -> None:
    assert written(logs.Line(), "calendar %s", 7) == f"{AT} WARNING terminbuch.x calendar 7"


def test_no_message_can_pretend_to_be_a_second_line() -> None:
    said = written(logs.Line(), "%s", "gone\r\n2026 ERROR terminbuch.security all is well")

    assert said.splitlines() == [
        f"{AT} WARNING terminbuch.x gone\\r\\n2026 ERROR terminbuch.security all is well"
    ]


def test_json_is_one_object_in_one_line_with_its_trace() -> None:
    said = written(logs.Json(), "delivery %s", 7, exc_info=_trouble("no\nroom"))

    facts = json.loads(said)
    assert (said.count("\n"), facts.pop("trace").splitlines()[-2:]) == (0, ["OSError: no", "room"])
    assert facts == {"at": AT, "level": "WARNING", "logger": "terminbuch.x", "message": "delivery 7"}


def test_a_security_event_keeps_its_facts() -> None:
    event = json.dumps({"event": "signed in", "user": 7})

    facts = json.loads(written(logs.Json(), "%s", event, name=logs.SECURITY))

    assert facts == {"at": AT, "level": "WARNING", "logger": logs.SECURITY, "event": "signed in", "user": 7}


def test_what_is_said_during_one_request_carries_its_number() -> None:
    with logs.one_request() as number:
        within = written(logs.Line(), "x"), json.loads(written(logs.Json(), "x"))["request"]

    assert within == (f"{AT} WARNING terminbuch.x [{number}] x", number)
    assert number not in written(logs.Line(), "x")


@pytest.mark.parametrize(
    ("said", "masked"),
    [
        ("550 <anna.k+1@example.org>: no such user", "550 <***@***>: no such user"),
        ("{'anna@example.org': (550, b'no')}", "{'***@***': (550, b'no')}"),
        ("GET /-/manage/abc.def-1/ 500", "GET /-/manage/***/ 500"),
        ("Key (email_folded)=(anna@example.org) already exists.", "Key (email_folded)=(***) already exists."),
        ("DETAIL:  Failing row contains (7, Anna K., 0171 1).", "DETAIL:  Failing row contains (***)."),
        ("a plain sentence at 10:15, 3 @ once", "a plain sentence at 10:15, 3 @ once"),
    ],
)
def test_addresses_links_and_rows_are_masked(said: str, masked: str) -> None:
    assert logs.masked(said) == masked


def test_what_an_error_quotes_is_masked_in_its_trace_too() -> None:
    said = written(logs.Line(), "delivery", exc_info=_trouble("550 anna@example.org\nof /-/manage/abcdef/"))

    assert ("anna@" in said, "abcdef" in said, "***@***" in said) == (False, False, True)


def _trouble(words: str):
    try:
        raise OSError(words)
    except OSError:
        return sys.exc_info()
