"""What the database would do to answer: asked beside each statement that our own code executes."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from typing import Any

import psycopg
from django.db import connection

QUESTIONS = ("SELECT", "UPDATE", "DELETE", "INSERT", "WITH")
NAMED = re.compile(r'"?(terminbuch_\w+|django_\w+)"?(?:\s+(?:AS\s+)?"?(\w+)"?)?', re.IGNORECASE)
WELL_BELOW = 2.0
"""Whoever would spend twice of what is there to be spent does not read it to the end."""
PLACES = re.compile(r"%s(?:, ?%s)+|\((?:%s,? ?)+\)(?:, ?\((?:%s,? ?)+\))+")


class Plans:
    """Wraps the execution of statements; ``whole`` tells which read a whole table, by table and statement."""

    def __init__(self, large: set[str]) -> None:
        self.large = large
        self.asked: set[str] = set()
        self.whole: dict[tuple[str, str], str] = {}
        self.where = ""

    def __call__(self, execute: Callable[..., Any], sql: str, values: Any, many: bool, context: Any) -> Any:
        words = PLACES.sub("%s", sql)
        if not many and sql.lstrip("( \n").upper().startswith(QUESTIONS) and words not in self.asked:
            self.asked.add(words)
            for table in sorted(read_whole(sql, values) & self.large):
                self.whole[table, words] = self.where
        return execute(sql, values, many, context)


def read_whole(sql: str, values: Any) -> set[str]:
    """The tables of which this statement would read every row, or every entry of an index."""
    return _by_postgresql(sql, values) if connection.vendor == "postgresql" else _by_sqlite(sql, values)


def _by_postgresql(sql: str, values: Any) -> set[str]:
    with closing(_cursor(sql)) as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", values)
        ((plans,),) = cursor.fetchall()
    return {table for node in plans for table in _whole_below(node["Plan"], worth=math.inf)}


def _cursor(sql: str) -> Any:
    """Statements whose places are numbered need a cursor that takes them so."""
    return psycopg.RawCursor(connection.connection) if "$1" in sql else connection.create_cursor()


def _whole_below(node: dict[str, Any], *, worth: float) -> Iterator[str]:
    """``worth`` is what may be spent on a node's rows above it: less than all where somebody soon has enough.

    That is so where one row is wanted (LIMIT), and where two sorted lists are read side by side and one is
    short (merge join).
    """
    cost = float(node["Total Cost"])
    if cost <= WELL_BELOW * worth and _reads_all(node) is not None:
        yield str(_reads_all(node))
    stops_early = node["Node Type"] in {"Limit", "Merge Join"}
    for child in node.get("Plans", ()):
        yield from _whole_below(child, worth=cost if stops_early else worth)


def _reads_all(node: dict[str, Any]) -> str | None:
    """The table; a part of an index that holds only some of the rows is meant to be read whole."""
    if node["Node Type"] == "Seq Scan":
        return str(node["Relation Name"])
    if "Index Name" not in node or "Index Cond" in node:
        return None
    table, is_partial = _indexes()[node["Index Name"]]
    return None if is_partial else table


def _by_sqlite(sql: str, values: Any) -> set[str]:
    with closing(connection.create_cursor()) as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values)
        steps = [detail for *_ids, detail in cursor.fetchall()]
    names = {alias or table: table for table, alias in NAMED.findall(sql)}
    steps = [_as_scan(step, sql) for step in steps]
    scans = [re.fullmatch(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", step) for step in steps]
    return {
        str(names.get(scan[1], scan[1]))
        for scan in scans
        if scan and not (scan[2] in _indexes() and _indexes()[scan[2]][1])
    }


def _as_scan(step: str, sql: str) -> str:
    """An index by what nearly every row has not is the whole table, though SQLite calls it a search."""
    found = re.fullmatch(r"SEARCH (\w+) USING (?:COVERING )?INDEX (\w+) \((\w+)=\?\)", step)
    return f"SCAN {found[1]} USING INDEX {found[2]}" if found and f'"{found[3]}" IS NULL' in sql else step


@cache
def _indexes() -> dict[str, tuple[str, bool]]:
    """Of each index its table, and whether it holds only some of the rows: then to read it whole is meant."""
    postgresql = """SELECT c.relname, t.relname, i.indpred IS NOT NULL FROM pg_index i
        JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid"""
    sqlite = "SELECT name, tbl_name, sql LIKE '%% WHERE %%' FROM sqlite_master WHERE type = 'index'"
    with closing(connection.create_cursor()) as cursor:
        cursor.execute(postgresql if connection.vendor == "postgresql" else sqlite, ())
        return {name: (table, bool(is_partial)) for name, table, is_partial in cursor.fetchall()}
