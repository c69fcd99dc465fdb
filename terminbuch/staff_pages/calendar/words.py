"""The signs of the calendar, and what they mean in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from terminbuch.models import Absence, Member
from terminbuch.queries.diary import Busy, Entry

from .. import origins
from ..said import Voice

type Words = str | Promise

SPOKEN: dict[str, Words] = {
    **origins.SPOKEN,
    "pending": pgettext_lazy("spoken", "requested"),
    "refresh": gettext_lazy("would like to move here"),
    "hold": pgettext_lazy("spoken", "put aside"),
}
SIGNS = {"pending": "pending", "wish": "refresh", "hold": "hold", "offer": "hold"}
STATES = {"pending": "pending", "wish": "pending", "hold": "hold", "offer": "hold"}
AWAY: dict[str, Words] = {
    Absence.Kind.ILLNESS: pgettext_lazy("absence", "Ill"),
    Absence.Kind.HOLIDAY: pgettext_lazy("absence", "Holiday"),
    Absence.Kind.TRAINING: pgettext_lazy("absence", "Training"),
    Absence.Kind.OTHER: pgettext_lazy("absence", "Away"),
    Absence.Kind.CLOSURE: pgettext_lazy("absence", "Closed"),
    Absence.Kind.PUBLIC_HOLIDAY: pgettext_lazy("absence", "Public holiday"),
}
FOR_EVERYBODY = {Absence.Kind.CLOSURE, Absence.Kind.PUBLIC_HOLIDAY}


def sign(entry: Entry) -> str:
    return SIGNS.get(entry.kind) or origins.SIGNS.get(entry.origin, "by-hand")


def who(entry: Entry) -> str:
    """What stands first: the customer, or what it is instead."""
    if entry.kind == "hold":
        return _("Put aside")
    if entry.kind == "offer":
        return _("Offered to %(who)s") % {"who": entry.who}
    if not entry.who and entry.service is None:
        return _("Blocked")
    return entry.who or _("Without customer")


def what(entry: Entry, voice: Voice, until: str) -> str:
    """The line below: until when it is kept; else the service (or what it is for) and with whom."""
    if entry.kind in {"hold", "offer"}:
        return _("until %(time)s") % {"time": until}
    said = [entry.service.name(voice.language) if entry.service else entry.note]
    if entry.others:
        said.append(_("with %(names)s") % {"names": ", ".join(entry.others)})
    return ", ".join(filter(None, said))


def away(kind: str, resource_id: int, member: Member) -> str:
    """Why somebody is away is for those who plan, and for oneself; all others read that it is so."""
    may_know = member.may_decide or member.resource_id == resource_id or kind in FOR_EVERYBODY
    return str(AWAY[kind if may_know else Absence.Kind.OTHER])


def busy(row: Busy, member: Member) -> str:
    """In which calendar, for those who plan and for oneself; what it is about we do not know ourselves."""
    word = _("not known") if row.is_unknown else pgettext("calendar", "busy")
    may_know = member.may_decide or member.resource_id == row.resource_id
    return f"{word} ({row.calendar})" if may_know else word
