"""The salon's living week: the days just past and the two weeks to come, booked as customers book."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from terminbuch.actions import booking
from terminbuch.actions.asking import VISITOR, BookingRequest
from terminbuch.actions.refusals import Refusal
from terminbuch.models import Booking, Location, Organisation, Resource, Service

from .visits import Visit, visits

PAST_DAYS, COMING_DAYS = 5, 14
WISHES_A_DAY = 18
A_MOMENT = timedelta(minutes=5)


class Week:
    """Books for one organisation, as seen at ``now``. What is refused stays unbooked; again is harmless."""

    def __init__(self, organisation: Organisation, *, now: datetime) -> None:
        self.organisation, self.now = organisation, now
        self.location = Location.objects.of(organisation).get()
        services = Service.objects.of(organisation).prefetch_related("questions")
        self.services = {row.slug: row for row in services}
        self.resources = {row.slug: row for row in Resource.objects.of(organisation)}
        self.zone = self.location.zone
        self._today = now.astimezone(self.zone).date()

    def days(self, first: int, last: int) -> list[date]:
        """The days from so many days after today on, until the day before ``last``."""
        return [self._today + timedelta(days=offset) for offset in range(first, last)]

    def fill(self) -> None:
        for day in self.days(-PAST_DAYS, COMING_DAYS):
            # The further away, the fewer have booked yet.
            distance = max((day - self._today).days, 0)
            for number, visit in enumerate(visits(day, wishes=max(WISHES_A_DAY - distance, 4))):
                self.book(visit, day, key=str(number))

    def book_first(self, visit: Visit, days: Iterable[date], *, key: str) -> Booking | None:
        """On the first of these days on which it can be done."""
        return next((row for day in days if (row := self.book(visit, day, key=key)) is not None), None)

    def book(self, visit: Visit, day: date, *, key: str) -> Booking | None:
        request = self._request(visit, day, key)
        asked_at = min(request.starts_at - visit.ahead, self.now - A_MOMENT)
        with suppress(Refusal):
            return booking.book(request, by=VISITOR, now=asked_at)
        return None

    def _request(self, visit: Visit, day: date, key: str) -> BookingRequest:
        service = self.services[visit.service]
        starts_at = datetime.combine(day, visit.clock, self.zone).astimezone(UTC)
        return BookingRequest(
            organisation_id=self.organisation.pk,
            service_id=service.pk,
            location_id=self.location.pk,
            starts_at=starts_at,
            resource_id=self.resources[visit.resource].pk if visit.resource else None,
            name=visit.name,
            email=visit.email,
            note=visit.note,
            answers=tuple(
                (question.label(visit.language), visit.hair) for question in service.questions.all()
            ),
            language=visit.language,
            zone_name=self.location.zone_name,
            key=f"demo:{day}:{key}",
        )
