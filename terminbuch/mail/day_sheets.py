"""The sheet of the next days by mail, so that it is at hand when nothing else is."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from terminbuch import wording
from terminbuch.queries.day_sheet import SheetDay, SheetLine, SheetPart, reader
from terminbuch.queries.day_sheet import day_sheet as days_of

from . import links
from .letter import Letter, Link, Paragraph, Part, Row
from .personal import PersonalOccasion
from .setbacks import NoLongerNeeded
from .to_members import personal


def day_sheet(told: PersonalOccasion) -> Letter:
    """As it is when the mail is written. Raises NoLongerNeeded for who may no longer see everybody's."""
    member = reader(told.delivery.organisation_id, told.delivery.user_id)
    if member is None:
        raise NoLongerNeeded("the reader may not see this any more")
    first = date.fromisoformat(told.facts["first"])
    found = days_of(member, first=first, days=int(told.facts["days"]), zone=told.zone, now=told.now)
    page = f"{links.team_url()}{told.organisation.slug}/day-sheet/?from={first.isoformat()}"
    return personal(
        told,
        subject=_("Day sheet from %(day)s") % {"day": _day(first, told)},
        heading=_("Day sheet"),
        opening=_("this is who comes on the next days. Keep it for the case that nothing else works."),
        parts=[_part(day, part, told) for day in found for part in day.parts if part.lines or part.opened],
        paragraphs=[Paragraph(_("As of %(moment)s.") % {"moment": told.moment(told.now)})],
        reason=_("You get this e-mail because %(organisation)s has the day sheet sent to its team.")
        % {"organisation": told.organisation.name},
        button=Link(_("Open the day sheet"), page),
    )


def _part(day: SheetDay, part: SheetPart, told: PersonalOccasion) -> Part:
    rows = tuple(_row(line, told) for line in part.lines)
    return Part(f"{_day(day.day, told)}: {part.resource.name}", rows or (Row("", _("Nothing is booked.")),))


def _row(line: SheetLine, told: PersonalOccasion) -> Row:
    """What customers typed stands here as plain words; nothing of it becomes a link."""
    when = wording.from_to(line.span.start, line.span.end, told.zone, told.language)
    who = line.who or (_("Without customer") if line.service else _("Blocked"))
    waits = _("not yet agreed") if line.kind != "booking" else ""
    what = line.service.name(told.language) if line.service else ""
    note = " ".join(line.note.split())
    return Row(when, ", ".join(filter(None, [who, line.phone, what, *line.others, waits, note])))


def _day(day: date, told: PersonalOccasion) -> str:
    today = told.now.astimezone(told.zone).date()
    return wording.long_date(day, language=told.language, today=today)
