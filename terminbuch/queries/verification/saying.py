"""What a verification came to, in words: for the dated page and for the staff's pages alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from terminbuch import wording
from terminbuch.models import Verification, VerifiedOrganisation

type Outcome = Verification | VerifiedOrganisation


@dataclass(frozen=True, slots=True)
class Figure:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Said:
    """``kind``: good, warn or bad, as style sheets call it."""

    kind: str
    answer: str
    reason: str
    when: str
    figures: tuple[Figure, ...]


def said(
    row: Verification, own: VerifiedOrganisation | None = None, *, language: str, zone: ZoneInfo
) -> Said:
    """In the active language. Of one business, if it is given: its own figures; else of the installation."""
    outcome: Outcome = own or row
    return Said(
        kind=_kind(outcome),
        answer=_answer(outcome, language, zone),
        reason=_reason(outcome),
        when=dated(row.began_at, language, zone),
        figures=tuple(_figures(row, outcome)),
    )


def dated(instant: datetime, language: str, zone: ZoneInfo) -> str:
    """With the year, always: the page is kept."""
    day = wording.long_date(instant.astimezone(zone).date(), language=language, with_year=True)
    return f"{day}, {wording.clock(instant, zone, language)}"


def _kind(outcome: Outcome) -> str:
    if not outcome.is_safe:
        return "bad"
    return "warn" if outcome.fault_count else "good"


def _answer(outcome: Outcome, language: str, zone: ZoneInfo) -> str:
    if outcome.safe_since is None or not outcome.is_safe:
        return _("Not safe. Please act now.")
    since = dated(outcome.safe_since, language, zone)
    return _("No double booking since %(since)s.") % {"since": since}


def _reason(outcome: Outcome) -> str:
    if not outcome.is_safe:
        return _("A time was given twice, or could be.")
    if outcome.fault_count:
        words = ngettext(
            "%(number)d other fault was found.", "%(number)d other faults were found.", outcome.fault_count
        )
        return words % {"number": outcome.fault_count}
    return _("Everything that is stored agrees.")


def _figures(row: Verification, outcome: Outcome) -> Iterator[Figure]:
    labels = {
        "occupied": pgettext("verification", "Occupied times, each compared with its neighbours"),
        "bookings": pgettext("verification", "Bookings, compared with the times they occupy"),
        "promises": pgettext("verification", "Messages, compared with what they are about"),
        "entries": pgettext("verification", "Entries in connected calendars, compared with bookings"),
        "logged": pgettext("verification", "Lines of the log, compared with what stands"),
    }
    for name, label in labels.items():
        yield Figure(label, number(outcome.figures.get(name, 0)))
    yield Figure(pgettext("verification", "The guard, tried out in a copy"), _tried(row))
    if race := row.figures.get("race"):
        yield Figure(pgettext("verification", "The self-test, in the copy of all data"), _raced(race))


def _tried(row: Verification) -> str:
    if not row.is_whole:
        return _("not this time")
    if "race" not in row.figures:
        return _("could not be tried")
    return _("every planted double booking was refused") if row.is_safe else _("see the faults")


def _raced(race: dict[str, int]) -> str:
    if not race["times"]:
        return _("no time was free that could be tried")
    words = _("%(tries)s tries for %(times)s free times: %(won)s won, one for each")
    if race["won"] != race["times"]:
        words = _("%(tries)s tries for %(times)s free times: %(won)s won")
    return words % {name: number(value) for name, value in race.items()}


def number(value: int) -> str:
    """With narrow spaces between the thousands, as both languages may write it."""
    return f"{value:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
