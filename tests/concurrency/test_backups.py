"""A backup of a business that is being booked holds every booking confirmed before it began (S24)."""

from __future__ import annotations

import json
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from django.db import connection
from django.utils import timezone

from terminbuch.actions.safekeeping import back_up, put_back
from tests.builders import Salon, make_service, needs
from tests.concurrency.crowd import PATIENCE, Post, all_at_once, crowd, few_at_once, form_path
from tests.concurrency.days import on_day
from tests.concurrency.tables import counted, homeless, overlaps
from tests.live import LiveServer

DAYS, A_DAY = 3, 8


def test_what_was_confirmed_before_a_backup_is_in_it_and_in_what_is_restored_from_it(
    salon: Salon, servers: list[LiveServer], tmp_path: Path, settings: Any
) -> None:
    settings.DATA = tmp_path
    service = make_service(salon.organisation, "quick", duration_minutes=60, step_minutes=60)
    needs(service, salon.ben)
    starts = [on_day(number // A_DAY, 9 + number % A_DAY) for number in range(DAYS * A_DAY)]
    visitors = crowd(len(starts), servers)
    forms = zip(visitors, [form_path(service, start) for start in starts], strict=True)
    posts = few_at_once([partial(one.booking_form, path) for one, path in forms])
    began: list[tuple[Path, float]] = []
    is_over, some = Event(), Event()

    with ThreadPoolExecutor(1) as pool:
        keeper = pool.submit(keep, tmp_path, began, some, is_over)
        some.wait(PATIENCE)
        confirmed_at = dict(all_at_once([partial(send, post) for post in posts]))
        is_over.set()
        keeper.result(PATIENCE)

    for path, began_at in began:
        before = {mail for mail, at in confirmed_at.items() if at < began_at}
        assert before <= mails_in(path)
    put_back(began[-1][0], replace=True, now=timezone.now())
    assert (counted("booking"), homeless(), overlaps()) == ({"booking": len(starts)}, 0, 0)


def keep(folder: Path, began: list[tuple[Path, float]], some: Event, is_over: Event) -> None:
    """One backup after the other until all is over, and one more."""
    last = False
    with closing(connection):  # this thread's own
        while not last:
            last = is_over.is_set()
            path, at = folder / f"{len(began)}.zip", time.monotonic()
            back_up(path, with_keys=False, now=timezone.now())
            began.append((path, at))
            some.set()


def send(post: Post) -> tuple[str, float]:
    """Who was confirmed, and when it was read."""
    answer = post.send()
    assert answer.status == 303, answer.body
    return post.visitor.mail, time.monotonic()


def mails_in(path: Path) -> set[str]:
    with zipfile.ZipFile(path) as file:
        lines = file.read("tables/terminbuch_booking.jsonl").splitlines()
    return {json.loads(line)["email"] for line in lines}
