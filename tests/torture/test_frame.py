"""What holds every step: luck that can be had again, limits, and clients who ask until they know."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from smtplib import SMTP, SMTPServerDisconnected
from typing import Any

import pytest

from tests.live import LOOPBACK
from tests.torture.journal import Attempt, Journal, Outcome, Told, replay
from tests.torture.report import ending, line
from tests.torture.sink import Faults, Sink
from tests.torture.step import Deed, Findings, Size, Step, luck_of, run


@contextmanager
def nowhere() -> Iterator[Any]:
    yield None


def a_step(deed: Deed, *, limit: float = 5.0) -> Step:
    return Step("T77", "a step", limit, deed, short_on=(), engines=("sqlite",))


def outcome_of(deed: Deed, *, limit: float = 5.0) -> Any:
    return run(a_step(deed, limit=limit), "sqlite", seed=7, size=Size(), house=nowhere())


def test_the_same_seed_has_the_same_luck_whatever_else_runs() -> None:
    assert luck_of(7, "T2", "sqlite").random() == luck_of(7, "T2", "sqlite").random()
    assert luck_of(7, "T2", "sqlite").random() != luck_of(8, "T2", "sqlite").random()
    assert luck_of(7, "T2", "sqlite").random() != luck_of(7, "T3", "sqlite").random()


def test_a_step_that_raises_is_broken_and_shows_where() -> None:
    def stumble(*_given: Any) -> Findings:
        raise ZeroDivisionError

    outcome = outcome_of(stumble)

    assert not outcome.holds
    assert "ZeroDivisionError" in line(outcome)
    assert "make torture ONLY=T77 ENGINE=sqlite SEED=7" in line(outcome)


def test_a_step_that_takes_too_long_is_ended_and_broken() -> None:
    def dawdle(*_given: Any) -> Findings:
        time.sleep(60)
        return Findings()

    outcome = outcome_of(dawdle, limit=0.2)

    assert outcome.findings.broken == ["took longer than 0 s"]
    assert outcome.seconds < 30


def test_the_end_of_a_run_says_once_more_what_broke() -> None:
    broken, held = outcome_of(lambda *_given: Findings({}, ["one", "two"])), outcome_of(lambda *_: Findings())

    said = ending([held, broken], 9.0).splitlines()

    assert said == [
        "broken: make torture ONLY=T77 ENGINE=sqlite SEED=7: one",
        "1 of 2 steps are broken; 2 steps in 9 s, seed 7",
    ]


def test_a_step_in_which_nothing_broke_holds() -> None:
    outcome = outcome_of(lambda *_given: Findings({"attempts": 5}))

    assert outcome.holds
    assert "attempts 5" in line(outcome)


def test_whoever_does_not_know_asks_again_under_the_same_key_until_it_does(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    first = journal.ask("book", tenant="qorvat", key="k1", start="9")
    journal.tell(first, Told(Outcome.UNKNOWN))
    journal.tell(journal.ask("book", tenant="qorvat", key="k2"), Told(Outcome.REFUSED, 409))
    asked: list[Attempt] = []
    answers = [Told(Outcome.FAILED, 503), Told(Outcome.CONFIRMED, 303, token="link")]

    def again(attempt: Attempt) -> Told:
        asked.append(attempt)
        return answers.pop(0)

    assert replay(journal, again) == 1
    assert [each.key for each in asked] == ["k1", "k1"]
    assert [(each.outcome, each.last.token) for each in journal.attempts()] == [
        (Outcome.CONFIRMED, "link"),
        (Outcome.REFUSED, ""),
    ]
    journal.close()


@pytest.mark.parametrize(
    ("faults", "kept"),
    [(Faults(drop_before=1.0), 0), (Faults(drop_after=1.0), 1)],
)
def test_a_server_that_hangs_up_has_taken_the_mail_or_not(faults: Faults, kept: int) -> None:
    sink = Sink(random.Random(1), faults)
    sink.start()
    try:
        with pytest.raises(SMTPServerDisconnected), SMTP(LOOPBACK, sink.port) as client:
            client.sendmail("a@house.example", "b@qorvat.example", "Message-ID: <1@house>\r\n\r\nhello")
        assert len(sink.taken) == kept
    finally:
        sink.stop()
