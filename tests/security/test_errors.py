"""When something breaks, the visitor gets a plain page with a number, and nothing of our inside (SEC-40)."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection

from tests.cast import Cast, signed_in
from tests.routes import address, routes
from tests.staff_pages.pages import text

INSIDE = "the-inside-of-the-house"
OURS = (INSIDE, "OperationalError", "Traceback", ".py", "SELECT")


def broken(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    raise OperationalError(INSIDE)


@pytest.mark.parametrize("route", routes())
def test_a_page_whose_database_breaks_says_so_and_no_more(
    cast: Cast, route: str, caplog: pytest.LogCaptureFixture
) -> None:
    client = signed_in(cast.people["owner"])
    path = address(route, cast.here.values)

    for method in ("GET", "POST"):
        with connection.execute_wrapper(broken), caplog.at_level(logging.CRITICAL, "django.request"):
            answer = client.generic(method, path, headers={"Accept-Language": "de"})
        page = "" if "image/" in answer.headers.get("Content-Type", "") else answer.content.decode()
        assert [word for word in OURS if word in page] == []
        if answer.status_code == 500:
            assert re.search(r"\b[0-9a-f]{8}\b", text(answer))


def test_the_number_on_the_page_stands_in_the_log(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    client = signed_in(cast.people["owner"])

    with connection.execute_wrapper(broken):
        answer = client.get("/-/staff/salon/")

    number = re.search(r"\b[0-9a-f]{8}\b", text(answer))
    assert answer.status_code == 500
    assert number is not None
    assert number[0] in caplog.text


def test_debugging_is_off() -> None:
    assert settings.DEBUG is False
