"""Everybody moves their booking to the same time in the same moment: one does, the others keep theirs."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from functools import partial

from terminbuch.actions import links
from terminbuch.models import Booking
from tests.builders import Salon, make_booking, make_service, needs
from tests.concurrency.crowd import all_at_once, crowd, few_at_once, move_path
from tests.concurrency.days import on_day
from tests.concurrency.tables import homeless, overlaps, promised, rows
from tests.live import LiveServer

TEN = on_day(0, 10)


def test_of_twenty_moves_to_one_time_one_succeeds(salon: Salon, servers: list[LiveServer]) -> None:
    haircut = make_service(salon.organisation, "haircut")
    needs(haircut, salon.ben)
    now = datetime.now(UTC)
    starts = [on_day(day, hour) for day in range(1, 5) for hour in range(9, 14)]
    bookings = [
        make_booking(haircut, at=start, who=f"Visitor {at}", email=f"visitor-{at}@example.org", now=now)
        for at, start in enumerate(starts)
    ]
    paths = [move_path(links.manage_token(booking), TEN) for booking in bookings]
    wishes = zip(crowd(20, servers), paths, strict=True)
    posts = few_at_once([partial(each.opened_form, path) for each, path in wishes])

    answers = all_at_once([post.send for post in posts])

    assert Counter(answer.status for answer in answers) == {303: 1, 409: 19}
    moved = next(at for at, answer in enumerate(answers) if answer.status == 303)
    expected = [TEN if at == moved else start for at, start in enumerate(starts)]
    stored = Booking.objects.of(salon.organisation).order_by("pk").values_list("starts_at", flat=True)
    assert list(stored) == expected
    assert (overlaps(), homeless()) == (0, 0)
    assert rows("SELECT sequence, count(*) FROM terminbuch_booking GROUP BY sequence ORDER BY 1") == [
        (0, 19),
        (1, 1),
    ]
    assert rows("SELECT count(*) FROM terminbuch_allocation") == [(20,)]
    assert promised() == {
        "booking_confirmed": 20,
        "resource_new": 20,
        "booking_moved": 1,
        "resource_moved": 1,
    }
