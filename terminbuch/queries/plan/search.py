"""Where ways are looked for: one question for each service, length and location, not one for each case."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import datetime, timedelta

from terminbuch import availability

from ..services import prefetch_requirements
from ..wish import Wish, able
from .asked import Asked
from .diary import Diary, diary
from .nearest import FARTHEST, Nearest
from .options import Keep, keeps
from .reserved import Reserved
from .rules import Needed, needed, question, rules_of
from .starts import Starts

# A customer must have read the mail and come.
SOONEST = timedelta(hours=2)


class Search:
    """For these cases, at this moment. What is reserved is left out."""

    def __init__(self, wanted: Sequence[Asked], *, now: datetime, reserved: Reserved) -> None:
        self._wanted, self._now, self._reserved = wanted, now, reserved
        services = {one.service.pk: one.service for one in wanted}
        prefetch_requirements(services.values())
        self._needed = {key: needed(service) for key, service in services.items()}
        self._windows: dict[int, tuple[datetime, datetime]] = {}
        self._diaries: dict[int, Diary] = {}
        self._starts: dict[Hashable, Starts] = {}

    def keeps(self, one: Asked) -> list[Keep]:
        """Who could take it over at its time."""
        found = keeps(one, self.needed(one), self._diary(one))
        return [keep for keep in found if self._reserved.is_free(keep.takes)]

    def nearest(self, one: Asked) -> Nearest:
        """Where it could go."""
        return Nearest(one, self.starts(one), self._reserved)

    def needed(self, one: Asked) -> Needed:
        return self._needed[one.service.pk]

    def starts(self, one: Asked) -> Starts:
        rules = rules_of(one.booking, one.service)
        shape = (one.service.pk, one.booking.location_id, rules)
        if shape not in self._starts:
            first, until = self._window(one)
            asked = self._question(one, rules, first, until)
            self._starts[shape] = Starts(asked, first, until)
        return self._starts[shape]

    def _question(
        self, one: Asked, rules: availability.Rules, first: datetime, until: datetime
    ) -> availability.Question:
        """From what is kept; of a service with sittings from the tables, for they are told apart by row."""
        requirements = self.needed(one)
        if rules.capacity > 1:
            return question(
                one.service, one.booking.location, rules, requirements, first=first, last=until, now=self._now
            )
        known = self._diary(one)
        return availability.Question(
            rules,
            requirements,
            {key: known.facts_of(key) for key in able(requirements)},
            now=self._now,
            kept=known.known,
        )

    def _diary(self, one: Asked) -> Diary:
        key = one.booking.location_id
        if key not in self._diaries:
            here = [each for each in self._wanted if each.booking.location_id == key]
            ids = {who for each in here for who in able(self.needed(each))}
            first = min(self._now, *(each.booking.starts_at for each in here))
            wish = Wish(one.service, one.booking.location, by_staff=True)
            self._diaries[key] = diary(wish, ids, first=first, last=self._window(one)[1], now=self._now)
        return self._diaries[key]

    def _window(self, one: Asked) -> tuple[datetime, datetime]:
        key = one.booking.location_id
        if key not in self._windows:
            here = [each.booking for each in self._wanted if each.booking.location_id == key]
            last = max(booking.starts_at for booking in here)
            self._windows[key] = self._now + SOONEST, max(last, self._now) + FARTHEST
        return self._windows[key]
