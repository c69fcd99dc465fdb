"""Whatever people type is text: on every page and in every mail that shows it."""

from __future__ import annotations

import re
import uuid

from django.db.models import CharField, Model
from django.utils import timezone
from playwright.sync_api import Page, expect

from terminbuch.actions import absences
from terminbuch.actions import booking as deeds
from terminbuch.actions.absences.asking import AbsenceRequest
from terminbuch.actions.asking import COMMAND, NewCustomer
from terminbuch.models import Booking, Case, Location, Question, Resource, Service, ServiceGroup
from tests.builders import staff

from .conftest import OpenPage, SitDown
from .desk import a_request_by_hand, enter, wednesday
from .post import Post
from .salon import CUT, HIGHLIGHTS, Salon, manage_address
from .staff import open_request
from .steps import BERTA, choose_day, choose_time, heading
from .words import DE

TAG = "<b data-marker onclick=marked()>"
EVERY_WAY_OUT = f"""x'"></p></title></script>{TAG}<img src=x onerror=marked()>{{{{7*7}}}}"""
# How the names of columns begin in which people write as they like.
WRITTEN = ("name", "text", "advice", "price", "label", "street", "town", "phone")
# Elements and handlers that nobody but a payload would bring.
GROWN = """() => [...document.querySelectorAll("*")]
  .filter((each) => each.matches("[data-marker], img, [href^='javascript:' i]")
    || each.getAttributeNames().some((name) => name.startsWith("on")))
  .map((each) => each.outerHTML.slice(0, 150))"""


def test_what_the_business_and_its_customers_write_is_text_on_every_page(visit: OpenPage, salon: Salon):
    _mark(salon)
    page = visit()
    page.goto(f"{salon.path}?q={TAG}")
    _expect_text_only(page)
    page.goto(f"{salon.path}{CUT}/?name={TAG}&note={TAG}")
    _expect_text_only(page)
    choose_day(page)
    choose_time(page)
    expect(page.get_by_label(DE.name)).to_have_value(TAG)
    _expect_text_only(page)

    _fill_in(page)
    page.get_by_label(DE.email).fill(f"{TAG}@example.org")
    page.get_by_role("button", name=DE.book).click()
    expect(page.get_by_label(DE.email)).to_be_focused()
    _expect_text_only(page)
    page.get_by_label(DE.email).fill(BERTA[1])
    page.get_by_role("button", name=DE.book).click()
    expect(heading(page)).to_have_text(DE.booked)
    _expect_text_only(page)

    (booking,) = salon.bookings()
    assert (booking.name, booking.note) == (EVERY_WAY_OUT, EVERY_WAY_OUT)
    for part in ("", "cancel/", "move/", "attend/"):
        page.goto(f"{manage_address(booking)}{part}")
        _expect_text_only(page)
    page.goto(f"{manage_address(booking)}cancel/")
    page.get_by_label(DE.own_email).fill(EVERY_WAY_OUT)
    page.get_by_role("button", name=DE.cancel).click()
    expect(page.get_by_role("alert")).to_be_visible()
    _expect_text_only(page)


def test_what_was_written_is_text_for_staff(clara: Page, salon: Salon):
    _mark(salon)
    salon.booking(HIGHLIGHTS, who="Berta", name=EVERY_WAY_OUT, note=EVERY_WAY_OUT, answers=((TAG, TAG),))

    open_request(clara, "data-marker")
    _expect_text_only(clara)
    clara.get_by_role("link", name="Ablehnen").click()
    expect(clara.get_by_role("dialog")).to_be_visible()
    _expect_text_only(clara)
    clara.goto("/-/staff/salon-anna/tasks/")
    _expect_text_only(clara)


