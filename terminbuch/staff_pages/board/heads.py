"""What stands above a board: what happened, and what the plan makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from terminbuch.models import Disruption
from terminbuch.queries.board import Board, Tally

from ..absences import said
from ..said import Voice

A_DAY = timedelta(days=1)
RULES: dict[str, str | Promise] = {
    "hours": gettext_lazy("The opening hours have changed."),
    "exception": gettext_lazy("The hours of a day have changed."),
    "service": gettext_lazy("A service has changed."),
    "skills": gettext_lazy("Who does what has changed."),
    "calendar": gettext_lazy("Something else stands in the calendar."),
}


@dataclass(frozen=True, slots=True)
class Number:
    """One of the five numbers; ``kind`` is a colour of the style sheet."""

    words: str
    count: int
    kind: str


def heading(disruption: Disruption, voice: Voice) -> str:
    if disruption.absence is not None:
        return said.heading(disruption.absence, voice)
    words = str(RULES.get(disruption.what, RULES["hours"]))
    return f"{disruption.resource.name}: {words}" if disruption.resource else words


def small(disruption: Disruption, voice: Voice) -> str:
    """When, and who entered it."""
    if disruption.absence is None:
        return ""
    entered = said.entered(disruption.absence, voice)
    return f"{said.span(disruption.absence, voice)}. {entered}".strip()


def why(disruption: Disruption) -> str:
    """What customers may be told; "" where the business wrote nothing for them."""
    return disruption.absence.public_sentence if disruption.absence else ""


def tally(numbers: Tally) -> list[Number]:
    """Each booking in exactly one."""
    return [
        Number(_("keep their time"), numbers.kept, "good"),
        Number(_("agreed anew"), numbers.moved, "good"),
        Number(_("waiting for an answer"), numbers.waiting, "warn" if numbers.waiting else ""),
        Number(_("please call"), numbers.phone, "bad" if numbers.phone else ""),
        Number(_("cancelled"), numbers.cancelled, ""),
    ]


def lead(board: Board) -> str:
    """How good the plan is, of all bookings together."""
    total = board.tally.total
    if not total:
        return _("No booking is affected.")
    words = ngettext(
        "Planned for %(number)d booking:", "Planned for all %(number)d bookings together:", total
    )
    return f"{words % {'number': total}} {', '.join(_outcomes(board))}."


def _outcomes(board: Board) -> list[str]:
    """Only what there is."""
    plan, cancelled = board.summary, board.tally.cancelled
    sentences = [
        (ngettext("%(number)d keeps its time", "%(number)d keep their time", plan.keep), plan.keep),
        (_moves(board), plan.move),
        (
            ngettext(
                "%(number)d customer wants to be called",
                "%(number)d customers want to be called",
                plan.phone,
            ),
            plan.phone,
        ),
        (ngettext("%(number)d is cancelled", "%(number)d are cancelled", cancelled), cancelled),
    ]
    return [sentence % {"number": count} for sentence, count in sentences if count]


def _moves(board: Board) -> str:
    """By how much is told in whole days; within the day the hours do not matter much."""
    plan = board.summary
    moves = ngettext("%(number)d moves", "%(number)d move", plan.move)
    days = round(plan.furthest / A_DAY)
    if not days:
        return f"{moves} {_('within a day')}"
    by_days = ngettext("by at most %(days)d day", "by at most %(days)d days", days) % {"days": days}
    return f"{moves} {by_days}"
