"""What was set is taken back, as long as nothing was built on it.

Each step is an ordinary change: it is doubted, locked and logged as every other.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from terminbuch.models import HistoryEntry

from ..asking import Actor
from ..refusals import NotYours, Refusal
from ..rules.refusals import BuiltUpon
from .arranging import arrange
from .changing import add, change, remove
from .noting import plain
from .subjects import SUBJECTS, seen

# Who may sign in how, and whether somebody can be booked: their own pages ask for more than a click.
ON_ITS_OWN_PAGE = {
    ("organisation", "hostname"),
    ("organisation", "requires_second_factor"),
    ("resource", "is_active"),
}
COMES_AND_GOES = {"location", "resource", "group", "question"}


class OnItsOwnPage(Refusal):
    """Taking it back needs what only the page of that setting asks for."""

    code = "on_its_own_page"
    sentence = _("Please change this on its own page.")


def take_back(entry: uuid.UUID, *, organisation_id: int, by: Actor, now: datetime) -> None:
    """Raises NotYours, BuiltUpon, OnItsOwnPage, and what ``change``, ``add`` and ``remove`` raise."""
    row = HistoryEntry.objects.of(organisation_id).filter(uid=entry).first()
    if row is None:
        raise NotYours
    if reason := reason_against(row):
        raise reason
    STEPS[row.what](row, {"organisation_id": organisation_id, "by": by, "now": now})


def reason_against(entry: HistoryEntry) -> Refusal | None:
    """Why it cannot be taken back; None where it can, as far as one sees before trying."""
    if not may_be_taken_back(entry):
        return OnItsOwnPage()
    return None if entry.pk in untouched([entry], entry.organisation_id) else BuiltUpon()


def may_be_taken_back(entry: HistoryEntry) -> bool:
    """Whether it is of a kind that can be, whatever happened since."""
    if entry.what not in STEPS or _subject(entry) not in SUBJECTS:
        return False
    subject = _subject(entry)
    if entry.what in {"setting_added", "setting_removed"}:
        return subject in COMES_AND_GOES
    return not any((subject, column) in ON_ITS_OWN_PAGE for column in entry.facts["was"])


def untouched(entries: Iterable[HistoryEntry], organisation_id: int) -> set[int]:
    """The ids of those entries after which nothing of the same was set. One query for each subject."""
    known = [entry for entry in entries if entry.what in STEPS and _subject(entry) in SUBJECTS]
    rows = {subject: _rows(known, subject, organisation_id) for subject in {_subject(row) for row in known}}
    return {entry.pk for entry in known if _is_as_left(entry, rows[_subject(entry)])}


def _rows(entries: list[HistoryEntry], subject: str, organisation_id: int) -> dict[int, Any]:
    ours = [entry for entry in entries if _subject(entry) == subject]
    wanted = {pk for entry in ours for pk in _concerned(entry)}
    return SUBJECTS[subject].rows(organisation_id).in_bulk(wanted)


def _concerned(entry: HistoryEntry) -> list[int]:
    if entry.what == "setting_arranged":
        return [int(pk) for pk in entry.facts["to"]]
    return [entry.facts["row"]]


def _is_as_left(entry: HistoryEntry, rows: dict[int, Any]) -> bool:
    to, row = entry.facts["to"], rows.get(entry.facts["row"])
    if entry.what == "setting_arranged":
        return all(int(pk) in rows and rows[int(pk)].position == place for pk, place in to.items())
    if entry.what == "setting_removed":
        return row is None
    return row is not None and plain(SUBJECTS[_subject(entry)].values(row), set(to)) == to


def _subject(entry: HistoryEntry) -> str:
    return str(entry.facts["subject"])


def _change_back(entry: HistoryEntry, whose: dict[str, Any]) -> None:
    subject, row = _subject(entry), _row(entry)
    change(subject, row.pk, _read(subject, entry.facts["was"]), seen=seen(subject, row), **whose)


def _remove_again(entry: HistoryEntry, whose: dict[str, Any]) -> None:
    row = _row(entry)
    remove(_subject(entry), row.pk, seen=seen(_subject(entry), row), **whose)


def _add_again(entry: HistoryEntry, whose: dict[str, Any]) -> None:
    add(_subject(entry), _read(_subject(entry), entry.facts["was"]), **whose)


def _arrange_back(entry: HistoryEntry, whose: dict[str, Any]) -> None:
    was: dict[str, int] = entry.facts["was"]
    arrange(_subject(entry), [int(pk) for pk in sorted(was, key=lambda pk: (was[pk], int(pk)))], **whose)


def _row(entry: HistoryEntry) -> Any:
    row = SUBJECTS[_subject(entry)].rows(entry.organisation_id).filter(pk=entry.facts["row"]).first()
    if row is None:
        raise BuiltUpon
    return row


def _read(subject: str, written: dict[str, Any]) -> dict[str, Any]:
    """As the columns hold it: JSON keeps days and times as text."""
    fields = {field.attname: field for field in SUBJECTS[subject].model._meta.concrete_fields}
    return {column: fields[column].to_python(value) for column, value in written.items() if column in fields}


STEPS: dict[str, Callable[[HistoryEntry, dict[str, Any]], None]] = {
    "setting_changed": _change_back,
    "setting_added": _remove_again,
    "setting_removed": _add_again,
    "setting_arranged": _arrange_back,
}
