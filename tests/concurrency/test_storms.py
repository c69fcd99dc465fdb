"""Everybody wants the same time in the same moment. The tables are asked in plain SQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import partial

import pytest

from terminbuch.models import Service
from tests.builders import Salon, make_resource, make_service, needs, open_weekly
from tests.concurrency.crowd import all_at_once, crowd, few_at_once, form_path
from tests.concurrency.days import on_day
from tests.concurrency.forms import times_in
from tests.concurrency.tables import counted, homeless, overlaps, promised, rows
from tests.live import Answer, LiveServer

TAKEN = 409
BOOKED = 303
TEN, QUARTER_PAST, HALF_PAST = on_day(0, 10), on_day(0, 10, 15), on_day(0, 10, 30)


def storm(service: Service, starts: Sequence[datetime], servers: Sequence[LiveServer]) -> list[Answer]:
    """Each visitor opens the form for one of the starts; when all have, all send it at once."""
    wishes = list(zip(crowd(len(starts), servers), starts, strict=True))
    posts = few_at_once([partial(each.booking_form, form_path(service, start)) for each, start in wishes])
    return all_at_once([post.send for post in posts])


def expect(answers: Sequence[Answer], *, winners: int, wanted: Sequence[datetime] = (TEN,)) -> None:
    """So many booked and all others were offered other times; the tables say the same."""
    said = Counter(answer.status for answer in answers)
    assert said == Counter({BOOKED: winners, TAKEN: len(answers) - winners})
    offered = [times_in(answer.body) for answer in answers if answer.status == TAKEN]
    assert all(times and times.isdisjoint(wanted) for times in offered)
    assert overlaps() == 0
    assert homeless() == 0
    # A refusal leaves nothing behind, not even the customer.
    tables = ("booking", "customer", "acceptedrequest", "historyentry")
    assert counted(*tables) == dict.fromkeys(tables, winners)


@pytest.fixture
def haircut(salon: Salon) -> Service:
    """An hour with Ben and nobody else, on the quarter hour, with a reminder."""
    haircut = make_service(salon.organisation, "haircut", step_minutes=15, reminder_minutes=60)
    needs(haircut, salon.ben)
    return haircut


@pytest.mark.parametrize("size", [50, 200])
def test_one_time_goes_to_one_visitor(haircut: Service, servers: list[LiveServer], size: int) -> None:
    answers = storm(haircut, [TEN] * size, servers)

    expect(answers, winners=1)
    assert promised() == {"booking_confirmed": 1, "booking_reminder": 1, "resource_new": 1}


@pytest.mark.parametrize("size", [50, 200])
@pytest.mark.parametrize("shifted", [QUARTER_PAST, HALF_PAST])
def test_of_times_that_partly_overlap_one_is_given(
    haircut: Service, servers: list[LiveServer], size: int, shifted: datetime
) -> None:
    answers = storm(haircut, [TEN, shifted] * (size // 2), servers)

    expect(answers, winners=1, wanted=[TEN, shifted])
    assert promised() == {"booking_confirmed": 1, "booking_reminder": 1, "resource_new": 1}


@pytest.mark.parametrize("size", [50, 200])
def test_anybody_of_three_is_given_three_times(salon: Salon, servers: list[LiveServer], size: int) -> None:
    third = make_resource(salon.organisation, "Dora")
    open_weekly(third, salon.location)
    service = make_service(salon.organisation, "quick")
    needs(service, salon.ben, salon.clara, third, chosen=True)

    answers = storm(service, [TEN] * size, servers)

    expect(answers, winners=3)
    taken = rows("SELECT DISTINCT resource_id FROM terminbuch_allocation WHERE live")
    assert {row[0] for row in taken} == {salon.ben.pk, salon.clara.pk, third.pk}
    assert promised() == {"booking_confirmed": 3, "resource_new": 3}


def test_a_course_of_six_has_six_places(salon: Salon, servers: list[LiveServer]) -> None:
    course = make_service(salon.organisation, "course", capacity=6)
    needs(course, salon.clara)

    answers = storm(course, [TEN] * 50, servers)

    expect(answers, winners=6)
    seats = rows("SELECT seat FROM terminbuch_allocation WHERE live ORDER BY seat")
    assert [seat for (seat,) in seats] == [1, 2, 3, 4, 5, 6]
    assert len(rows("SELECT DISTINCT sitting FROM terminbuch_allocation")) == 1
    assert promised() == {"booking_confirmed": 6, "resource_new": 6}
