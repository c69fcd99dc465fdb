"""What the whole comes to, in a sentence, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.defaultfilters import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from terminbuch.models import Member
from terminbuch.queries.findings import Finding, State
from terminbuch.queries.health import worst

from ..marks import Mark
from .ways import Way, way_out

MARKS = {
    State.BAD: Mark("bad", "warning", pgettext_lazy("health", "Not safe")),
    State.WARN: Mark("warn", "warning", pgettext_lazy("health", "Look at this")),
    State.HINT: Mark("", "info", pgettext_lazy("health", "Note")),
    State.GOOD: Mark("good", "check", pgettext_lazy("health", "Good")),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at; ``way`` leads to where it can be put right."""

    finding: Finding
    mark: Mark
    sentence: str
    way: Way | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """``kind`` and ``sign`` as the style sheet and the sprite call them; ``lines`` the worst first."""

    state: State
    kind: str
    sign: str
    answer: str
    reason: str
    lines: list[Line]

    @property
    def way(self) -> Way | None:
        """To the worst of what can be put right here."""
        return next((line.way for line in self.lines if line.way and line.finding.is_trouble), None)


def verdict(found: Sequence[Finding], member: Member) -> Verdict:
    in_turn = sorted(found, key=lambda finding: list(State).index(finding.state))
    lines = [_line(finding, member) for finding in in_turn]
    troubles = [line for line in lines if line.finding.is_trouble]
    state = worst(list(found))
    if state == State.BAD:
        return Verdict(state, "bad", "warning", _("No. Please act now."), _named(troubles[0]), lines)
    if troubles:
        reason = _("No time is given twice.") + " " + _named(troubles[0])
        return Verdict(state, "warn", "warning", _but_for(len(troubles)), reason, lines)
    words = _("No time is given twice, nothing confirmed gets lost, and mails leave.")
    return Verdict(state, "good", "safe", _("Yes."), words, lines)


def _but_for(number: int) -> str:
    words = ngettext("Yes, but for one thing.", "Yes, but for %(number)d things.", number)
    return words % {"number": number}


def _named(line: Line) -> str:
    return f"{line.finding.title}: {line.sentence}"


def _line(finding: Finding, member: Member) -> Line:
    return Line(finding, MARKS[finding.state], f"{capfirst(finding.sentence)}.", way_out(finding, member))
