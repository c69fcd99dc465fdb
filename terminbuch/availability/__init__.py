"""Pure time arithmetic: when can a service be booked, by whom, and why not.

Knows neither Django nor the database nor the current time. The contract that it keeps,
W1 to W11, stands in docs/availability.md.
"""

from .assigning import Picked, assign
from .explaining import Explanation, explain
from .facts import Kind, ResourceFacts, Sitting, Taken
from .hours import Schedule, Window
from .known import Known, known
from .open_spans import open_spans
from .outside import (
    NOT_ASKED,
    VERDICTS,
    Answer,
    Outside,
    Policy,
    Said,
    Verdict,
    Watched,
    judge,
    spans_at,
    without,
)
from .parts import looks_at
from .question import Question
from .remaining import remaining
from .rules import Candidate, Requirement, Rules
from .sittings import Running
from .slot import Slot
from .slots import Answers, slot_at, slots, starts
from .spans import Span
from .zones import dates, day_starts

__all__ = [
    "NOT_ASKED",
    "VERDICTS",
    "Answer",
    "Answers",
    "Candidate",
    "Explanation",
    "Kind",
    "Known",
    "Outside",
    "Picked",
    "Policy",
    "Question",
    "Requirement",
    "ResourceFacts",
    "Rules",
    "Running",
    "Said",
    "Schedule",
    "Sitting",
    "Slot",
    "Span",
    "Taken",
    "Verdict",
    "Watched",
    "Window",
    "assign",
    "dates",
    "day_starts",
    "explain",
    "judge",
    "known",
    "looks_at",
    "open_spans",
    "remaining",
    "slot_at",
    "slots",
    "spans_at",
    "starts",
    "without",
]
