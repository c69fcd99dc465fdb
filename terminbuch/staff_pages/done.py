"""What was done lately, by whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terminbuch.models import Task

from .cases import Case, case
from .marks import Mark
from .said import Voice

DONE = {
    Task.Kind.DECIDE: Mark("good", "check", gettext_lazy("Decided")),
    Task.Kind.MAIL_FAILED: Mark("good", "check", gettext_lazy("Told")),
    Task.Kind.PHONE: Mark("good", "check", gettext_lazy("Called")),
    Task.Kind.NOT_IN_CALENDAR: Mark("good", "check", gettext_lazy("Seen to")),
}


@dataclass(frozen=True, slots=True)
class Done:
    case: Case
    mark: Mark
    by: str


def done(task: Task, voice: Voice, home: ZoneInfo) -> Done:
    """``home`` is the zone of what concerns no booking. Reads who did it."""
    zone = task.booking.location.zone if task.booking else home
    when = voice.brief(task.done_at, zone) if task.done_at else ""
    sentence = _("%(who)s, %(when)s") % {"who": _who(task), "when": when}
    return Done(case(task, voice), DONE[Task.Kind(task.kind)], sentence)


def _who(task: Task) -> str:
    return task.done_by.user.name or task.done_by.user.email if task.done_by else _("a former member")
