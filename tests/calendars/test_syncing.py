"""What is asked of a calendar and when; and that nothing which goes wrong there is taken for free time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from terminbuch.calendars import syncing
from terminbuch.calendars.kind import Account, Kind
from terminbuch.calendars.syncing import question, sync_next
from terminbuch.calendars.troubles import Broken, SignedOut, TokenLost, TooMany, Trouble
from terminbuch.ical.seen import Reading, SeenEvent, SeenSpan
from terminbuch.models import BusyTime, OutsideCalendar
from tests.builders import MONDAY_9, MONDAY_10, SUNDAY_18, Salon, change, make_calendar, make_salon

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
EVENT = SeenEvent("1", spans=(SeenSpan(MONDAY_9, MONDAY_10),))


@dataclass
class Answering:
    """A kind of connection that answers with these, one after the other, and keeps what it was asked."""

    answers: list[Exception | tuple[SeenEvent, ...]]
    asked: list[tuple[str, str]] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)
    is_live: bool = True

    async def read(
        self, calendar: str, *, starts_at: datetime, ends_at: datetime, token: str, now: datetime
    ) -> Reading:
        self.asked.append((calendar, token))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return Reading(now, starts_at, ends_at, is_full=not token, events=answer, token="next")

    def opened(self, account: Account) -> Kind:
        self.accounts.append(account)
        return self  # type: ignore[return-value]  # of a kind only reading is asked here


@pytest.fixture
def salon(db: None) -> Salon:
    return make_salon()


@pytest.fixture
def bens(salon: Salon) -> OutsideCalendar:
    calendar = make_calendar(salon.ben, next_read_at=SUNDAY_18, token="t1", trouble="")
    change(calendar.connection, username="ben", secret={"password": "geheim"})
    everything = question(calendar, SUNDAY_18)
    change(calendar, read_from=everything.starts_at, read_until=everything.ends_at)
    return calendar


def busy(calendar: OutsideCalendar) -> int:
    return BusyTime.objects.of(calendar.organisation_id).filter(calendar=calendar).count()


def read(kind: Answering, now: datetime = SUNDAY_18) -> bool:
    return sync_next(now, opened=kind.opened)


def test_what_changed_since_is_asked_for_with_the_opened_account(bens: OutsideCalendar) -> None:
    kind = Answering([(EVENT,)])

    assert read(kind)
    assert not read(kind)

    assert kind.asked == [(bens.remote_id, "t1")]
    assert (kind.accounts[0].username, kind.accounts[0].secret) == ("ben", {"password": "geheim"})
    bens.refresh_from_db()
    assert (busy(bens), bens.token, bens.last_good_at) == (1, "next", SUNDAY_18)


def test_after_a_lost_token_everything_is_read_and_compared(bens: OutsideCalendar) -> None:
    read(Answering([(EVENT,)]))
    change(bens, next_read_at=SUNDAY_18, read_until=SUNDAY_18 + 400 * DAY, token="t2")
    bens.refresh_from_db()
    kind = Answering([TokenLost(), ()])

    read(kind)

    assert [token for _, token in kind.asked] == ["t2", ""]
    assert busy(bens) == 0


@pytest.mark.parametrize(
    ("trouble", "code", "again_in"),
    [
        (Broken("503"), "broken", 30),
        (SignedOut("401"), "signed_out", 180),
        (TooMany("429", again_at=SUNDAY_18 + timedelta(seconds=600)), "too_many", 600),
        (TokenLost("410"), "token_lost", 30),
        (KeyError("a bug of ours"), "trouble", 30),
    ],
)
def test_a_trouble_is_noted_and_nothing_becomes_free(
    bens: OutsideCalendar, trouble: Exception, code: str, again_in: int, caplog: pytest.LogCaptureFixture
) -> None:
    read(Answering([(EVENT,)]))
    change(bens, next_read_at=SUNDAY_18)
    known = busy(bens)

    read(Answering([trouble, trouble]))

    bens.refresh_from_db()
    assert (bens.trouble, bens.failing_since, busy(bens)) == (code, SUNDAY_18, known)
    assert bens.next_read_at == SUNDAY_18 + timedelta(seconds=again_in)
    assert "geheim" not in caplog.text


def test_whoever_never_answers_is_left_in_time(
    bens: OutsideCalendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(syncing, "SECONDS", 0.01)

    class Silent(Answering):
        async def read(self, *_: Any, **__: Any) -> Reading:
            await asyncio.Event().wait()
            raise AssertionError

    read(Silent([]))

    bens.refresh_from_db()
    assert bens.trouble == "unreachable"


def opened_with_lost_key(account: Account) -> Kind:
    raise AssertionError(account)


def test_a_secret_that_no_key_opens_is_a_lost_sign_in(bens: OutsideCalendar) -> None:
    change(bens.connection, sealed_secret="gAAAAA-of-another-key")

    sync_next(SUNDAY_18, opened=opened_with_lost_key)

    bens.refresh_from_db()
    assert bens.trouble == "signed_out"


def test_once_a_night_everything_is_compared_each_calendar_at_its_own_minute(salon: Salon) -> None:
    midnight = datetime(2026, 11, 23, tzinfo=UTC)
    began = [_minute_of_the_night(make_calendar(salon.ben, name, token="t1"), midnight) for name in "abc"]

    assert len(set(began)) == 3
    assert all(60 <= minute <= 300 for minute in began)


def _minute_of_the_night(calendar: OutsideCalendar, midnight: datetime) -> int:
    """From when on all is asked for, of one that was compared the night before."""
    before = question(calendar, midnight)
    change(calendar, read_from=before.starts_at, read_until=before.ends_at)
    tokens = [question(calendar, midnight + number * MINUTE).token for number in range(24 * 60)]
    began = tokens.index("")
    assert tokens == ["t1"] * began + [""] * (24 * 60 - began)
    return began


@pytest.mark.parametrize(
    ("fields", "token"),
    [
        ({}, "t1"),
        ({"full_due": True}, ""),
        ({"token": ""}, ""),
        ({"read_from": None, "read_until": None}, ""),
    ],
)
def test_when_everything_is_asked_for(bens: OutsideCalendar, fields: dict[str, Any], token: str) -> None:
    change(bens, **fields)

    asked = question(bens, SUNDAY_18)

    assert asked.token == token
    assert asked.starts_at <= SUNDAY_18 - 2 * DAY
    assert asked.ends_at > SUNDAY_18 + 399 * DAY


def test_every_trouble_has_a_code_that_fits_its_column() -> None:
    kinds: list[type[Trouble]] = [Trouble, *Trouble.__subclasses__()]
    codes = [each.code for each in kinds]

    assert len(set(codes)) == len(codes)
    assert max(map(len, codes)) <= 20
