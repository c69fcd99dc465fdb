from __future__ import annotations

import json

import pytest
from django.db import OperationalError, connection
from django.test import Client

from terminbuch.models import GUARD

DROPPED = {
    "sqlite": f"DROP TRIGGER {GUARD}_insert",
    "postgresql": f"ALTER TABLE terminbuch_allocation DROP CONSTRAINT {GUARD}",
}


def asked(client: Client) -> tuple[int, dict[str, str]]:
    answer = client.get("/healthz")
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
    assert "no-store" in client.get("/healthz").headers["Cache-Control"]
