"""What a booking form is about: a choice, a start, and the hold that keeps it, if there is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property, partial

from django.http import QueryDict

from terminbuch.actions.asking import HoldRequest
from terminbuch.models import Hold
from terminbuch.queries import access, offers

from .choosing import Choice, choice_of
from .forms import BookingForm
from .posts import visitor_address
from .starts import parsed_choice, spelled_start
from .visit import Visit


@dataclass(frozen=True)
class Asked:
    """``token`` is what the page knows of a hold; ``hold`` is that hold while it lasts.

    Only who shows the page asks for it: the deed looks for itself.
    """

    choice: Choice
    starts_at: datetime
    token: str = ""
    look_for_hold: Callable[[], Hold | None] = lambda: None

    @cached_property
    def hold(self) -> Hold | None:
        return self.look_for_hold()

    @property
    def ends_at(self) -> datetime:
        length = timedelta(minutes=self.choice.service.duration_minutes)
        return self.hold.ends_at if self.hold else self.starts_at + length

    @property
    def resource_id(self) -> int | None:
        return self.choice.resource.pk if self.choice.resource else None

    def kept_by(self, token: str, hold: Hold) -> Asked:
        return replace(self, token=token, look_for_hold=lambda: hold)

    def form(self, visit: Visit, data: QueryDict | None = None, **settings: object) -> BookingForm:
        choice = self.choice
        return BookingForm(choice.service, choice.location, visit.language, data=data, **settings)

    def query(self, visit: Visit) -> dict[str, str]:
        """How an address of the form says it."""
        start = spelled_start(self.starts_at, self.choice.zone_for(visit))
        return {**self.choice.query, "start": start, "hold": self.token}

    def hold_request(self, visit: Visit) -> HoldRequest:
        return HoldRequest(
            organisation_id=visit.organisation.pk,
            service_id=self.choice.service.pk,
            location_id=self.choice.location.pk,
            starts_at=self.starts_at,
            resource_id=self.resource_id,
            visitor=visitor_address(visit.request),
        )

    def is_still_free(self, visit: Visit) -> bool:
        zone = self.choice.zone_for(visit)
        day = self.starts_at.astimezone(zone).date()
        found = offers.offer(self.choice.wish, first=day, last=day, zone=zone, now=visit.now)
        return any(slot.start == self.starts_at for slot in found.slots)


def asked_by(visit: Visit, service_slug: str) -> Asked | None:
    """What the form says, else its address; None where no start is named. Raises BadRequest, Http404.

    The choices of a time that was taken name a person along with the start; that person then counts.
    """
    said = _said(visit)
    choice = choice_of(visit, service_slug)
    if not said.get("start"):
        return None
    starts_at, who = parsed_choice(said["start"])
    chosen = choice.having(who)
    token = said.get("hold", "")
    return Asked(chosen, starts_at, token, partial(_hold, visit, token, chosen, starts_at))


def _said(visit: Visit) -> dict[str, str]:
    request = visit.request
    return {name: request.POST.get(name) or request.GET.get(name, "") for name in ("start", "hold")}


def _hold(visit: Visit, token: str, choice: Choice, starts_at: datetime) -> Hold | None:
    """The visitor's own, for this very slot, and only while it lasts."""
    hold = access.hold_by_token(visit.organisation, token)
    if hold is None or hold.has_run_out(visit.now) or hold.booking_id is not None:
        return None
    asked = (choice.service, choice.location, choice.resource, starts_at)
    return hold if (hold.service, hold.location, hold.chosen_resource, hold.starts_at) == asked else None
