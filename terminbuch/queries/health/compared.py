"""Was a time given twice? What lies ahead is compared at each look, all the rest each night."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from terminbuch.models import Organisation, Verification, VerifiedOrganisation

from ..findings import Finding, Round, State
from ..verification import UNSAFE, sweep
from ..verification.kept import every_open_fault, is_news, last_verification, open_faults, verified

A_DAY = timedelta(days=1)


def overlaps(round_: Round) -> Iterator[Finding]:
    """Compared from outside: plain SQL that trusts neither the guard nor our rules (I1).

    Where the last verification is young, only what lies ahead: nothing that is past is written any more.
    """
    last = last_verification()
    is_ahead = last is not None and is_news(last, round_.now)
    whose = round_.organisation.pk if round_.organisation else None
    swept = sweep(now=round_.now, organisation=whose, ahead=is_ahead)
    title = pgettext("health", "No time is given twice")
    if swept.overlapping:
        words = ngettext(
            "%(found)d of %(compared)d occupied times overlaps another one",
            "%(found)d of %(compared)d occupied times overlap others",
            swept.overlapping,
        )
        said = {"found": swept.overlapping, "compared": swept.compared}
        yield Finding("overlaps", title, words % said, State.BAD)
    else:
        yield Finding("overlaps", title, _compared(swept.compared, is_ahead=is_ahead))


def _compared(number: int, *, is_ahead: bool) -> str:
    words = ngettext(
        "%(compared)d occupied time compared, none overlaps",
        "%(compared)d occupied times compared, none overlap",
        number,
    )
    if is_ahead:
        words = ngettext(
            "%(compared)d occupied time ahead compared, none overlaps",
            "%(compared)d occupied times ahead compared, none overlap",
            number,
        )
    return words % {"compared": number}


def verification(round_: Round) -> Iterator[Finding]:
    """What the last one came to, and when. Before the first night there is nothing to say."""
    last = last_verification()
    if last is None or last.ended_at is None:
        return
    title, age = pgettext("health", "Verification"), round_.now - last.ended_at
    outcome = _outcome(last, round_.organisation)
    if outcome is None:
        return
    faults = _faults(round_.organisation)
    if not is_news(last, round_.now):
        words = ngettext(
            "the last one is %(days)d day old", "the last one is %(days)d days old", days := age // A_DAY
        )
        yield Finding("verification", title, words % {"days": days}, State.WARN)
    elif faults:
        yield _found(title, faults)
    else:
        yield Finding("verification", title, _clean(outcome, age))


def _outcome(
    last: Verification, organisation: Organisation | None
) -> Verification | VerifiedOrganisation | None:
    """None for a business that is younger than it."""
    if organisation is None:
        return last
    return verified(organisation).filter(verification=last).first()


def _faults(organisation: Organisation | None) -> list[str]:
    """Their codes."""
    rows = every_open_fault() if organisation is None else open_faults(organisation)
    return list(rows.values_list("code", flat=True))


def _found(title: str, faults: list[str]) -> Finding:
    number = len(faults)
    if not UNSAFE.isdisjoint(faults):
        words = ngettext(
            "a time was given twice, or could be: %(number)d fault",
            "a time was given twice, or could be: %(number)d faults",
            number,
        )
        return Finding("verification", title, words % {"number": number}, State.BAD)
    words = ngettext("%(number)d thing does not agree", "%(number)d things do not agree", number)
    return Finding("verification", title, words % {"number": number}, State.WARN)


def _clean(outcome: Verification | VerifiedOrganisation, age: timedelta) -> str:
    """How many were compared, and how long ago."""
    number, hours = outcome.figures.get("occupied", 0), age // timedelta(hours=1)
    ago = _("less than an hour ago")
    if hours:
        ago = ngettext("%(hours)d hour ago", "%(hours)d hours ago", hours) % {"hours": hours}
    words = ngettext(
        "%(number)d occupied time compared %(ago)s, and all that belongs to it agrees",
        "all %(number)d occupied times compared %(ago)s, and all that belongs to them agrees",
        number,
    )
    return words % {"number": number, "ago": ago}
