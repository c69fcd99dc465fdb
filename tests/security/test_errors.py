"""When something breaks, the visitor gets a plain page with a number, and nothing of our inside (SEC-40)."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, ProgrammingError, connection

from tests.cast import Cast, signed_in
from tests.routes import address, from_the_first, handfuls, routes
from tests.staff_pages.pages import text

INSIDE = "the-inside-of-the-house"
OURS = (INSIDE, "OperationalError", "Traceback", ".py", "SELECT")


def broken(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    raise OperationalError(INSIDE)


def misspelt(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    raise ProgrammingError(INSIDE)


@pytest.mark.parametrize("some", handfuls(routes()), ids=from_the_first)
def test_a_page_whose_database_breaks_says_so_and_no_more(
    cast: Cast, some: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    client, values = signed_in(cast.people["owner"]), cast.here.values

    for route, method in product(some, ("GET", "POST")):
        with connection.execute_wrapper(broken), caplog.at_level(logging.CRITICAL, "django.request"):
            answer = client.generic(method, address(route, values), headers={"Accept-Language": "de"})
        page = "" if "image/" in answer.headers.get("Content-Type", "") else answer.content.decode()
        assert (route, [word for word in OURS if word in page]) == (route, [])
        if answer.status_code >= 500 and not route.startswith("/healthz"):
            assert (route, answer.status_code, answer.headers.get("Retry-After")) == (route, 503, "10")


def test_the_number_on_the_page_stands_in_the_log(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    client = signed_in(cast.people["owner"])

    with connection.execute_wrapper(misspelt):
        answer = client.get("/-/staff/salon/")

    number = re.search(r"\b[0-9a-f]{8}\b", text(answer))
    assert answer.status_code == 500
    assert number is not None
    assert number[0] in caplog.text


def test_debugging_is_off() -> None:
    assert settings.DEBUG is False
