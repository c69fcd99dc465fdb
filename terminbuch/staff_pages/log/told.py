"""One entry of the log, as its reader reads it."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from terminbuch.models import HistoryEntry

from ..marks import Mark
from ..said import Voice
from .differences import Difference, differences
from .names import Names
from .words import OTHERS, STEPS, SUBJECTS


@dataclass(frozen=True, slots=True)
class Told:
    """``about`` is the name of the service, the person … or nothing."""

    entry: HistoryEntry
    mark: Mark
    title: str | Promise
    about: str
    differences: list[Difference]
    by: str
    when: str


def told(entry: HistoryEntry, names: Names, voice: Voice, zone: ZoneInfo) -> Told:
    """Reads the member and the user: select them."""
    mark, title = _what(entry)
    return Told(
        entry=entry,
        mark=mark,
        title=title,
        about=_about(entry, names),
        differences=differences(entry, names, voice.language),
        by=_by(entry),
        when=voice.brief(entry.at, zone),
    )


def _what(entry: HistoryEntry) -> tuple[Mark, str | Promise]:
    """What another version of the program wrote is still shown, by its own word."""
    if entry.what in STEPS:
        sign, words = STEPS[entry.what]
        subject = entry.facts["subject"]
        return Mark("", sign, words), SUBJECTS.get(subject, subject)
    sign, done, title = OTHERS.get(entry.what, ("info", pgettext("log", "Changed"), entry.what))
    return Mark("", sign, done), title


def _about(entry: HistoryEntry, names: Names) -> str:
    """By its name today where it is still there, else by the one it had."""
    facts = entry.facts
    today = {"service": names.services, "resource": names.resources, "group": names.groups}
    if facts.get("row") in (listed := today.get(facts.get("subject", ""), {})):
        return listed[facts["row"]]
    known = {
        "resource_id": names.resources,
        "service_id": names.services,
        "requirement_id": names.requirements,
    }
    for key, listed in known.items():
        if key in facts:
            return listed.get(facts[key], "")
    return str(facts.get("name") or facts.get("who") or "")


def _by(entry: HistoryEntry) -> str:
    if entry.member is not None:
        return entry.member.user.name or entry.member.user.email
    return _("automatically") if entry.actor == HistoryEntry.Actor.SYSTEM else _("a former member")
