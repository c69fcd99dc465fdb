"""What all services that answer in JSON have in common."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from terminbuch.calendars import outbound
from terminbuch.calendars.microsoft.kind import AT_A_TIME, GATE
from terminbuch.calendars.web_api import again_at
from tests.builders import SUNDAY_18


@pytest.mark.parametrize(
    ("said", "waits"),
    [
        ("30", timedelta(seconds=30)),
        (" 0 ", timedelta()),
        ("999999999999", timedelta(days=1)),
        ("Sun, 22 Nov 2026 17:05:00 GMT", timedelta(minutes=5)),
        ("Sun, 22 Nov 2099 17:05:00 GMT", timedelta(days=1)),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("٣", None),
    ],
)
def test_when_to_ask_again(said: str, waits: timedelta | None) -> None:
    answer = outbound.Answer(429, {"retry-after": said}, b"", "")

    assert again_at(answer, SUNDAY_18) == (SUNDAY_18 + waits if waits is not None else None)


def test_a_mailbox_is_asked_four_questions_at_a_time() -> None:
    async def full() -> tuple[bool, bool]:
        for _ in range(AT_A_TIME):
            await GATE.of("ben@salon.example").acquire()
        return GATE.of("ben@salon.example").locked(), GATE.of("clara@salon.example").locked()

    assert (AT_A_TIME, asyncio.run(full())) == (4, (True, False))
