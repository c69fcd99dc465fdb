"""Can a time be given twice, or something confirmed be lost?"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError, connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from terminbuch.models import Allocation, missing_allocation_guards

from ..findings import Finding, Round, State

WANTED = {
    "sqlite": {"journal_mode": "wal", "synchronous": "2"},
    "postgresql": {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"},
}
# Seats of one sitting may overlap each other, so each sitting counts once; of what stands in order of start,
# something overlaps just when one begins before the latest end of those before it.
OVERLAPS = """
WITH taken AS (
    SELECT organisation_id, resource_id, sitting, MIN(starts_at) AS starts_at, MAX(ends_at) AS ends_at
    FROM {table} WHERE live AND (organisation_id = %s OR %s)
    GROUP BY organisation_id, resource_id, sitting
), in_turn AS (
    SELECT starts_at, MAX(ends_at) OVER (
        PARTITION BY organisation_id, resource_id ORDER BY starts_at, ends_at, sitting
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS before_ends_at
    FROM taken
)
SELECT COUNT(*), COALESCE(SUM(CASE WHEN before_ends_at > starts_at THEN 1 ELSE 0 END), 0) FROM in_turn
"""


def is_ready() -> bool:
    """Whether the database answers and its guard is there."""
    try:
        return not missing_allocation_guards()
    except (DatabaseError, InterfaceError):
        return False


def readiness() -> dict[str, bool]:
    """What must hold before a booking is taken, by name. Raises nothing."""
    try:
        is_lasting = not any(finding.is_fatal for finding in durability())
        return {"database": True, "guard": not missing_allocation_guards(), "durability": is_lasting}
    except (DatabaseError, InterfaceError):
        return {"database": False, "guard": False, "durability": False}


def guard() -> Finding:
    title, missing = pgettext("health", "Lock against double bookings"), missing_allocation_guards()
    if missing:
        words = _("the guard against double bookings is missing: %(names)s") % {"names": ", ".join(missing)}
        return Finding("guard", title, words, State.BAD)
    return Finding("guard", title, _("the guard against double bookings is in place"))


def durability() -> list[Finding]:
    """Whether what is confirmed survives a power cut: kill -9 could not show that it would not."""
    return [_setting(name, wanted) for name, wanted in WANTED[connection.vendor].items()]


def _setting(name: str, wanted: str) -> Finding:
    question = f"PRAGMA {name}" if connection.vendor == "sqlite" else f"SHOW {name}"
    with connection.cursor() as cursor:
        cursor.execute(question)
        found = str(cursor.fetchone()[0]).lower()
    said = {"name": name, "found": found, "wanted": wanted}
    title = pgettext("health", "Nothing confirmed gets lost")
    if found != wanted and not (name == "synchronous_commit" and found in {"remote_write", "remote_apply"}):
        words = _("the database setting %(name)s is %(found)s; it must be %(wanted)s") % said
        return Finding(name, title, words, State.BAD)
    return Finding(name, title, _("the database setting %(name)s is %(found)s") % said)


def lasting(round_: Round) -> Iterator[Finding]:
    """The settings in one sentence, where none is wrong."""
    fatal = [finding for finding in durability() if finding.is_fatal]
    yield from fatal
    if not fatal:
        title = pgettext("health", "Nothing confirmed gets lost")
        yield Finding("durability", title, _("what is confirmed is on the disk and survives a power cut"))


def guarded(round_: Round) -> Iterator[Finding]:
    yield guard()


def overlaps(round_: Round) -> Iterator[Finding]:
    """Compared from outside: plain SQL that trusts neither the guard nor our rules (I1)."""
    whose = round_.organisation.pk if round_.organisation else 0
    with connection.cursor() as cursor:
        cursor.execute(OVERLAPS.format(table=Allocation._meta.db_table), [whose, not whose])
        compared, found = cursor.fetchone()
    title = pgettext("health", "No time is given twice")
    if found:
        words = ngettext(
            "%(found)d of %(compared)d occupied times overlaps another one",
            "%(found)d of %(compared)d occupied times overlap others",
            found,
        )
        yield Finding("overlaps", title, words % {"found": found, "compared": compared}, State.BAD)
        return
    words = ngettext(
        "%(compared)d occupied time compared, none overlaps",
        "%(compared)d occupied times compared, none overlap",
        compared,
    )
    yield Finding("overlaps", title, words % {"compared": compared})
