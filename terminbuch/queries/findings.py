"""What was looked at, for whom, and what was found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from terminbuch.models import Organisation
from terminbuch.models.tenancy import OrganisationQuerySet, OrganisationRow


class State(StrEnum):
    """The worst first, as pages list them."""

    BAD = "bad"  # nothing may be booked while it is so
    WARN = "warn"
    HINT = "hint"  # worth knowing; all is well with it
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Finding:
    """``sentence`` begins small and has no full stop: pages and commands put it into lines of their own.

    ``about`` is the slug of what a page should lead to, where that is one of several.
    """

    code: str
    title: str
    sentence: str
    state: State = State.GOOD
    about: str = ""

    @property
    def is_trouble(self) -> bool:
        return self.state in {State.BAD, State.WARN}

    @property
    def is_fatal(self) -> bool:
        """Nothing may be booked while it is so."""
        return self.state == State.BAD

    def said_of(self, whom: str) -> Finding:
        """Where several businesses are looked at, each line names its own."""
        return replace(self, title=f"{whom}: {self.title}")


@dataclass(frozen=True, slots=True)
class Round:
    """One look at everything. Without ``organisation`` it is about the whole installation."""

    now: datetime
    organisation: Organisation | None = None

    def rows[Row: OrganisationRow](self, model: type[Row]) -> OrganisationQuerySet[Row]:
        rows: OrganisationQuerySet[Row] = model.objects.all()
        return rows.everywhere() if self.organisation is None else rows.of(self.organisation)
