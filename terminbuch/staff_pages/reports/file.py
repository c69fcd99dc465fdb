"""The numbers as a file for a spreadsheet: one line for each week of each thing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from terminbuch.queries.reports import Report

HEAD = (
    *("week", "of", "name", "bookings", "cancelled", "missed", "minutes_booked"),
    *("minutes_there", "minutes_used", "percent_used"),
)
# A cell that begins so would be run by a spreadsheet as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def written(report: Report, language: str) -> bytes:
    """With a mark in front by which spreadsheets know UTF-8, and the separator that they expect."""
    out = io.StringIO()
    lines = csv.writer(out, delimiter=";" if language == "de" else ",", lineterminator="\r\n")
    lines.writerow(HEAD)
    lines.writerows([plain(cell) for cell in row] for row in _rows(report, language))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def plain(cell: object) -> object:
    """Text stays text: an apostrophe goes before what would be a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _rows(report: Report, language: str) -> Iterator[tuple[object, ...]]:
    for monday, each in report.weeks.items():
        yield (monday, "business", "", each.booked, each.cancelled, each.missed, each.minutes, "", "", "")
    for service in report.services:
        name = service.service.name(language) if service.service else ""
        for monday, each in service.weeks.items():
            yield (
                monday,
                "service",
                name,
                each.booked,
                each.cancelled,
                each.missed,
                each.minutes,
                "",
                "",
                "",
            )
    for resource in report.resources:
        for monday, week in resource.weeks.items():
            percent = "" if week.percent is None else week.percent
            yield (monday, "resource", resource.resource.name, "", "", "", "", week.there, week.used, percent)
