"""What is said about a start that is refused."""

from dataclasses import dataclass
from datetime import UTC, datetime

from ..facts import Taken
from ..spans import Span


@dataclass(frozen=True, slots=True)
class Explanation:
    """The rule that refuses a start ("W5", or "max_per_day"), and why, in a sentence.

    ``taken`` is what is in the way, and ``resource`` whose time it takes, where there is such a thing.
    """

    rule: str
    sentence: str
    resource: int | None = None
    taken: Taken | None = None

    def __str__(self) -> str:
        return f"{self.rule}: {self.sentence}"


def said(instant: datetime) -> str:
    """A moment in UTC, as in a question file."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def from_to(span: Span) -> str:
    """A span in UTC."""
    return f"from {said(span.start)} to {said(span.end)}"
