"""A booking and a calendar that contradict each other, what blocks a minute, and private addresses."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from terminbuch.actions.deed import deed
from terminbuch.actions.outside.conflicts import open_overlaps
from terminbuch.models import Booking, BusyTime
from tests.builders import make_busy_time, make_calendar

from .desk import book
from .salon import Salon
from .settings_states import SETTINGS

CONFLICTS = "/-/staff/salon-anna/conflicts/"
WHAT_BLOCKS = "/-/staff/salon-anna/what-blocks/"
HALF = timedelta(minutes=30)


def no_conflicts(page: Page, salon: Salon) -> None:
    page.goto(CONFLICTS)


def conflicts(page: Page, salon: Salon) -> None:
    dentist_over(book(salon, "10:00"), salon)
    page.goto(CONFLICTS)
    expect(page.get_by_role("button", name="Andere Zeiten anbieten")).to_be_visible()


def what_blocks(page: Page, salon: Salon) -> None:
    booking = book(salon, "10:00")
    dentist_over(booking, salon)
    anna = salon.resource("anna").uid
    page.goto(f"{WHAT_BLOCKS}?resource={anna}&on={booking.starts_at:%Y-%m-%d}&at=10:45")
    expect(page.get_by_role("main")).to_contain_text("Privat")


def private_addresses(page: Page, salon: Salon) -> None:
    page.goto(f"{SETTINGS}calendar-addresses/")


def dentist_over(booking: Booking, salon: Salon) -> BusyTime:
    """What a read found in Anna's own calendar, after somebody had booked."""
    now = timezone.now()
    known = {"last_good_at": now, "read_from": now - HALF, "read_until": now + timedelta(days=400)}
    private = make_calendar(salon.resource("anna"), "Privat", **known)
    found = make_busy_time(private, booking.starts_at + HALF, booking.ends_at + HALF)
    deed(open_overlaps)(private, [found.event.remote_id], now=now)
    return found


CONFLICT_STATES = (no_conflicts, conflicts, what_blocks, private_addresses)
