"""What is read or printed rather than worked with: reports, sheets, guides, help, and where one practises."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from .salon import Salon

PAGES = (
    "day-sheet/", "settings/day-sheet/", "guides/reception/", "guides/customers/",
    "hours/overview/", "help/", "practice/",
)  # fmt: skip


def _way(path: str) -> Callable[[Page, Salon], None]:
    def way(page: Page, salon: Salon) -> None:
        salon.booking()
        page.goto(f"/-/staff/salon-anna/{path}")

    way.__name__ = path.strip("/").replace("/", "_").replace("-", "_")
    return way


def reports(page: Page, salon: Salon) -> None:
    """With the week of the booking, on whatever day this runs."""
    booking = salon.booking()
    page.goto(f"/-/staff/salon-anna/reports/?last={booking.starts_at:%Y-%m-%d}")
    expect(page.locator(".report-plot")).to_be_visible()


def reports_without_numbers(page: Page, salon: Salon) -> None:
    page.goto("/-/staff/salon-anna/reports/")


PAPER_STATES = (*map(_way, PAGES), reports, reports_without_numbers)