def test_what_was_written_is_text_in_the_calendar_in_windows_and_on_the_board(
    sit_down: SitDown, salon: Salon
):
    _mark(salon)
    desk = sit_down()
    customer = NewCustomer(EVERY_WAY_OUT, phone="030 1")
    request = a_request_by_hand(salon, person="ben")
    booking = enter(salon, desk.member, request, customer=customer, staff_note=EVERY_WAY_OUT)
    assert booking.customer is not None
    absence = AbsenceRequest(
        organisation_id=salon.organisation.pk, resource_id=salon.resource("ben").pk, location_id=None,
        starts_at=wednesday(), ends_at=None, kind="illness",
        reason=EVERY_WAY_OUT, public_sentence=EVERY_WAY_OUT,
    )  # fmt: skip
    disruption = absences.record(absence, by=COMMAND, now=timezone.now())
    here = f"bookings/{booking.uid}/"

    desk.open_day()
    expect(desk.in_grid("{{7*7}}").first).to_be_visible()
    _expect_text_only(desk.page)
    desk.in_grid("{{7*7}}").first.click()
    expect(desk.page.get_by_role("complementary", name="{{7*7}}")).to_be_visible()
    _expect_text_only(desk.page)
    desk.page.get_by_role("link", name="Buchung bearbeiten").click()
    expect(desk.window.get_by_label("Notiz für das Team")).to_have_value(re.compile("data-marker"))
    _expect_text_only(desk.page)
    for address in (
        *(f"?view={view}&on={wednesday():%Y-%m-%d}&resource=*" for view in ("week", "list")),
        *("?find=data-marker", f"{here}cancel/", "bookings/new/", "customers/", "customers/?q=data-marker"),
        *(f"customers/{booking.customer.uid}/", f"customers/{booking.customer.uid}/edit/"),
        *("absences/", "absences/new/", f"board/{disruption.uid}/", f"cases/{_case_of(booking)}/choose/"),
    ):
        desk.page.goto(f"/-/staff/salon-anna/{address}")
        _expect_text_only(desk.page)
    deeds.cancel(booking.pk, by=staff(desk.member), now=timezone.now())
    desk.page.goto("/-/staff/salon-anna/tasks/")
    _expect_text_only(desk.page)


def _case_of(booking: Booking) -> uuid.UUID:
    return Case.objects.of(booking.organisation_id).get(booking=booking).uid


def test_what_was_written_is_text_in_mails(open_page: OpenPage, salon: Salon, post: Post):
    _mark(salon)
    salon.booking(who="Berta", name=EVERY_WAY_OUT, note=EVERY_WAY_OUT, answers=((TAG, TAG),))
    salon.booking(HIGHLIGHTS, who="Berta", name=EVERY_WAY_OUT)
    page = open_page()
    letters = post.letters()
    assert len(letters) == 4

    for letter in letters:
        html = letter.get_body(("html",))
        assert html is not None
        page.set_content(html.get_content())
        _expect_text_only(page)
    page.goto(f"/-/mailbox/{post.names()[0]}/")
    _expect_text_only(page)


def _mark(salon: Salon) -> None:
    """Every text of the business tries to be more than text, as far as its column is long enough."""
    _mark_texts(salon.organisation)
    for model in (Location, Resource, Service, ServiceGroup, Question):
        for row in model.objects.of(salon.organisation):
            _mark_texts(row)


def _mark_texts(row: Model) -> None:
    for column in row._meta.fields:
        if isinstance(column, CharField) and column.name.startswith(WRITTEN) and not column.choices:
            setattr(row, column.name, EVERY_WAY_OUT if (column.max_length or 0) > 100 else TAG)
    row.save()


def _fill_in(page: Page) -> None:
    page.get_by_label(DE.name).fill(EVERY_WAY_OUT)
    page.get_by_label("Nachricht an uns").fill(EVERY_WAY_OUT)
    page.get_by_role("radio").first.check()
    page.locator('input[name="consent"]').check()


def _expect_text_only(page: Page) -> None:
    assert page.evaluate(GROWN) == []
    assert "data-marker" in page.content()
