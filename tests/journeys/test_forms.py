"""The forms that no other journey sends, and what a foreign page may not send.

Every POST of every journey is looked at in the end: its headers say that it comes from our own page.
"""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from .conftest import OpenPage
from .house import House
from .salon import CUT, Salon, let_run_out, the_hold
from .steps import (
    book_through_broken_line,
    choose_day,
    choose_service,
    choose_time,
    fill_in,
    heading,
    send_again_as_somebody_else,
)
from .words import DE

FOREIGN = "http://foreign.example/"


def test_a_list_of_services_is_searched(visit: OpenPage, salon: Salon):
    page = visit()
    page.goto(salon.path)

    page.get_by_role("searchbox", name="Leistung suchen").fill("farbe strähnen")
    page.keyboard.press("Enter")

    expect(page.locator(".service-name")).to_have_text([DE.highlights])
    page.get_by_role("searchbox").fill("massieren")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Zu „massieren“ haben wir nichts gefunden.")
    page.get_by_role("link", name="Alle Leistungen zeigen").click()
    expect(page.get_by_role("link", name=DE.cut)).to_be_visible()


def test_times_are_shown_by_another_clock(visit: OpenPage, salon: Salon):
    page = visit()
    page.goto(f"{salon.path}{CUT}/?with=anna")
    choose_day(page)
    clock = page.locator(".slot-list button").first.get_attribute("value")

    page.get_by_role("link", name="Andere Zeitzone").click()
    page.get_by_label("Zeitzone").select_option("Asia/Kathmandu")
    page.get_by_role("button", name="Diese Uhrzeiten zeigen").click()

    expect(page.locator(".zone")).to_contain_text("Kathmandu")
    expect(page.get_by_role("link", name="Anna", exact=True)).to_have_attribute("aria-current", "true")
    shown = page.locator(".slot-list button").first.get_attribute("value")
    assert (clock or "")[-6:] in {"+01:00", "+02:00"}
    assert (shown or "")[-6:] == "+05:45"


def test_whoever_looked_too_long_takes_the_next_time_before_typing(visit: OpenPage, salon: Salon):
    page = visit()
    _to_the_form(page, salon)
    hold = the_hold(salon)
    let_run_out(hold)
    salon.booking(at=hold.starts_at, who="Anna", resource_id=salon.resource("ben").pk)

    page.reload()
    expect(heading(page)).to_have_text(re.compile("gerade vergeben"))
    page.get_by_role("button", name="Diese Zeit nehmen").click()

    expect(heading(page)).to_have_text(DE.whom)
    assert the_hold(salon).starts_at - hold.starts_at >= timedelta(minutes=15)


def test_the_same_form_with_other_words_asks_whether_a_second_time_is_meant(visit: OpenPage, salon: Salon):
    page = visit()
    _to_the_form(page, salon)
    fill_in(page, DE)
    book_through_broken_line(page, DE)

    send_again_as_somebody_else(page)

    page.get_by_role("button", name="Diesen auch buchen").click()
    expect(heading(page)).to_have_text(re.compile("gerade vergeben|ist gebucht"))


def test_a_form_on_a_foreign_page_books_nothing(open_page: OpenPage, house: House, salon: Salon):
    page, form = open_page(), _foreign_form(house, salon)
    page.route(FOREIGN, lambda route: route.fulfill(body=form, content_type="text/html"))
    page.goto(FOREIGN)

    with page.expect_response(f"{house.url}/**") as answer:
        page.get_by_role("button").click()

    assert answer.value.status == 403
    expect(heading(page)).to_have_text("Dieses Formular kam von einer anderen Website.")
    assert salon.holds() == []


def _to_the_form(page: Page, salon: Salon) -> None:
    choose_service(page, salon, DE.cut)
    page.get_by_role("link", name="Ben").click()
    choose_day(page)
    choose_time(page)
    expect(heading(page)).to_have_text(DE.whom)


def _foreign_form(house: House, salon: Salon) -> str:
    start = salon.free_start().isoformat()
    return (
        f'<form method="post" action="{house.url}{salon.path}{CUT}/">'
        f'<button name="start" value="{start}">Gewinnen</button></form>'
    )
