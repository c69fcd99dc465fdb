"""What is read or printed rather than worked with: reports, sheets, guides, help, and where one practises."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from .salon import Salon

PAGES = (
    "reports/", "day-sheet/", "settings/day-sheet/", "guides/reception/", "guides/customers/",
    "hours/overview/", "help/", "practice/",
)  # fmt: skip


def _way(path: str) -> Callable[[Page, Salon], None]:
    def way(page: Page, salon: Salon) -> None:
        salon.booking()
        page.goto(f"/-/staff/salon-anna/{path}")

    way.__name__ = path.strip("/").replace("/", "_").replace("-", "_")
    return way


PAPER_STATES = tuple(map(_way, PAGES))
