"""Can a time be given twice, or something confirmed be lost?"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from terminbuch.models import missing_allocation_guards

from ..findings import Finding, Round, State
from ..lasting import Setting, settings


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
    return [_setting(setting) for setting in settings()]


def _setting(setting: Setting) -> Finding:
    said = {"name": setting.name, "found": setting.found, "wanted": setting.wanted}
    title = pgettext("health", "Nothing confirmed gets lost")
    if not setting.is_right:
        words = _("the database setting %(name)s is %(found)s; it must be %(wanted)s") % said
        return Finding(setting.name, title, words, State.BAD)
    return Finding(setting.name, title, _("the database setting %(name)s is %(found)s") % said)


def lasting(round_: Round) -> Iterator[Finding]:
    """The settings in one sentence, where none is wrong."""
    fatal = [finding for finding in durability() if finding.is_fatal]
    yield from fatal
    if not fatal:
        title = pgettext("health", "Nothing confirmed gets lost")
        yield Finding("durability", title, _("what is confirmed is on the disk and survives a power cut"))


def guarded(round_: Round) -> Iterator[Finding]:
    yield guard()
