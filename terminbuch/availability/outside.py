"""What outside calendars answered when somebody was about to book, and what follows from it.

Free, busy or unknown; nobody who was not asked, or asked about another span, or long ago, counts as free.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from .facts import Taken
from .parts import parts
from .question import Question
from .spans import Span

type Said = Literal["free", "busy", "unknown"]
type Policy = Literal["refuse", "ask", "accept"]
type Verdict = Literal["free", "flag", "ask", "refuse", "busy"]

# From the best to the worst: of several calendars the worst counts.
VERDICTS: tuple[Verdict, ...] = ("free", "flag", "ask", "refuse", "busy")
LASTS = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a calendar said of ``span``, and when it was asked."""

    said: Said
    asked_at: datetime
    span: Span


@dataclass(frozen=True)
class Outside:
    """The answers by calendar; who does not stand here was not asked."""

    answers: Mapping[int, Answer] = field(default_factory=dict)

    def said(self, calendar: int, span: Span, *, now: datetime) -> Said:
        """Unknown unless it was asked about all of the span within the last minute."""
        answer = self.answers.get(calendar)
        if answer is None or now - answer.asked_at > LASTS:
            return "unknown"
        is_covered = answer.span.start <= span.start and span.end <= answer.span.end
        return answer.said if is_covered else "unknown"


NOT_ASKED = Outside()


@dataclass(frozen=True, slots=True)
class Watched:
    """A calendar that may stand in the way of its resource, and what to do where it does not answer.

    Its copy was made at ``last_good_at``, reaches to ``read_until`` and is ``young`` for so long.
    ``is_live``: it can say what stands in it now; a feed cannot, so its copy counts while it is young.
    ``is_pending``: it is known to have changed since.
    """

    calendar: int
    resource: int
    is_live: bool
    policy: Policy
    young: timedelta
    last_good_at: datetime | None = None
    read_until: datetime | None = None
    is_pending: bool = False

    def has_young_copy(self, span: Span, *, now: datetime) -> bool:
        """Whether it may be relied on for this span; equality is young."""
        if self.last_good_at is None or self.read_until is None or self.is_pending:
            return False
        return now - self.last_good_at <= self.young and span.end <= self.read_until


def judge(
    watched: Iterable[Watched], outside: Outside, spans: Mapping[int, Span], *, now: datetime
) -> dict[int, Verdict]:
    """For each of ``spans`` (by resource) what its calendars, all together, say of serving then.

    "flag": nobody answered, but the copy is young enough to be relied on. "ask": staff decides.
    """
    found: dict[int, Verdict] = dict.fromkeys(spans, "free")
    for each in watched:
        if each.resource in spans:
            verdict = _verdict(each, outside, spans[each.resource], now=now)
            found[each.resource] = max(found[each.resource], verdict, key=VERDICTS.index)
    return found


def _verdict(watched: Watched, outside: Outside, span: Span, *, now: datetime) -> Verdict:
    said = outside.said(watched.calendar, span, now=now)
    if said != "unknown":
        return said
    is_young = watched.has_young_copy(span, now=now)
    if not watched.is_live and is_young:
        return "free"
    if watched.policy == "accept":
        return "flag" if is_young else "refuse"
    return watched.policy


def spans_at(question: Question, start: datetime) -> dict[int, Span]:
    """What a booking of this start would take of each candidate's time, buffers included."""
    found: dict[int, Span] = {}
    for part in parts(question.rules, question.requirements):
        for key, need in part.needs.items():
            begins = start + timedelta(minutes=need.taken_from)
            span = Span(begins, begins + timedelta(minutes=need.taken_length))
            known = found.get(key, span)
            found[key] = Span(min(known.start, span.start), max(known.end, span.end))
    return found


def without(question: Question, spans: Mapping[int, Span], resources: Collection[int]) -> Question:
    """The question as if these resources were busy outside for these spans."""
    taken = {
        key: replace(facts, taken=(*facts.taken, Taken(spans[key], "external")))
        for key, facts in question.resources.items()
        if key in resources and key in spans
    }
    return replace(question, resources={**question.resources, **taken})
