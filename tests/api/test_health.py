from __future__ import annotations

import json

import pytest
from django.db import OperationalError, connection
from django.test import Client

from terminbuch.models import GUARD
from tests.builders import make_booking, make_salon, make_service

DROPPED = {
    "sqlite": f"DROP TRIGGER {GUARD}_insert",
    "postgresql": f"ALTER TABLE terminbuch_allocation DROP CONSTRAINT {GUARD}",
}


PATHS = ("/healthz", "/healthz/live", "/healthz/ready")


def asked(client: Client, path: str = "/healthz") -> tuple[int, dict[str, object]]:
    answer = client.get(path)
    return answer.status_code, json.loads(answer.content)


@pytest.mark.django_db
def test_an_installation_that_can_take_bookings_says_so(client: Client) -> None:
    assert asked(client) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_without_its_guard_it_takes_none(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute(DROPPED[connection.vendor])

    assert asked(client) == (503, {"status": "not ready"})


@pytest.mark.django_db
def test_without_its_database_it_takes_none(client: Client) -> None:
    def gone(*_: object) -> None:
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(gone):
        assert asked(client) == (503, {"status": "not ready"})


@pytest.mark.django_db
def test_the_answer_is_not_kept(client: Client) -> None:
    kept = [client.get(path).headers["Cache-Control"] for path in PATHS]

    assert ["no-store" in header for header in kept] == [True, True, True]


@pytest.mark.django_db
def test_a_process_lives_whatever_becomes_of_its_database(client: Client) -> None:
    def gone(*_: object) -> None:
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(gone):
        assert asked(client, "/healthz/live") == (200, {"status": "ok"})


@pytest.mark.django_db
def test_in_detail_it_says_what_readiness_rests_on(client: Client) -> None:
    checks = {"database": True, "guard": True, "durability": True}

    assert asked(client, "/healthz/ready") == (200, {"status": "ok", "checks": checks})


@pytest.mark.django_db
def test_in_detail_a_missing_guard_is_named(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute(DROPPED[connection.vendor])

    checks = {"database": True, "guard": False, "durability": True}
    assert asked(client, "/healthz/ready") == (503, {"status": "not ready", "checks": checks})


@pytest.mark.django_db
def test_in_detail_a_database_that_is_gone_is_no_error_page(client: Client) -> None:
    def gone(*_: object) -> None:
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(gone):
        answer = asked(client, "/healthz/ready")

    checks = {"database": False, "guard": False, "durability": False}
    assert answer == (503, {"status": "not ready", "checks": checks})


@pytest.mark.django_db
def test_what_everybody_may_ask_says_nothing_of_any_business(client: Client) -> None:
    """Mallory's mails wait, her service has nobody, and her name is nowhere."""
    before = [client.get(path).content for path in PATHS]
    mallory = make_salon("mallory")
    make_service(mallory.organisation, "tour")
    make_booking(mallory.cut)

    assert [client.get(path).content for path in PATHS] == before
