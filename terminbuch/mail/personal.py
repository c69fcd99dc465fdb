"""What a mail is about when it is about no booking: somebody who signs in, or is invited to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from terminbuch import wording
from terminbuch.models import Delivery, Location, Organisation, User

from .facts import Facts
from .occasion import Occasion

type Told = Occasion | PersonalOccasion


@dataclass(frozen=True, slots=True)
class PersonalOccasion:
    """To one person. ``now`` is when the mail is written, ``zone`` the one of the business."""

    delivery: Delivery
    now: datetime
    zone: ZoneInfo

    @property
    def organisation(self) -> Organisation:
        return self.delivery.organisation

    @property
    def facts(self) -> Facts:
        facts: Facts = self.delivery.facts
        return facts

    @property
    def reader(self) -> User | None:
        """None for somebody who does not sign in yet, and when the person is gone meanwhile."""
        return self.delivery.user

    @property
    def language(self) -> str:
        return str(self.facts["language"])

    def moment(self, instant: datetime) -> str:
        today = self.now.astimezone(self.zone).date()
        return wording.moment(instant, self.zone, self.language, today)


def personal_occasion(delivery: Delivery, *, now: datetime) -> PersonalOccasion:
    """One query: the business's clocks are those of its first location."""
    zones = Location.objects.of(delivery.organisation_id).values_list("zone_name", flat=True)
    return PersonalOccasion(delivery, now, ZoneInfo(zones.first() or settings.TIME_ZONE))
