"""How a conflict ended, by whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terminbuch import wording
from terminbuch.models import Conflict, Member
from terminbuch.queries import inbox

from ..marks import Mark
from ..said import Voice
from .lines import name_of

Ending = Conflict.Ending
ENDINGS = {
    Ending.GONE: Mark("good", "check", gettext_lazy("Over by itself")),
    Ending.IGNORED: Mark("good", "check", gettext_lazy("Does not count")),
    Ending.KEPT: Mark("good", "check", gettext_lazy("Both stay")),
    Ending.APPLIED: Mark("good", "check", gettext_lazy("Taken over from the calendar")),
    Ending.PUT_BACK: Mark("good", "undo", gettext_lazy("Written to the calendar again")),
}
CAN_BE_TAKEN_BACK = {Ending.IGNORED, Ending.KEPT}


@dataclass(frozen=True, slots=True)
class Past:
    case: Conflict
    mark: Mark
    time: str
    who: str
    what: str
    calendar: str
    by: str
    can_be_taken_back: bool


def past(case: Conflict, member: Member, voice: Voice, home: ZoneInfo) -> Past:
    """Reads who ended it, and both sides."""
    booking, ending = case.booking, Ending(case.ending)
    zone = booking.location.zone if booking else home
    when = voice.brief(case.ended_at, zone) if case.ended_at else ""
    is_over = booking is None or not booking.is_live or booking.ends_at <= voice.now
    return Past(
        case=case,
        mark=ENDINGS[ending],
        time=voice.clock(booking) if booking else "",
        who=voice.who(booking) if booking else case.resource.name,
        what=wording.short_date(voice.day(booking), voice.language) if booking else "",
        calendar=name_of(case.calendar, case),
        by=_("%(who)s, %(when)s") % {"who": _who(case), "when": when},
        can_be_taken_back=ending in CAN_BE_TAKEN_BACK and not is_over and inbox.may_decide(member, case),
    )


def _who(case: Conflict) -> str:
    if case.ended_by is None:
        return _("automatically")
    return case.ended_by.user.name or case.ended_by.user.email
