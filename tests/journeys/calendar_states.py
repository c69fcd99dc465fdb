"""Outside calendars: where one connects them, and one that nobody can read."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from terminbuch.models import CalendarConnection, OutsideCalendar
from tests.builders import make_busy_time, make_calendar

from .salon import Salon
from .settings_states import SETTINGS

CALENDARS = f"{SETTINGS}calendars/"


def signed_out(page: Page, salon: Salon) -> None:
    bens_calendar(salon)
    page.goto(CALENDARS)
    expect(page.get_by_text("Abgemeldet")).to_be_visible()


def account(page: Page, salon: Salon) -> None:
    calendar = bens_calendar(salon)
    page.goto(f"{CALENDARS}accounts/{calendar.connection.uid}/")
    expect(page.locator(".outside-times")).to_contain_text("Privat")


def kinds_of_calendars(page: Page, salon: Salon) -> None:
    page.goto(f"{CALENDARS}{salon.resource('ben').uid}/new/")
    page.get_by_text("Google ist auf dieser Installation noch nicht eingerichtet").click()


def refused_connection(page: Page, salon: Salon) -> None:
    page.goto(f"{CALENDARS}{salon.resource('ben').uid}/new/caldav/?at=nextcloud")
    page.get_by_label("Adresse des Servers").fill("https://10.0.0.7/")
    page.get_by_role("button", name="Anmelden und Kalender suchen").click()
    expect(page.get_by_text("Diese Adresse gehört zu einem inneren Netz.")).to_be_visible()


def bens_calendar(salon: Salon) -> OutsideCalendar:
    """It blocks and receives, was read an hour ago, and then the sign-in was no longer accepted."""
    now = timezone.now()
    tomorrow = (now + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
    calendar = make_calendar(
        salon.resource("ben"), receives=True, last_good_at=now - timedelta(hours=1), failing_since=now,
        next_read_at=now + timedelta(hours=1), trouble="signed_out",
    )  # fmt: skip
    CalendarConnection.objects.of(salon.organisation).update(state="signed_out", refusals=3)
    make_busy_time(calendar, tomorrow, tomorrow + timedelta(hours=1))
    return calendar


CALENDAR_STATES = (signed_out, account, kinds_of_calendars, refused_connection)
