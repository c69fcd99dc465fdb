"""The pages about customers, what is to do and how the calendar works, in each of their states."""

from __future__ import annotations

from django.utils import timezone
from playwright.sync_api import Page, expect

from terminbuch.actions.asking import NewCustomer
from terminbuch.actions.knowing import new_customer
from terminbuch.models import Customer, Task

from .salon import Salon

DESK = "/-/staff/salon-anna/"
REGISTER = f"{DESK}customers/"


def register_empty(page: Page, salon: Salon) -> None:
    page.goto(REGISTER)


def register(page: Page, salon: Salon) -> None:
    berta_twice(salon)
    for number in range(25):
        new_customer(salon.organisation.pk, NewCustomer(f"Gast {number}"), now=timezone.now())
    page.goto(REGISTER)


def register_found_nobody(page: Page, salon: Salon) -> None:
    page.goto(f"{REGISTER}?q=niemand")


def new_refused(page: Page, salon: Salon) -> None:
    page.goto(f"{REGISTER}new/")
    page.get_by_role("textbox", name="E-Mail").fill("berta@")
    page.get_by_role("button", name="Kunden anlegen").click()
    expect(page.get_by_text("Bitte geben Sie einen Namen an.")).to_be_visible()


def new_known(page: Page, salon: Salon) -> None:
    salon.booking()
    page.goto(f"{REGISTER}new/")
    page.get_by_label("Name").fill("berta")
    page.get_by_role("button", name="Kunden anlegen").click()
    expect(page.get_by_role("alert")).to_contain_text("Es gibt schon:")


def card(page: Page, salon: Salon) -> None:
    page.goto(f"{REGISTER}{berta_twice(salon).uid}/")


def change(page: Page, salon: Salon) -> None:
    page.goto(f"{REGISTER}{berta_twice(salon).uid}/edit/")


def merge(page: Page, salon: Salon) -> None:
    card(page, salon)
    page.get_by_role("link", name="Zusammenführen: Berta").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def merge_alone(page: Page, salon: Salon) -> None:
    keep = berta_twice(salon)
    other = Customer.objects.of(salon.organisation).exclude(pk=keep.pk).get()
    page.goto(f"{REGISTER}{keep.uid}/merge/?with={other.uid}")


def merge_choice(page: Page, salon: Salon) -> None:
    page.goto(f"{REGISTER}{berta_twice(salon).uid}/merge/")


def guide(page: Page, salon: Salon) -> None:
    page.goto(f"{DESK}help/customers/")


def preferences(page: Page, salon: Salon) -> None:
    page.goto(f"{DESK}preferences/")


def call_done(page: Page, salon: Salon) -> None:
    booking, now = salon.booking(phone="030 1234567"), timezone.now()
    for _ in range(2):
        Task.objects.create(
            organisation=salon.organisation, kind="phone", about="cancelled", booking=booking, created_at=now
        )
    page.goto(f"{DESK}tasks/")
    page.get_by_role("button", name="Erledigt: Berta").first.click()
    expect(page.get_by_role("button", name="Wieder öffnen: Berta")).to_be_visible()


def berta_twice(salon: Salon) -> Customer:
    """Berta, who has booked, and an entry of the same name that somebody made."""
    new_customer(salon.organisation.pk, NewCustomer("Berta", "", "030 1234567"), now=timezone.now())
    booking = salon.booking()
    assert booking.customer is not None
    return booking.customer


REGISTER_STATES = (
    *(register_empty, register, register_found_nobody, new_refused, new_known),
    *(card, change, merge, merge_alone, merge_choice, guide, preferences, call_done),
)
