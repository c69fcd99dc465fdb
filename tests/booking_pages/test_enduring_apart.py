"""Many at once in one process: two businesses never mix (SEC-33), and a page is made once for all."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from terminbuch.booking_pages.shelf import SHELF
from tests.booking_pages.reader import Browser
from tests.builders import MONDAY_9, SUNDAY_18, change, make_booking, make_salon

REQUESTS, AT_ONCE = 1000, 8
PAGES = ("/{}/", "/{}/cut/", "/{}/cut/?view=list", "/{}/cut/?month=2026-12", "/{}/cut/?with=ben")
TYPED = "/{}/cut/?name=Anna"
MARKS = {"salon": "Haus Lindenblatt", "barber": "Haus Silberpfeil"}
LANGUAGES = ("de", "en")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def two_businesses(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: SUNDAY_18)
    SHELF.clear()
    for slug, name in MARKS.items():
        change(make_salon(slug).organisation, name=name)


def at_once[Asked, Said](ask: Callable[[Asked], Said], asked: list[Asked]) -> list[Said]:
    """In threads, each with a connection of its own, which is closed at the end."""

    def work(share: list[Asked]) -> list[Said]:
        try:
            return [ask(each) for each in share]
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [said for share in pool.map(work, _shares(asked)) for said in share]


def _shares[Asked](asked: list[Asked]) -> Iterator[list[Asked]]:
    return (asked[number::AT_ONCE] for number in range(AT_ONCE))


def test_two_businesses_in_parallel_never_mix() -> None:
    dice = random.Random(33)
    pages = dice.choices([*PAGES, TYPED], weights=[5] * len(PAGES) + [1], k=REQUESTS)
    wanted = [(dice.choice([*MARKS]), page, dice.choice(LANGUAGES)) for page in pages]

    def ask(want: tuple[str, str, str]) -> list[str]:
        slug, page, language = want
        answer = Browser(headers={"Accept-Language": language}).get(page.format(slug))
        (other,) = MARKS.keys() - {slug}
        text = answer.content.decode()
        wrong = [word for word in (MARKS[other], f'href="/{other}/') if word in text]
        missing = [word for word in (MARKS[slug], f'<html lang="{language}"') if word not in text]
        return [*wrong, *missing] + ([] if answer.status_code == 200 else [str(answer.status_code)])

    assert [trouble for trouble in at_once(ask, wanted) if trouble] == []
    assert len(SHELF._pages) == len(MARKS) * len(PAGES) * len(LANGUAGES)


def test_while_somebody_books_nobody_sees_the_time_that_is_gone() -> None:
    """As soon as the booking is there, no thread shows its time, whatever it has kept."""
    salon = make_salon("florist")
    address = "/florist/cut/?with=ben"
    start = "2026-11-23T09:00:00+01:00"
    before = at_once(lambda _: start in Browser().get(address).content.decode(), list(range(40)))
    make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)

    after = at_once(lambda _: start in Browser().get(address).content.decode(), list(range(40)))

    assert (set(before), set(after)) == ({True}, {False})


def test_a_page_that_many_want_at_once_is_made_once() -> None:
    together, made = Barrier(AT_ONCE), []

    def counted(execute: Any, sql: str, *more: Any) -> Any:
        if "FROM terminbuch_logo" in sql:
            made.append(sql)
        return execute(sql, *more)

    def ask(_number: int) -> int:
        together.wait(timeout=30)
        with connection.execute_wrapper(counted):
            return int(Browser(headers={"Accept-Language": "de"}).get("/salon/cut/").status_code)

    assert at_once(ask, list(range(AT_ONCE))) == [200] * AT_ONCE
    assert len(made) == 1
