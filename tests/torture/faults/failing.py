"""The failing build: this process ends at once where a point says so, as a power cut would end it.

Nothing is tidied up: no exception, no rollback, no good-bye to the database or to a server.
"""

from __future__ import annotations

import importlib
import inspect
import os
from collections.abc import Callable
from functools import wraps
from itertools import count
from typing import Any

from tests.torture.faults.points import COMMIT, STATEMENT, Point

DIED = 86
"""Exit status by which it is known that the point was reached."""


def arm(point: Point) -> None:
    """From now on. Raises LookupError for a function that there is not (any more)."""
    if point.where == STATEMENT:
        _watch_statements(point)
    elif point.where == COMMIT:
        _watch_commits(point)
    else:
        _wrap(point)


def _die() -> None:
    os._exit(DIED)


def _wrap(point: Point) -> None:
    """Whoever calls it by this name of this module."""
    module, _, name = point.where.partition(":")
    home = vars(importlib.import_module(module))
    original = home.get(name)
    if not callable(original):
        raise LookupError(f"{point.title}: there is no {point.where}")
    home[name] = _dying(original, point)


def _dying(original: Callable[..., Any], point: Point) -> Callable[..., Any]:
    calls = count(1)

    def is_it() -> bool:
        return next(calls) == point.nth

    @wraps(original)
    def called(*asked: Any, **more: Any) -> Any:
        now = is_it()
        if now and point.when == "before":
            _die()
        answer = original(*asked, **more)
        if now and point.when == "after":
            _die()
        return answer

    @wraps(original)
    async def awaited(*asked: Any, **more: Any) -> Any:
        now = is_it()
        if now and point.when == "before":
            _die()
        answer = await original(*asked, **more)
        if now and point.when == "after":
            _die()
        return answer

    return awaited if inspect.iscoroutinefunction(original) else called


def _watch_statements(point: Point) -> None:
    from django.db import connections  # noqa: PLC0415  # only where Django is loaded

    hits = count(1)

    def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        now = point.sql in _plain(sql) and next(hits) == point.nth
        if now and point.when == "before":
            _die()
        answer = execute(sql, *rest)
        if now:
            _die()
        return answer

    connections["default"].execute_wrappers.append(watch)


def _watch_commits(point: Point) -> None:
    """The first commit after a statement with these words."""
    from django.db import connections  # noqa: PLC0415  # only where Django is loaded

    seen: list[str] = []
    connection = connections["default"]
    commit = connection.commit

    def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        answer = execute(sql, *rest)
        if point.sql in _plain(sql):
            seen.append(sql)
        return answer

    def committing() -> None:
        if seen and point.when == "before":
            _die()
        commit()
        if seen:
            _die()

    connection.execute_wrappers.append(watch)
    vars(connection)["commit"] = committing


def _plain(sql: str) -> str:
    return sql.replace('"', "")
