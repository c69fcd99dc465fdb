"""Clara at her desk, and what stands in her calendar: all of it on one Wednesday, when everybody is there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, expect

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import Actor, HandRequest, NewCustomer
from terminbuch.actions.keys import new_key
from terminbuch.actions.promising import REMINDER
from terminbuch.models import Booking, Delivery, Member, User
from tests.builders import BERLIN
from tests.cast import signed_in

from .diary import look_at
from .salon import Salon
from .staff_words import StaffWords

A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Desk:
    """A member's page, in the words it is read in."""

    page: Page
    salon: Salon
    words: StaffWords
    member: Member

    def open_day(self, view: str = "day") -> None:
        look_at(self.page, wednesday().date(), view)
        if view == "day":
            expect(self.page.locator("[data-drawn]")).to_be_visible()

    def in_grid(self, who: str) -> Locator:
        return self.page.locator("[data-sheet] a[data-key]").filter(has_text=who)

    @property
    def new(self) -> Locator:
        """On a phone the button floats in the corner."""
        return self.page.get_by_role("link", name=self.words.new)

    @property
    def window(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def said(self) -> Locator:
        """What the page answered."""
        return self.page.get_by_role("main").get_by_role("status").filter(has_text=".")

    def field(self, label: str) -> Locator:
        return self.window.get_by_label(label, exact=True)

    def button(self, label: str) -> Locator:
        return self.window.get_by_role("button", name=label)


def admit_to(context: BrowserContext, user: User, *urls: str) -> None:
    """Signed in already: the sign-in page has journeys of its own."""
    client = signed_in(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url} for url in urls])


def wednesday(clock: str = "00:00") -> datetime:
    """By Berlin's clocks on the first Wednesday that is at least three days away."""
    hour, minute = map(int, clock.split(":"))
    today = timezone.localtime(timezone=BERLIN).replace(tzinfo=None)
    day = today + timedelta(days=3 + (2 - today.weekday() - 3) % 7)
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0, tzinfo=BERLIN)


def book(salon: Salon, clock: str = "10:00", *, who: str = "Berta", person: str = "anna") -> Booking:
    """Somebody has booked online."""
    return salon.booking(at=wednesday(clock), who=who, resource_id=salon.resource(person).pk)


def a_request_by_hand(salon: Salon, clock: str = "10:00", *, person: str = "anna") -> HandRequest:
    """A cut without customer, as the window would ask for it."""
    service = salon.service()
    return HandRequest(
        organisation_id=salon.organisation.pk,
        service_id=service.pk,
        location_id=salon.location.pk,
        picks=(salon.resource(person).pk,),
        starts_at=wednesday(clock),
        duration_minutes=service.duration_minutes,
        buffer_before_minutes=0,
        buffer_after_minutes=0,
        customer=None,
        staff_note="",
        key=new_key(),
    )


def enter(salon: Salon, member: Member, request: HandRequest, **changes: Any) -> Booking:
    """Staff has entered it by hand."""
    by = Actor("member", "staff", member)
    return deeds.create_by_hand(replace(request, **changes), by=by, now=timezone.now())


def for_berta() -> NewCustomer:
    return NewCustomer("Berta", "berta@example.org")


def let_grace_pass(salon: Salon) -> None:
    """The seconds in which a change could be taken back are over: its mails are due."""
    rows = Delivery.objects.of(salon.organisation).filter(state=Delivery.State.DUE)
    rows.exclude(kind=REMINDER).update(due_at=timezone.now())


def clock_of(booking: Booking) -> str:
    return f"{booking.starts_at.astimezone(BERLIN):%H:%M}"


def people(booking: Booking) -> list[str]:
    rows = booking.allocations.filter(live=True).order_by("position")
    return [row.resource.name for row in rows]


def told_since(booking: Booking, moment: datetime) -> set[tuple[str, str]]:
    """Kind and address of each mail that was promised since, reminders aside."""
    rows = Delivery.objects.of(booking.organisation_id).filter(booking=booking, created_at__gte=moment)
    standing = rows.exclude(state="withdrawn").exclude(kind=REMINDER)
    return set(standing.values_list("kind", "recipient"))
