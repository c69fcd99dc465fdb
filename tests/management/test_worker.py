from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from terminbuch.actions import deliveries, upkeep
from terminbuch.actions.personal import promise_personally
from terminbuch.management import worker
from terminbuch.models import Booking, Delivery, Task
from tests.builders import Salon, change, make_booking, make_salon
from tests.live import LOOPBACK, free_port

pytestmark = pytest.mark.django_db(transaction=True)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def mailbox(settings, tmp_path: Path) -> Path:
    backend = {"BACKEND": "terminbuch.mail.mailbox.MailboxBackend", "OPTIONS": {"folder": tmp_path}}
    settings.MAILERS = {"default": backend}
    return tmp_path


@pytest.fixture
def no_mail_server(settings) -> None:
    options = {"host": LOOPBACK, "port": free_port(), "timeout": 5}
    settings.MAILERS = {"default": {"BACKEND": "terminbuch.mail.smtp.SmtpBackend", "OPTIONS": options}}


@pytest.fixture
def booking() -> Booking:
    """Two mails are promised: one to Anna, one to the person who serves her."""
    salon: Salon = make_salon()
    now = timezone.now().replace(microsecond=0)
    return make_booking(salon.cut, at=_coming_monday(now), now=now)


def _coming_monday(now: datetime) -> datetime:
    monday = now + timedelta(days=7 - now.weekday())
    return monday.replace(hour=12, minute=0, second=0)


def never() -> bool:
    return False


def states(booking: Booking) -> list[tuple[str, int]]:
    return list(booking.deliveries.order_by("pk").values_list("state", "attempts"))


def test_what_is_due_is_sent_once(booking: Booking, mailbox: Path):
    worker.work_off(told_to_stop=never)
    worker.work_off(told_to_stop=never)

    assert states(booking) == [("sent", 1), ("sent", 1)]
    assert len(list(mailbox.rglob("*.eml"))) == 2


def test_a_mail_that_does_not_leave_is_tried_again_later(booking: Booking, no_mail_server: None):
    worker.work_off(told_to_stop=never)
    worker.work_off(told_to_stop=never)

    rows = booking.deliveries.all()
    assert states(booking) == [("due", 1), ("due", 1)]
    assert all(row.due_at > timezone.now() + MINUTE / 2 and "no connection" in row.last_error for row in rows)


def test_after_the_last_try_a_person_is_asked(booking: Booking, no_mail_server: None):
    tries = len(deliveries.BACKOFF) + 1
    for _ in range(tries):
        booking.deliveries.filter(state="due").update(due_at=timezone.now())
        worker.work_off(told_to_stop=never)

    assert states(booking) == [("failed", tries), ("failed", tries)]
    assert booking.tasks.filter(kind=Task.Kind.MAIL_FAILED, done_at__isnull=True).count() == 2


def test_what_a_killed_worker_had_taken_is_taken_again_after_its_lease(booking: Booking, mailbox: Path):
    now = timezone.now()
    taken = deliveries.take_due(now, lease=worker.LEASE)
    assert taken is not None

    worker.send_next(now)
    assert worker.send_next(now + worker.LEASE - timedelta(seconds=1)) is False
    assert states(booking) == [("due", 1), ("sent", 1)]

    assert worker.send_next(now + worker.LEASE) is True
    assert states(booking) == [("sent", 2), ("sent", 1)]


def test_a_letter_that_cannot_be_written_keeps_no_other_back(booking: Booking, mailbox: Path, caplog):
    first, second = booking.deliveries.order_by("pk")
    Delivery.objects.of(booking.organisation_id).filter(pk=first.pk).update(kind="of no kind we know")

    worker.work_off(told_to_stop=never)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.attempts, second.state) == ("due", 1, "sent")
    assert str(first.uid) in caplog.text


def test_what_is_no_longer_needed_is_not_sent(booking: Booking, mailbox: Path):
    here, now = booking.organisation_id, timezone.now()
    booking.deliveries.update(state="withdrawn")
    promise_personally(
        "member_invited", organisation_id=here, recipient="dora@example.org", language="de", key="1",
        now=now, facts={"invitation": 0},
    )  # fmt: skip

    worker.work_off(told_to_stop=never)

    assert Delivery.objects.of(here).get(kind="member_invited").state == "withdrawn"
    assert list(mailbox.rglob("*.eml")) == []


def test_where_people_only_practise_nothing_leaves(booking: Booking, mailbox: Path):
    change(booking.organisation, practice_of=make_salon("real").organisation)

    worker.work_off(told_to_stop=never)

    assert states(booking) == [("sent", 1), ("sent", 1)]
    assert list(mailbox.rglob("*.eml")) == []


def test_it_stops_between_two_mails(booking: Booking, mailbox: Path):
    words = iter([False, True])

    worker.work_off(told_to_stop=lambda: next(words))

    assert sorted(states(booking)) == [("due", 0), ("sent", 1)]


def test_it_waits_when_nothing_is_due_and_goes_when_told():
    asked: list[float] = []

    def told_to_stop(seconds: float) -> bool:
        asked.append(seconds)
        return len(asked) > 3

    worker.work(told_to_stop=told_to_stop)

    assert asked == [0, worker.IDLE_SECONDS, 0, worker.IDLE_SECONDS]


def test_a_word_that_came_while_it_worked_is_not_forgotten_when_it_is_done():
    words = iter([True])

    worker.work(told_to_stop=lambda _seconds: next(words))

    assert list(words) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no lock on all that is written")
def test_idle_it_leaves_the_write_lock_to_others():
    upkeep.run_chores(timezone.now())
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        worker.work_off(told_to_stop=never)

        other.execute("ROLLBACK")
