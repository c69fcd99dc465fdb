"""Once a visitor has read "booked", nobody who asks later is offered the time, at whichever process (S14)."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from threading import Event

from terminbuch.models import Service
from tests.builders import BERLIN, Salon, make_service, needs
from tests.concurrency.crowd import (
    PATIENCE,
    Post,
    Visitor,
    all_at_once,
    crowd,
    few_at_once,
    form_path,
    time_path,
)
from tests.concurrency.days import on_day
from tests.concurrency.forms import times_in
from tests.concurrency.tables import overlaps
from tests.live import LiveServer

NINE = on_day(0, 9)
STARTS = [NINE + timedelta(minutes=30 * number) for number in range(16)]


@dataclass(frozen=True)
class Look:
    """What a page offered, and when it was asked for, by one clock for all."""

    began_at: float
    offered: set[datetime]


@dataclass(frozen=True)
class Outcome:
    start: datetime
    status: int
    read_at: float
    then_offered: set[datetime]


def look(visitor: Visitor, service: Service) -> Look:
    """The day's times; the earliest ones, which stand above on every day, are among them."""
    began_at = time.monotonic()
    day = NINE.astimezone(BERLIN).date().isoformat()
    page = visitor.get(f"{time_path(service)}?date={day}")
    return Look(began_at, times_in(page.body))


def watch(visitor: Visitor, service: Service, is_over: Event) -> list[Look]:
    looks = [look(visitor, service)]
    while not is_over.is_set():
        looks.append(look(visitor, service))
    return looks


def book_and_look(post: Post, start: datetime, service: Service, elsewhere: LiveServer) -> Outcome:
    status = post.send().status
    read_at = time.monotonic()
    return Outcome(start, status, read_at, look(post.by_way_of(elsewhere).visitor, service).offered)


def test_a_booked_time_is_offered_to_nobody_who_asks_later(salon: Salon, servers: list[LiveServer]) -> None:
    service = make_service(salon.organisation, "quick", duration_minutes=30)
    needs(service, salon.ben)
    visitors = crowd(3 * len(STARTS), servers)
    wishes = [(visitor, STARTS[visitor.number % len(STARTS)]) for visitor in visitors]
    posts = few_at_once([partial(each.booking_form, form_path(service, start)) for each, start in wishes])
    assert look(visitors[0], service).offered >= set(STARTS)
    is_over = Event()

    with ThreadPoolExecutor(len(servers)) as pool:
        watchers = [pool.submit(watch, each, service, is_over) for each in crowd(len(servers), servers)]
        outcomes = all_at_once(
            [
                partial(book_and_look, post, start, service, servers[(visitor.number + 1) % len(servers)])
                for post, (visitor, start) in zip(posts, wishes, strict=True)
            ]
        )
        is_over.set()
        looks = [each for watcher in watchers for each in watcher.result(PATIENCE)]

    booked = [outcome for outcome in outcomes if outcome.status == 303]
    assert sorted(outcome.start for outcome in booked) == STARTS
    assert [each.start for each in outcomes if each.start in each.then_offered] == []
    late = [(each, outcome) for each in looks for outcome in booked if each.began_at > outcome.read_at]
    assert late
    assert [outcome.start for each, outcome in late if outcome.start in each.offered] == []
    assert overlaps() == 0
