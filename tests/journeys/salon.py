"""Salon Anna of the demo, without its week: every time that its hours allow is free."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import VISITOR
from terminbuch.actions.demo.founding import found
from terminbuch.actions.demo.salon import SALON
from terminbuch.actions.links import manage_path, manage_token
from terminbuch.actions.members import admit
from terminbuch.models import Booking, Hold, Location, Member, Organisation, Resource, Service
from terminbuch.queries import offers
from terminbuch.queries.wish import Wish
from tests.builders import a_request

CUT, HIGHLIGHTS = "schneiden-foehnen", "straehnen"
A_FEW_DAYS, A_MOMENT = timedelta(days=3), timedelta(seconds=1)


@dataclass(frozen=True)
class Salon:
    organisation: Organisation
    location: Location

    @property
    def path(self) -> str:
        return f"/{self.organisation.slug}/"

    def service(self, slug: str = CUT) -> Service:
        return Service.objects.of(self.organisation).get(slug=slug)

    def resource(self, slug: str) -> Resource:
        return Resource.objects.of(self.organisation).get(slug=slug)

    def free_start(
        self, slug: str = CUT, *, after: timedelta = A_FEW_DAYS, person: Resource | None = None
    ) -> datetime:
        """The first start of the service (with this person) that is so far away."""
        wish, now = Wish(self.service(slug), self.location, person), timezone.now()
        return offers.earliest(wish, now=now, after=now + after, count=1)[0].start

    def is_free(self, start: datetime, slug: str = CUT) -> bool:
        wish = Wish(self.service(slug), self.location)
        slots = offers.earliest(wish, now=timezone.now(), after=start, count=1)
        return [slot.start for slot in slots] == [start]

    def booking(
        self, slug: str = CUT, *, who: str = "Berta", at: datetime | None = None, **fields: Any
    ) -> Booking:
        """Somebody has booked on the page, for a time a few days from now unless it is named."""
        person = Resource.objects.of(self.organisation).filter(pk=fields.get("resource_id") or 0).first()
        start = at or self.free_start(slug, person=person)
        request = a_request(self.service(slug), at=start, who=who, **fields)
        return deeds.book(request, by=VISITOR, now=timezone.now())

    def bookings(self) -> list[Booking]:
        return list(Booking.objects.of(self.organisation).order_by("pk"))

    def holds(self) -> list[Hold]:
        return list(Hold.objects.of(self.organisation).order_by("pk"))

    def admit_manager(self) -> Member:
        """Clara, with the password of the demo."""
        clara = SALON.member
        return admit(
            self.organisation.pk,
            email=clara.email,
            name=clara.name,
            role=clara.role,
            password=clara.password,
            resource=self.resource(clara.resource),
        )


def open_salon(*, embedding_origins: list[str]) -> Salon:
    organisation = found(SALON, embedding_origins=embedding_origins)
    return Salon(organisation, Location.objects.of(organisation).get())


def manage_address(booking: Booking) -> str:
    return manage_path(manage_token(booking))


def the_hold(salon: Salon) -> Hold:
    """The only one that there is."""
    (hold,) = salon.holds()
    return hold


def let_run_out(hold: Hold) -> None:
    """Time passes until the hold's deadline, and a little more."""
    Hold.objects.of(hold.organisation_id).filter(pk=hold.pk).update(deadline=timezone.now() - A_MOMENT)
