"""Controls: with guard, locks and transactions taken out, the same storms do sell a time several times."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from functools import partial
from threading import Barrier

from django.db import IntegrityError, connection

from terminbuch.models import Allocation
from tests.builders import Salon, make_service, needs, occupy
from tests.concurrency.crowd import PATIENCE, all_at_once, crowd, few_at_once, form_path
from tests.concurrency.days import on_day
from tests.concurrency.tables import overlaps
from tests.concurrency.without_guard import without_guard
from tests.live import live_servers

TEN, ELEVEN = on_day(0, 10), on_day(0, 11)
WRITERS = 4


def look_then_write(salon: Salon, all_have_looked: Barrier) -> None:
    """What a program does that trusts its own look into the table."""
    taken = Allocation.objects.of(salon.organisation).filter(resource=salon.ben, starts_at=TEN).exists()
    all_have_looked.wait(PATIENCE)
    with suppress(IntegrityError):
        if not taken:
            occupy(salon.cut, salon.ben, TEN, ELEVEN)
    connection.close()


def race(salon: Salon) -> None:
    all_at_once([partial(look_then_write, salon, Barrier(WRITERS))] * WRITERS)


def test_the_count_finds_what_the_guard_would_have_refused(salon: Salon) -> None:
    with without_guard():
        race(salon)

        assert overlaps() == WRITERS * (WRITERS - 1) / 2


def test_the_guard_stands_again_and_refuses(salon: Salon) -> None:
    with without_guard():
        pass

    race(salon)

    assert Allocation.objects.of(salon.organisation).count() == 1
    assert overlaps() == 0


def test_a_storm_on_a_broken_build_sells_the_time_several_times(salon: Salon) -> None:
    haircut = make_service(salon.organisation, "haircut")
    needs(haircut, salon.ben)
    with live_servers(3, application="tests.concurrency.broken_build:application") as servers:
        visitors = crowd(50, servers)
        posts = few_at_once([partial(each.booking_form, form_path(haircut, TEN)) for each in visitors])
        with without_guard():
            answers = all_at_once([post.send for post in posts])

            assert Counter(answer.status for answer in answers)[303] > 1
            assert overlaps() > 0
