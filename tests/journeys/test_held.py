"""A time is kept while the form is filled in: it can be extended once, left, or run out."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.installation import until

from .conftest import OpenPage
from .salon import Salon, let_run_out, the_hold
from .steps import BERTA, book_through_broken_line, choose_day, choose_service, choose_time, fill_in, heading
from .words import DE

LONGER = "Länger zurücklegen"
TEN_MINUTES = timedelta(minutes=10)


def test_the_kept_time_is_named_by_its_end_and_extended_once(visit: OpenPage, salon: Salon):
    page = _at_the_form(visit, salon)
    page.get_by_label(DE.name).fill(BERTA[0])
    hold = the_hold(salon)
    until = hold.deadline.astimezone(salon.location.zone)
    expect(page.get_by_role("timer")).to_contain_text(f"bis {until:%H:%M} Uhr für Sie zurückgelegt.")

    page.get_by_role("button", name=LONGER).click()

    later = (until + TEN_MINUTES).strftime("%H:%M")
    expect(page.get_by_role("timer")).to_contain_text(f"bis {later} Uhr für Sie zurückgelegt.")
    expect(page.get_by_role("button", name=LONGER)).to_be_hidden()
    expect(page.get_by_label(DE.name)).to_have_value(BERTA[0])
    hold.refresh_from_db()
    assert (hold.was_extended, hold.deadline.astimezone(salon.location.zone)) == (True, until + TEN_MINUTES)


def test_the_page_says_by_itself_when_the_time_is_no_longer_kept(visit: OpenPage, salon: Salon):
    page = visit()
    page.clock.install()
    _to_the_form(page, salon)
    page.get_by_label(DE.name).fill(BERTA[0])
    ended = page.get_by_role("heading", name="Uhr nicht mehr für Sie zurückgelegt")
    expect(ended).to_be_hidden()

    page.clock.run_for("10:01")

    expect(page.get_by_role("timer")).to_be_hidden()
    expect(page.get_by_role("button", name="Noch einmal zurücklegen")).to_be_visible()
    expect(page.get_by_label(DE.name)).to_have_value(BERTA[0])


def test_a_time_that_ran_out_and_is_free_is_kept_again_with_one_press(visit: OpenPage, salon: Salon):
    page = _at_the_form(visit, salon)
    page.get_by_label(DE.name).fill(BERTA[0])
    ended = the_hold(salon)
    let_run_out(ended)
    page.get_by_role("button", name=LONGER).click()

    page.get_by_role("button", name="Noch einmal zurücklegen").click()

    expect(page.get_by_role("timer")).to_be_visible()
    expect(page.get_by_label(DE.name)).to_have_value(BERTA[0])
    again = the_hold(salon)
    assert (again.starts_at, again.deadline > ended.deadline - TEN_MINUTES) == (ended.starts_at, True)


def test_whoever_took_too_long_still_books_when_the_time_is_free(visit: OpenPage, salon: Salon):
    page = _at_the_form(visit, salon)
    fill_in(page, DE)
    hold = the_hold(salon)
    let_run_out(hold)

    page.get_by_role("button", name=DE.book).click()

    expect(heading(page)).to_have_text(DE.booked)
    assert [row.starts_at for row in salon.bookings()] == [hold.starts_at]


def test_going_back_for_another_time_gives_the_first_one_back(visit: OpenPage, salon: Salon):
    page = _at_the_form(visit, salon)

    page.get_by_label("Ihr Termin").get_by_role("button", name="Ändern").click()

    expect(heading(page)).to_have_text(DE.when)
    assert salon.holds() == []


def test_the_way_back_of_the_browser_gives_the_time_back_too(visit: OpenPage, salon: Salon):
    page = _at_the_form(visit, salon)

    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.go_back()

    expect(heading(page)).to_have_text(DE.when)
    assert until(lambda: salon.holds() == [])


def test_a_double_click_makes_one_booking(visit: OpenPage, salon: Salon):
    page = _at_the_form(visit, salon)
    fill_in(page, DE)

    page.get_by_role("button", name=DE.book).dblclick()

    expect(heading(page)).to_have_text(DE.booked)
    assert len(salon.bookings()) == 1


def test_a_form_sent_again_because_the_answer_was_lost_makes_one_booking(visit: OpenPage, salon: Salon):
    page = _at_the_form(visit, salon)
    fill_in(page, DE)
    book_through_broken_line(page, DE)
    assert len(salon.bookings()) == 1

    page.reload()

    expect(heading(page)).to_have_text(DE.booked)
    assert len(salon.bookings()) == 1


def _at_the_form(visit: OpenPage, salon: Salon) -> Page:
    page = visit()
    _to_the_form(page, salon)
    return page


def _to_the_form(page: Page, salon: Salon) -> None:
    choose_service(page, salon, DE.cut)
    choose_day(page)
    choose_time(page)
    expect(heading(page)).to_have_text(DE.whom)
