"""What people do in the staff calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from terminbuch.actions.demo.salon import SALON
from terminbuch.actions.holding import hold
from terminbuch.models import Absence, Member
from terminbuch.queries import offers
from terminbuch.queries.wish import Wish
from tests.builders import BERLIN, a_hold

from .salon import CUT, HIGHLIGHTS, Salon

ADDRESS = "/-/staff/salon-anna/"
HALF_AN_HOUR = timedelta(minutes=30)
PIXELS = 42  # of half an hour


def look_at(page: Page, day: date, view: str = "day", **asked: str) -> None:
    more = "".join(f"&{name}={value}" for name, value in asked.items())
    page.goto(f"{ADDRESS}?view={view}&on={day}{more}")


def full_day(salon: Salon) -> date:
    """A day with a booking, a request, a kept time and somebody who is away."""
    booking = salon.booking(at=morning(salon), who="Berta", resource_id=salon.resource("anna").pk)
    day = booking.starts_at.astimezone(BERLIN).date()
    later = next_free(salon, HIGHLIGHTS, booking.ends_at)
    salon.booking(HIGHLIGHTS, at=later, who="Emma")
    kept = next_free(salon, CUT, booking.ends_at)
    hold(a_hold(salon.service(), at=kept), now=booking.created_at)
    Absence.objects.create(
        organisation=salon.organisation,
        resource=salon.resource("clara"),
        starts_at=datetime(day.year, day.month, day.day, 15, tzinfo=BERLIN),
        kind="holiday",
    )
    return day


def morning(salon: Salon) -> datetime:
    """Anna's first start on a Thursday a few days from now; she and Ben are there all day."""
    start = salon.free_start().astimezone(BERLIN).replace(hour=0, minute=0)
    thursday = start + timedelta(days=(3 - start.weekday()) % 7)
    return next_free(salon, CUT, thursday, resource="anna")


def next_free(salon: Salon, slug: str, after: datetime, *, resource: str = "") -> datetime:
    wish = Wish(salon.service(slug), salon.location, salon.resource(resource) if resource else None)
    return offers.earliest(wish, now=timezone.now(), after=after, count=1)[0].start


def in_grid(page: Page, who: str) -> Locator:
    return page.locator("[data-sheet] a[data-key]").filter(has_text=who).first


def event_of(page: Page, who: str) -> Locator:
    return page.locator("[data-sheet] .ec-event.booking").filter(has_text=who).first


def drag(page: Page, who: str, *, right: float = 0, down: float = 0) -> None:
    """By so many pixels, as a hand does it: in steps."""
    box = event_of(page, who).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + 8
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right / 2, y + down / 2, steps=4)
    page.mouse.move(x + right, y + down, steps=4)
    page.mouse.up()


def lengthen(page: Page, who: str, *, down: float) -> None:
    box = event_of(page, who).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] - 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + down / 2, steps=4)
    page.mouse.move(x, y + down, steps=4)
    page.mouse.up()


def let_drags_apply_at_once() -> None:
    Member.objects.everywhere().filter(user__email=SALON.member.email).update(drags_apply_at_once=True)


def column_width(page: Page) -> float:
    box = page.locator("[data-sheet] .ec-body .ec-day").first.bounding_box()
    assert box is not None
    return box["width"]


def wait_for_grid(page: Page) -> None:
    expect(page.locator("[data-sheet] .ec-body .ec-day").first).to_be_visible()
