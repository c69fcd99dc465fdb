"""Whose calendars they are: people who enter and remove things there, while the calendars fail."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from datetime import timedelta

from tests.torture.faults.outsides import Outside
from tests.torture.faults.watching import Watch
from tests.torture.house import House
from tests.torture.people import Person

HALF_HOUR = timedelta(minutes=30)
PAUSE = 0.25


@dataclass(eq=False)
class Owner:
    """``standing`` are the names of what stands in the calendar now."""

    outside: Outside
    person: Person
    house: House
    watch: Watch
    luck: random.Random
    standing: list[str] = field(default_factory=list)
    added: int = 0

    def do_something(self) -> None:
        """Mostly something is added; the calendar fails half of the time."""
        self.outside.fail(fails=self.luck.random() < 0.5)
        if self.standing and self.luck.random() < 0.2:
            name = self.standing.pop(self.luck.randrange(len(self.standing)))
            self.watch.removed.add(name)
            self.outside.remove(name)
        elif len(self.standing) < 25:
            self.added += 1
            start = self.house.people.at(self.luck.randrange(4), 9) + self.luck.randrange(15) * HALF_HOUR
            self.standing.append(self.outside.add(start, start + HALF_HOUR))
        time.sleep(PAUSE)

    def is_known(self, watch: Watch) -> bool:
        """Whether the copy is what stands there: as many, for names may be written in more than one way."""
        mine = [each for each in watch.since if each.person == self.person.id and each not in watch.gone]
        return len(mine) == len(self.standing)
