"""docs/roles.md is the reviewed table of who may open what; every address answers as it says (SEC-01)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from tests.cast import Cast, signed_in
from tests.routes import METHODS, address, routes
from tests.staff_pages.pages import Answer

PAGE = Path(__file__).resolve().parents[2] / "docs" / "roles.md"
REFUSED = "405"
NOT_THERE = "–"

type Answers = dict[str, dict[str, str]]
"""By person, by method."""


def test_every_address_has_its_line() -> None:
    assert sorted(_reviewed()) == routes()


@pytest.mark.parametrize("route", routes())
def test_an_address_answers_everybody_as_the_table_says(cast: Cast, route: str) -> None:
    """With each database what has a line; that all else is refused is said before one is asked, so once."""
    asked = address(route, cast.here.values)
    methods = METHODS if connection.vendor == "sqlite" else [*_reviewed()[route]]

    answers = {person: _answers(signed_in(user), methods, asked) for person, user in cast.people.items()}

    assert answers == _wanted(route, cast, methods)


def _answers(client: Client, methods: Iterable[str], asked: str) -> dict[str, str]:
    """POST, which may sign somebody out, comes last."""
    return {method: _meaning(client.generic(method, asked)) for method in sorted(methods, key=METHODS.index)}


def _meaning(response: Answer) -> str:
    if "/-/login/" in response.headers.get("Location", ""):
        return "sign in"
    meanings = {403: "no business", 404: NOT_THERE, 405: REFUSED}
    return meanings.get(response.status_code, "yes" if response.status_code < 500 else "broken")


def _wanted(route: str, cast: Cast, methods: Iterable[str]) -> Answers:
    reviewed = _reviewed()[route]
    everybody: Answers = {person: dict.fromkeys(methods, REFUSED) for person in cast.people}
    for method, cells in reviewed.items():
        for person in cast.people:
            everybody[person][method] = cells[person]
    return everybody


@cache
def _reviewed() -> dict[str, dict[str, dict[str, str]]]:
    """By address, by method, by person."""
    found: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for heading, section in _sections():
        for method, route, cells in _lines(heading, section):
            found[route][method] = cells
            if method == "GET":
                found[route]["HEAD"] = cells
    return dict(found)


def _sections() -> list[tuple[str, str]]:
    parts = re.split(r"^## (.+)$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def _lines(heading: str, section: str) -> list[tuple[str, str, dict[str, str]]]:
    head, _rule, *rows = [_cells(line) for line in section.splitlines() if line.startswith("|")]
    if heading == "Staff pages":
        return [(row[1], row[0], dict(zip(head[2:], row[2:], strict=True))) for row in rows]
    same = "yes" if heading == "Pages for everybody" else NOT_THERE
    return [(method, row[0], defaultdict(lambda: same)) for row in rows for method in row[1].split(", ")]


def _cells(line: str) -> list[str]:
    return [cell.strip().strip("`") for cell in line.strip("|\n ").split("|")]
