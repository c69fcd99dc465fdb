"""Everybody presses the same time in the same moment: one keeps it, and only that one may book it."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest

from terminbuch.models import Service
from tests.builders import Salon, make_service, needs
from tests.concurrency.crowd import all_at_once, crowd, few_at_once, form_path
from tests.concurrency.days import on_day
from tests.concurrency.tables import counted, homeless, overlaps, promised
from tests.live import LiveServer

TEN, HALF_PAST = on_day(0, 10), on_day(0, 10, 30)


@pytest.fixture
def haircut(salon: Salon) -> Service:
    haircut = make_service(salon.organisation, "haircut")
    needs(haircut, salon.ben)
    return haircut


@pytest.mark.parametrize("size", [50, 200])
def test_one_visitor_keeps_the_time(haircut: Service, servers: list[LiveServer], size: int) -> None:
    kept = all_at_once([partial(each.press, haircut, TEN) for each in crowd(size, servers)])

    assert Counter(answer.status for answer in kept) == {303: 1, 409: size - 1}
    assert counted("hold", "allocation", "booking") == {"hold": 1, "allocation": 1, "booking": 0}
    assert promised() == {}


def test_only_who_keeps_the_time_can_book_it(haircut: Service, servers: list[LiveServer]) -> None:
    visitors = crowd(50, servers)
    posts = few_at_once([partial(each.booking_form, form_path(haircut, TEN)) for each in visitors])
    keeper = visitors[20]
    posts[20] = keeper.booking_form(keeper.press(haircut, TEN).location)

    answers = all_at_once([post.send for post in posts])

    assert [answer.status for answer in answers] == [303 if each == keeper else 409 for each in visitors]
    assert counted("hold", "allocation", "booking") == {"hold": 0, "allocation": 1, "booking": 1}
    assert promised() == {"booking_confirmed": 1, "resource_new": 1}


def test_of_holds_that_partly_overlap_as_many_are_kept_as_there_are_people(
    salon: Salon, servers: list[LiveServer]
) -> None:
    starts = [TEN, HALF_PAST] * 25

    kept = all_at_once(
        [
            partial(each.press, salon.cut, start)
            for each, start in zip(crowd(50, servers), starts, strict=True)
        ]
    )

    assert Counter(answer.status for answer in kept) == {303: 2, 409: 48}
    assert (overlaps(), homeless()) == (0, 0)
    assert counted("hold", "allocation", "delivery") == {"hold": 2, "allocation": 2, "delivery": 0}


def test_a_visitor_who_presses_many_times_keeps_three(salon: Salon, servers: list[LiveServer]) -> None:
    (visitor,) = crowd(1, servers)
    starts = [on_day(day, hour) for day in range(3) for hour in range(9, 13)]

    kept = all_at_once([partial(visitor.press, salon.cut, start) for start in starts])

    assert Counter(answer.status for answer in kept) == {303: 3, 429: 9}
    assert counted("hold", "allocation") == {"hold": 3, "allocation": 3}
