"""Every page that staff see, in each of its states, and the way there."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from terminbuch.models import Task
from tests.reading import promise

from .calendar_states import CALENDAR_STATES
from .conflict_states import CONFLICT_STATES
from .diary import full_day, in_grid, look_at
from .health_states import HEALTH_STATES
from .hours_states import HOURS_STATES
from .login_states import LOGIN_STATES
from .paper_states import PAPER_STATES
from .register_states import REGISTER_STATES
from .rules_states import RULES_STATES
from .salon import HIGHLIGHTS, Salon
from .settings_states import SETTINGS_STATES
from .sick_day_states import SICK_DAY_STATES
from .staff import LIST, knock, open_request
from .verification_states import VERIFICATION_STATES
from .window_states import WINDOW_STATES

type Way = Callable[[Page, Salon], object]


def sign_in_refused(page: Page, salon: Salon) -> None:
    # The calendar asks for news, and leads to the sign-in by itself as soon as it gets none.
    page.goto("about:blank")
    page.context.clear_cookies()
    knock(page, password="falsch geraten")
    expect(page.get_by_role("alert")).to_be_visible()


def bookings_none(page: Page, salon: Salon) -> None:
    page.goto(LIST)


def bookings(page: Page, salon: Salon) -> None:
    salon.booking()
    salon.booking(HIGHLIGHTS, who="Emma")
    page.goto(LIST)


def found(page: Page, salon: Salon) -> None:
    salon.booking()
    page.goto("/-/staff/salon-anna/?find=berta")


def found_nothing(page: Page, salon: Salon) -> None:
    page.goto("/-/staff/salon-anna/?find=niemand")


def calendar_day(page: Page, salon: Salon) -> None:
    look_at(page, full_day(salon), "day")
    expect(in_grid(page, "Berta")).to_be_visible()


def calendar_week(page: Page, salon: Salon) -> None:
    look_at(page, full_day(salon), "week", resource="anna")
    expect(page.locator("[data-sheet] .ec-event").first).to_be_visible()


def calendar_week_of_all(page: Page, salon: Salon) -> None:
    look_at(page, full_day(salon), "week", resource="*")


def calendar_month(page: Page, salon: Salon) -> None:
    look_at(page, full_day(salon), "month")


def calendar_keys(page: Page, salon: Salon) -> None:
    page.goto("/-/staff/salon-anna/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Tasten")).to_be_visible()


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
    *(calendar_day, calendar_week, calendar_week_of_all, calendar_month, calendar_keys),
    *(found, found_nothing),
    *(sign_in_refused, bookings_none, bookings, details, details_requested, accepted, decline),
    *(tasks_none, tasks, more, nothing_there),
    *SICK_DAY_STATES,
    *WINDOW_STATES,
    *REGISTER_STATES,
    *RULES_STATES,
    *HOURS_STATES,
    *SETTINGS_STATES,
    *CALENDAR_STATES,
    *CONFLICT_STATES,
    *PAPER_STATES,
    *HEALTH_STATES,
    *VERIFICATION_STATES,
    *LOGIN_STATES,
)
