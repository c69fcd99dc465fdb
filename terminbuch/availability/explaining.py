"""Why a start is not on offer."""

from datetime import datetime

from .case import Case
from .question import Question
from .reasons import REASONS, Explanation


def explain(question: Question, start: datetime) -> Explanation | None:
    """The first rule that refuses ``start``; ``None`` when the start is on offer.

    In the order W7, W8, limit per day, W3, W2, W11, W5, W4, W6. Among several candidates a
    rule refuses when too few of those that the rules before have left satisfy it. Raises
    ValueError for a question with something kept: what is in the way is told by the rows.
    """
    if question.kept:
        raise ValueError("kept: an explanation needs the rows themselves")
    case = Case(question, start)
    return next((found for reason in REASONS if (found := reason(case))), None)
