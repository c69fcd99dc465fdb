"""A question: may this service start then, and who could serve?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from .facts import ResourceFacts
from .known import Known
from .minutes import in_utc
from .needs import length_of
from .rules import Requirement, Rules


@dataclass(frozen=True)
class Question:
    """Everything that decides on a start; the same for offering it and for booking it.

    ``resources`` has the facts of every candidate. ``booked_on`` counts the service's
    bookings per date at the location, for ``max_per_day``. ``kept`` may know a resource's
    time already; then its ``schedules`` are not read and its ``taken`` needs only the
    holds. With a capacity above one nothing may be kept: sittings are told apart by row.
    Raises ValueError when it does not fit together.
    """

    rules: Rules
    requirements: tuple[Requirement, ...]
    resources: Mapping[int, ResourceFacts]
    now: datetime
    booked_on: Mapping[date, int] = field(default_factory=dict)
    kept: Mapping[int, Known] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "now", in_utc(self.now))
        if self.kept and self.rules.capacity > 1:
            raise ValueError("kept: not with a capacity above one")
        for requirement in self.requirements:
            self._check(requirement)

    def _check(self, requirement: Requirement) -> None:
        keys = [candidate.resource for candidate in requirement.candidates]
        if len(set(keys)) < len(keys):
            raise ValueError("requirements: a resource stands twice among the candidates")
        if not self.resources.keys() >= set(keys):
            raise ValueError("resources: the facts of a candidate are missing")
        for candidate in requirement.candidates:
            if requirement.begins >= length_of(candidate, self.rules):
                raise ValueError("requirements: a part begins after the service has ended")
