"""Why a start is not on offer."""

from datetime import datetime

from ..question import Question
from .by_the_clock import closed, day_is_full, off_the_grid, too_late, too_soon
from .by_what_is_taken import nobody_serves, sitting_is_full, taken, too_close
from .case import Case
from .explanation import Explanation

__all__ = ["Explanation", "explain"]

_REASONS = (
    too_soon,
    too_late,
    day_is_full,
    closed,
    off_the_grid,
    nobody_serves,
    taken,
    too_close,
    sitting_is_full,
)


def explain(question: Question, start: datetime) -> Explanation | None:
    """The first rule that refuses ``start``; ``None`` when the start is on offer.

    In the order W7, W8, limit per day, W3, W2, W11, W5, W4, W6. Among several candidates a
    rule refuses when too few of those that the rules before have left satisfy it. Raises
    ValueError for a question with something kept: what is in the way is told by the rows.
    """
    if question.kept:
        raise ValueError("kept: an explanation needs the rows themselves")
    case = Case(question, start)
    return next((found for reason in _REASONS if (found := reason(case))), None)
