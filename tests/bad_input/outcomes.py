"""How an odd request may end, and what must hold however it ends.

refused              4xx, or the form again with the error at its field; nothing is stored
accepted             goes through, and what was typed is kept letter by letter
accepted_normalised  goes through after a change that is written down
replayed             the answer of the first time, and no second effect
conflict             409: the time is gone, and the nearest free ones are offered
not_found            404, the same page as for what never existed
forbidden            403, and nothing is stored
unchanged            answered, but nothing is changed and nothing is told
contained            trouble outside stays outside: see test_mail
"""

from __future__ import annotations

import copy
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest

from terminbuch.config.logs import MaskTokens
from tests.booking_pages.reader import Answer, Page, read
from tests.security.dump import Dump, dump

# What would tell of our inside, or of the business next door.
NOBODYS_BUSINESS = ("Traceback", ".py", "SELECT ", "Geheimer Barbier", "mallory@")


@dataclass(frozen=True)
class Seen:
    """What a request led to: the answer, the tables before and after, and the lines in the log."""

    answer: Answer
    before: Dump
    after: Dump
    log: list[str]

    @property
    def status(self) -> int:
        return int(self.answer.status_code)

    @property
    def page(self) -> Page:
        return read(self.answer)

    def new(self, table: str) -> list[dict[str, object]]:
        known = {row["id"] for row in self.before[table]}
        return [row for row in self.after[table] if row["id"] not in known]


@dataclass(frozen=True)
class Watch:
    """Looks on while something is asked, and sees to it that the rules for every answer are kept."""

    caplog: pytest.LogCaptureFixture

    def __call__(self, ask: Callable[[], Answer], *, personal: Iterable[str] = ()) -> Seen:
        """``personal`` is what was typed and therefore must not stand in the log."""
        self.caplog.clear()
        before = dump()
        with self.caplog.at_level(logging.INFO):
            answer = ask()
        seen = Seen(answer, before, dump(), self._lines())
        keeps_the_rules(seen, [*personal])
        return seen

    def _lines(self) -> list[str]:
        """As they leave the house: the filter of the real settings has seen them."""
        records = [copy.copy(record) for record in self.caplog.records]
        return [record.getMessage() for record in records if MaskTokens().filter(record)]


def keeps_the_rules(seen: Seen, personal: list[str]) -> None:
    """No breakdown, nothing told, the visitor's language, and one line in the log without a person in it."""
    body = seen.answer.content.decode()
    assert seen.status < 500
    assert [word for word in NOBODYS_BUSINESS if word in body] == []
    assert len(seen.log) == (1 if seen.status >= 400 else 0)
    assert [text for text in personal if text.strip() and any(text in line for line in seen.log)] == []
    if seen.status >= 400:
        assert seen.page.language == "de"


def refused(seen: Seen) -> None:
    assert 400 <= seen.status < 500
    assert seen.after == seen.before


def accepted(seen: Seen) -> None:
    assert seen.status == 303
    assert len(seen.new("Booking")) == 1


def replayed(seen: Seen) -> None:
    assert seen.status == 303
    assert seen.after == seen.before


def conflict(seen: Seen) -> None:
    assert seen.status == 409
    assert seen.after == seen.before
    assert seen.page.options


def not_found(seen: Seen) -> None:
    assert seen.status == 404
    assert seen.after == seen.before


def forbidden(seen: Seen) -> None:
    assert seen.status == 403
    assert seen.after == seen.before


def unchanged(seen: Seen) -> None:
    assert seen.status < 400
    assert seen.after == seen.before
