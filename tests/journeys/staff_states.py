"""Every page that staff see, in each of its states, and the way there."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from terminbuch.models import Task
from tests.reading import promise

from .salon import HIGHLIGHTS, Salon
from .staff import knock, open_request

type Way = Callable[[Page, Salon], object]


def sign_in_refused(page: Page, salon: Salon) -> None:
    page.context.clear_cookies()
    knock(page, password="falsch geraten")
    expect(page.get_by_role("alert")).to_be_visible()


def bookings_none(page: Page, salon: Salon) -> None:
    page.goto("/-/staff/salon-anna/")


def bookings(page: Page, salon: Salon) -> None:
    salon.booking()
    salon.booking(HIGHLIGHTS, who="Emma")
    page.goto("/-/staff/salon-anna/")


def details(page: Page, salon: Salon) -> None:
    bookings(page, salon)
    open_request(page, "Berta")


def details_requested(page: Page, salon: Salon) -> None:
    bookings(page, salon)
    open_request(page, "Emma")


def accepted(page: Page, salon: Salon) -> None:
    details_requested(page, salon)
    page.get_by_role("button", name="Anfrage annehmen").click()
    expect(page.get_by_role("status")).to_be_visible()


def decline(page: Page, salon: Salon) -> None:
    details_requested(page, salon)
    page.get_by_role("link", name="Ablehnen").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def tasks_none(page: Page, salon: Salon) -> None:
    page.goto("/-/staff/salon-anna/tasks/")


def tasks(page: Page, salon: Salon) -> None:
    booking = salon.booking()
    salon.booking(HIGHLIGHTS, who="Emma")
    failed = promise(booking, "booking_confirmed")
    fields = {"organisation": salon.organisation, "created_at": booking.created_at}
    Task.objects.create(kind=Task.Kind.MAIL_FAILED, booking=booking, delivery=failed, **fields)
    page.goto("/-/staff/salon-anna/tasks/")


def more(page: Page, salon: Salon) -> None:
    page.goto("/-/staff/salon-anna/more/")


def nothing_there(page: Page, salon: Salon) -> None:
    page.goto("/-/staff/barber/")


STAFF_STATES: tuple[Way, ...] = (
    *(sign_in_refused, bookings_none, bookings, details, details_requested, accepted, decline),
    *(tasks_none, tasks, more, nothing_there),
)
