"""Where the business decides: the customer asks, staff answers, the customer hears of it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from terminbuch.models import Booking

from .conftest import OpenPage
from .post import Post
from .salon import HIGHLIGHTS, Salon
from .staff import open_request
from .steps import BERTA, choose_day, choose_service, choose_time, fill_in, heading, open_link
from .words import DE

REQUESTED = "Ihre Anfrage ist bei uns."


def test_a_request_is_accepted_by_staff_and_its_customer_hears_of_it(
    visit: OpenPage, clara: Page, salon: Salon, post: Post
):
    berta = visit()
    choose_service(berta, salon, DE.highlights)
    choose_day(berta)
    choose_time(berta)
    fill_in(berta, DE)
    berta.get_by_role("button", name=DE.request).click()
    expect(heading(berta)).to_have_text(DE.requested)
    (booking,) = salon.bookings()
    assert booking.status == Booking.Status.PENDING
    open_link(berta, booking)
    expect(berta.get_by_role("heading", name=REQUESTED)).to_be_visible()

    open_request(clara, BERTA[0])
    clara.get_by_role("button", name="Anfrage annehmen").click()
    expect(clara.get_by_role("status")).to_contain_text(f"Angenommen. {BERTA[0]} bekommt eine E-Mail.")

    open_link(berta, booking)
    expect(berta.get_by_role("heading", name=REQUESTED)).to_be_hidden()
    expect(berta.get_by_role("link", name=DE.move)).to_be_visible()
    booking.refresh_from_db()
    assert booking.status == Booking.Status.CONFIRMED
    told = [subject.split(",")[0][:-3] for subject in post.subjects(BERTA[1])]
    assert told == ["Ihre Anfrage für", "Ihr Termin am"]


def test_a_request_that_staff_declines_gives_its_time_back(
    visit: OpenPage, clara: Page, salon: Salon, post: Post
):
    booking = salon.booking(HIGHLIGHTS, who="Berta")
    open_request(clara, "Berta")

    clara.get_by_role("link", name="Ablehnen").click()
    clara.get_by_role("link", name="Schließen, nichts ändern").click()
    clara.get_by_role("link", name="Ablehnen").click()
    clara.get_by_role("button", name="Anfrage ablehnen").click()

    expect(clara.get_by_role("status")).to_contain_text("Abgelehnt. Berta bekommt eine E-Mail.")
    berta = visit()
    open_link(berta, booking)
    expect(berta.get_by_role("heading", name="Diese Zeit konnten wir nicht bestätigen.")).to_be_visible()
    assert salon.is_free(booking.starts_at, HIGHLIGHTS)


def test_a_wish_to_move_keeps_the_old_time_until_staff_decides(visit: OpenPage, clara: Page, salon: Salon):
    booking = salon.booking(HIGHLIGHTS, who="Berta")
    open_request(clara, "Berta")
    clara.get_by_role("button", name="Anfrage annehmen").click()
    berta = visit()
    open_link(berta, booking)
    berta.get_by_role("link", name=DE.move).click()
    choose_day(berta, at_least=6)
    choose_time(berta)
    berta.get_by_role("button", name=DE.confirm_move).click()
    expect(heading(berta)).to_have_text(DE.requested)
    wished = Booking.objects.of(salon.organisation).get()
    assert (wished.starts_at, wished.has_wish) == (booking.starts_at, True)

    open_request(clara, "Berta")
    clara.get_by_role("button", name="Verschiebung annehmen").click()

    expect(clara.get_by_role("status")).to_contain_text("Angenommen.")
    moved = Booking.objects.of(salon.organisation).get()
    assert (moved.starts_at, moved.has_wish) == (wished.wished_starts_at, False)
