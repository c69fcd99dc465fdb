"""While the database cannot work every door says so, and when to ask again; afterwards all is as it was."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import psycopg
import psycopg.sql
import pytest
from django.db import (
    DataError,
    Error,
    InterfaceError,
    InternalError,
    OperationalError,
    ProgrammingError,
    connection,
)  # fmt: skip
from django.test import Client
from django.utils import timezone

from terminbuch.actions import deliveries
from terminbuch.management import keeping, worker
from terminbuch.models import Chore, Delivery
from terminbuch.models.outage import is_outage
from tests.booking_pages.reader import Browser, read
from tests.booking_pages.steps import ANNA, bookings, open_form, send
from tests.builders import SUNDAY_18, Salon, make_booking, make_salon
from tests.made_once import made_once

GERMAN = {"Accept-Language": "de"}


@pytest.fixture
def salon(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Salon:
    monkeypatch.setattr(timezone, "now", lambda: SUNDAY_18)
    return made_once(make_salon)


@contextmanager
def refusing_to_write() -> Iterator[None]:
    """What a server does that is no longer the first of its cluster, or that an operator has frozen."""
    freeze("ON")
    try:
        yield
    finally:
        freeze("OFF")


def freeze(switch: str) -> None:
    """Sessions that begin from now on; on PostgreSQL those before are ended, and new ones are sent away."""
    if connection.vendor == "sqlite":
        connection.cursor().execute(f"PRAGMA query_only = {switch}")
        return
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    found = connection.settings_dict
    name = psycopg.sql.Identifier(found["NAME"])
    with psycopg.connect(
        host=found["HOST"], port=found["PORT"], user=found["USER"], password=found["PASSWORD"],
        dbname=found["NAME"], options="-c default_transaction_read_only=off", autocommit=True,
    ) as operator:  # fmt: skip
        setting = psycopg.sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = {}")
        operator.execute(setting.format(name, psycopg.sql.Literal(switch)))


def gone(*_: object) -> None:
    raise OperationalError("the server closed the connection")


def with_cause(error: Error, cause: Exception) -> Error:
    """As Django hands on what the driver said."""
    error.__cause__ = cause
    return error


def of_sqlite(code: int) -> Exception:
    cause = sqlite3.OperationalError("as SQLite says it")
    cause.sqlite_errorcode = code
    return cause


@pytest.mark.parametrize(
    ("error", "is_so"),
    [
        (with_cause(OperationalError(), of_sqlite(sqlite3.SQLITE_FULL)), True),
        (with_cause(OperationalError(), of_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT)), True),
        (with_cause(OperationalError(), of_sqlite(sqlite3.SQLITE_ERROR)), False),
        (with_cause(OperationalError(), psycopg.errors.DiskFull()), True),
        (with_cause(OperationalError(), psycopg.OperationalError("nobody listens")), True),
        (with_cause(InternalError(), psycopg.errors.ReadOnlySqlTransaction()), True),
        (with_cause(InternalError(), psycopg.errors.InFailedSqlTransaction()), False),
        (InterfaceError("connection already closed"), True),
        (ProgrammingError("no such column"), False),
        (DataError("out of range"), False),
        (RuntimeError("a bug"), False),
        (None, False),
    ],
)
def test_what_may_be_over_in_a_moment(error: BaseException | None, is_so: bool) -> None:
    assert is_outage(error) is is_so


def test_a_form_that_could_not_be_written_is_sent_again_and_books_once(salon: Salon) -> None:
    anna = Browser(headers=GERMAN, raise_request_exception=False)
    form = open_form(anna)

    with refusing_to_write():
        refused = send(anna, form, **ANNA)
    assert (bookings(salon.organisation.pk), list(Delivery.objects.of(salon.organisation))) == ([], [])
    again = [send(anna, form, **ANNA) for _ in range(2)]

    page = read(refused)
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
    assert page.heading == "Wir können gerade nicht auf unseren Kalender zugreifen."
    assert "no-store" in refused.headers["Cache-Control"]
    assert [answer.status_code for answer in again] == [303, 303]
    assert len(bookings(salon.organisation.pk)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/salon/", "/-/staff/salon/", "/-/manage/nothing/"])
def test_a_database_that_is_gone_is_said_to_people_in_their_language(path: str) -> None:
    english = Browser(headers={"Accept-Language": "en"}, raise_request_exception=False)
    english.cookies["session"] = "somebody who had signed in"

    with connection.execute_wrapper(gone):
        answer = english.get(path)

    page = read(answer)
    assert (answer.status_code, page.heading) == (503, "We cannot reach our calendar just now.")


@pytest.mark.django_db
def test_programs_are_told_in_json() -> None:
    notice = "/-/push/google/00000000-0000-4000-8000-000000000000/"
    program = Client(raise_request_exception=False)

    with connection.execute_wrapper(gone):
        answers = [program.post(notice), program.get("/salon/", headers={"Accept": "application/json"})]

    told = {"error": "unavailable", "retry_after_seconds": 10}
    assert [(each.status_code, json.loads(each.content)) for each in answers] == [(503, told), (503, told)]
    assert [each.headers["Retry-After"] for each in answers] == ["10", "10"]


def test_a_worker_waits_for_its_database_and_goes_on_by_itself(
    salon: Salon, caplog: pytest.LogCaptureFixture
) -> None:
    frozen, turns = ExitStack(), 0

    def told_to_stop(seconds: float) -> bool:
        nonlocal turns
        turns += seconds > 0
        frozen.close()
        return turns == 2

    frozen.enter_context(refusing_to_write())
    worker.work(told_to_stop=told_to_stop)

    assert caplog.text.count("the database cannot work just now") == 1
    assert Chore.objects.filter(name="look after health").exists()


@pytest.mark.django_db
def test_a_worker_that_asks_for_something_wrong_ends() -> None:
    def misspelt(*_: object) -> None:
        raise ProgrammingError("no such column")

    with connection.execute_wrapper(misspelt), pytest.raises(ProgrammingError):
        worker.work(told_to_stop=lambda _seconds: True)


def test_what_has_left_is_noted_as_soon_as_the_database_works_again(
    salon: Salon, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen, pauses = ExitStack(), 0

    def wait(_seconds: float) -> None:
        nonlocal pauses
        pauses += 1
        if pauses == 2:
            frozen.close()

    booking = make_booking(salon.cut)
    taken = deliveries.take_due(SUNDAY_18, lease=worker.LEASE)
    assert taken is not None
    monkeypatch.setattr("time.sleep", wait)

    frozen.enter_context(refusing_to_write())
    keeping.keep(lambda: deliveries.mark_sent(taken, now=SUNDAY_18), within=worker.LEASE)

    assert booking.deliveries.get(pk=taken.pk).state == "sent"


@pytest.mark.django_db(transaction=True)
def test_a_bug_in_noting_it_is_not_tried_for_ever() -> None:
    def misspelt() -> None:
        raise ProgrammingError("no such column")

    with pytest.raises(ProgrammingError):
        keeping.keep(misspelt, within=worker.LEASE)
