"""The windows of the staff calendar, in each of their states, and the way there."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from terminbuch.models import Booking, Resource
from terminbuch.queries import offers
from terminbuch.queries.wish import Wish

from .salon import Salon


def address_of(booking: Booking) -> str:
    return f"/-/staff/salon-anna/bookings/{booking.uid}/"


def open_pencil(page: Page, salon: Salon) -> Locator:
    """The window of Berta's booking, above its details."""
    page.goto(address_of(salon.booking()))
    page.get_by_role("link", name="Buchung bearbeiten").click()
    expect(page.get_by_role("dialog", name="Buchung bearbeiten")).to_be_visible()
    return page.get_by_role("dialog")


def wish(window: Locator, salon: Salon, start: datetime) -> None:
    wall = start.astimezone(salon.location.zone)
    window.get_by_label("Datum").fill(f"{wall:%Y-%m-%d}")
    window.get_by_label("Beginn").fill(f"{wall:%H:%M}")


def edit(page: Page, salon: Salon) -> None:
    open_pencil(page, salon)


def edit_alone(page: Page, salon: Salon) -> None:
    page.goto(f"{address_of(salon.booking())}edit/")


def edit_new_customer(page: Page, salon: Salon) -> None:
    window = open_pencil(page, salon)
    window.get_by_label("Neu anlegen").check()
    expect(window.get_by_label("Name", exact=True)).to_be_visible()


def edit_outside_hours(page: Page, salon: Salon) -> None:
    window = open_pencil(page, salon)
    window.get_by_label("Beginn").fill("23:00")
    window.get_by_role("button", name="Änderung speichern").click()
    expect(window.get_by_role("alert")).to_be_visible()


def edit_in_the_way(page: Page, salon: Salon) -> None:
    """Both are served by the same person, and Berta's is wished to be when Anna's is."""
    other = salon.booking(who="Anna")
    person = other.allocations.get().resource
    at = _free_start_of(person, salon)
    page.goto(address_of(salon.booking(at=at, resource_id=person.pk)))
    page.get_by_role("link", name="Buchung bearbeiten").click()
    window = page.get_by_role("dialog")
    wish(window, salon, other.starts_at)
    window.get_by_role("button", name="Änderung speichern").click()
    expect(window.get_by_role("alert")).to_be_visible()


def _free_start_of(person: Resource, salon: Salon) -> datetime:
    now = timezone.now()
    asked = Wish(salon.service(), salon.location, person)
    return offers.earliest(asked, now=now, after=now + timedelta(days=5), count=1)[0].start


def edit_refused_fields(page: Page, salon: Salon) -> None:
    window = open_pencil(page, salon)
    window.get_by_label("Beginn").fill("25:99")
    window.get_by_role("button", name="Änderung speichern").click()
    expect(window.locator('[aria-invalid="true"]')).to_be_focused()


def saved(page: Page, salon: Salon) -> None:
    window = open_pencil(page, salon)
    window.get_by_label("Notiz für das Team").fill("Kommt mit Hund.")
    window.get_by_role("button", name="Änderung speichern").click()
    expect(page.get_by_role("button", name="Rückgängig")).to_be_visible()


def cancel(page: Page, salon: Salon) -> None:
    page.goto(address_of(salon.booking()))
    page.get_by_role("link", name="Termin absagen").click()
    expect(page.get_by_role("dialog", name="Termin absagen")).to_be_visible()


def new(page: Page, salon: Salon) -> None:
    page.goto("/-/staff/salon-anna/bookings/new/")


def new_block(page: Page, salon: Salon) -> None:
    new(page, salon)
    page.get_by_label("Leistung", exact=True).select_option("Ohne Leistung (Block)")
    expect(page.get_by_role("checkbox", name="Raum 1")).to_be_visible()


WINDOW_STATES = (
    *(edit, edit_alone, edit_new_customer, edit_outside_hours, edit_in_the_way, edit_refused_fields),
    *(saved, cancel, new, new_block),
)
