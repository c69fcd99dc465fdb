"""Somebody else is faster: nothing typed is lost, and one press goes on."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from .conftest import OpenPage
from .salon import CUT, Salon, let_run_out, the_hold
from .steps import BERTA, choose_day, choose_time, fill_in, heading, open_link
from .words import DE

WEDNESDAY = 2
TAKEN = re.compile(r"^\d\d:\d\d\sUhr ist gerade vergeben worden\.$")


def test_whoever_was_slower_keeps_what_was_typed_and_finishes_with_one_button(visit: OpenPage, salon: Salon):
    page = _filled_in(visit, salon)
    _anna_was_faster(salon)

    with page.expect_response(re.compile("/book/")) as answer:
        page.get_by_role("button", name=DE.book).click()

    assert answer.value.status == 409
    expect(heading(page)).to_have_text(TAKEN)
    expect(heading(page)).to_be_focused()
    expect(page.get_by_text(BERTA[1])).to_be_visible()
    page.get_by_role("button", name=DE.book).click()
    expect(heading(page)).to_have_text(DE.booked)
    theirs, ours = salon.bookings()
    assert (theirs.name, ours.name, ours.email) == ("Anna", *BERTA)


def test_the_nearest_times_begin_with_the_same_person_and_name_everybody(visit: OpenPage, salon: Salon):
    page = _filled_in(visit, salon, at_least=_until_wednesday())
    taken = _anna_was_faster(salon)
    page.get_by_role("button", name=DE.book).click()

    options = page.get_by_role("group", name=DE.nearest).get_by_role("radio")
    expect(options.first).to_be_checked()
    said = [option.evaluate("radio => radio.closest('label').innerText") for option in options.all()]
    assert len(said) == 4
    assert said[0].endswith("bei Ben")
    assert [each for each in said if f"{taken:%H:%M}" in each and not each.endswith("bei Ben")] != []
    options.nth(1).check()
    page.get_by_role("button", name=DE.book).click()
    expect(heading(page)).to_have_text(DE.booked)


def test_what_was_typed_can_be_changed_before_another_time_is_taken(visit: OpenPage, salon: Salon):
    page = _filled_in(visit, salon)
    _anna_was_faster(salon)
    page.get_by_role("button", name=DE.book).click()

    page.get_by_role("button", name="Angaben ändern").click()

    expect(page.get_by_label(DE.name)).to_have_value(BERTA[0])
    page.get_by_label(DE.name).fill("Berta Berg")
    page.get_by_role("button", name=DE.book).click()
    expect(heading(page)).to_have_text(DE.booked)
    assert [row.name for row in salon.bookings()] == ["Anna", "Berta Berg"]


def test_a_time_taken_before_it_was_pressed_is_said_above_those_still_free(visit: OpenPage, salon: Salon):
    page = visit()
    page.goto(f"{salon.path}{CUT}/?with=ben")
    choose_day(page)
    start = page.locator(".slot-list button").first.get_attribute("value") or ""
    salon.booking(at=datetime.fromisoformat(start), who="Anna", resource_id=salon.resource("ben").pk)

    with page.expect_response(re.compile(f"/{CUT}/")) as answer:
        choose_time(page)

    assert answer.value.status == 409
    refusal = page.get_by_role("alert").get_by_role("heading")
    expect(refusal).to_have_text(TAKEN)
    expect(refusal).to_be_focused()
    choose_time(page)
    expect(heading(page)).to_have_text(DE.whom)


def test_a_move_to_a_time_just_taken_keeps_the_old_one_and_offers_others(visit: OpenPage, salon: Salon):
    booking = salon.booking(resource_id=salon.resource("ben").pk)
    page = visit()
    open_link(page, booking)
    page.get_by_role("link", name=DE.move).click()
    choose_day(page, at_least=6)
    choose_time(page)
    start = page.locator('input[name="start"]').get_attribute("value") or ""
    salon.booking(at=datetime.fromisoformat(start), who="Anna", resource_id=salon.resource("ben").pk)

    page.get_by_role("button", name=DE.confirm_move).click()

    expect(heading(page)).to_have_text(TAKEN)
    expect(heading(page)).to_be_focused()
    booking.refresh_from_db()
    assert booking.sequence == 0
    page.get_by_role("button", name=DE.confirm_move).click()
    expect(heading(page)).to_have_text(DE.moved)


def _until_wednesday() -> int:
    """The days until one of which at least three days are left: then Anna begins when Ben does."""
    return (WEDNESDAY - 3 - timezone.localdate().weekday()) % 7 + 3


def _filled_in(visit: OpenPage, salon: Salon, *, at_least: int = 3) -> Page:
    """Berta has Ben's first time on a day to come before her, and only the last press is missing."""
    page, day = visit(), timezone.localdate() + timedelta(days=at_least)
    page.goto(f"{salon.path}{CUT}/?with=ben&month={day:%Y-%m}")
    choose_day(page, at_least=at_least)
    choose_time(page)
    fill_in(page, DE)
    return page


def _anna_was_faster(salon: Salon) -> datetime:
    """Berta took too long, and Anna booked what was kept for her; when, by the salon's clock."""
    hold = the_hold(salon)
    let_run_out(hold)
    salon.booking(at=hold.starts_at, who="Anna", resource_id=salon.resource("ben").pk)
    return hold.starts_at.astimezone(salon.location.zone)
