"""Every page that customers see, in each of its states, and the way there."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import LINK_HOLDER, WORKER
from terminbuch.models import Booking, Service
from tests.builders import a_move, make_organisation

from .salon import CUT, HIGHLIGHTS, Salon, let_run_out, manage_address, the_hold
from .sick_day_states import offered
from .steps import (
    book_through_broken_line,
    choose_day,
    choose_time,
    fill_in,
    heading,
    open_link,
    send_again_as_somebody_else,
)
from .words import DE

type Way = Callable[[Page, Salon], object]


def services(page: Page, salon: Salon) -> None:
    page.goto(salon.path)


def services_not_found(page: Page, salon: Salon) -> None:
    page.goto(f"{salon.path}?q=massieren")


def services_none(page: Page, salon: Salon) -> None:
    Service.objects.of(salon.organisation).update(is_online=False)
    page.goto(salon.path)


def times(page: Page, salon: Salon) -> None:
    page.goto(f"{salon.path}{CUT}/")


def times_none(page: Page, salon: Salon) -> None:
    Service.objects.of(salon.organisation).update(notice_minutes=60 * 24 * 90)
    times(page, salon)


def times_on_a_full_day(page: Page, salon: Salon) -> None:
    sunday = timezone.localdate() + timedelta(days=13 - timezone.localdate().weekday())
    page.goto(f"{salon.path}{CUT}/?date={sunday}")


def times_as_a_list(page: Page, salon: Salon) -> None:
    page.goto(f"{salon.path}{CUT}/?view=list&with=ben")


def times_by_another_clock(page: Page, salon: Salon) -> None:
    page.goto(f"{salon.path}{CUT}/?tz=Asia/Kathmandu&lang=en")


def clocks(page: Page, salon: Salon) -> None:
    page.goto(f"{salon.path}{CUT}/?view=zones")


def time_taken(page: Page, salon: Salon) -> None:
    page.goto(f"{salon.path}{CUT}/?with=ben")
    choose_day(page)
    start = page.locator(".slot-list button").first.get_attribute("value") or ""
    salon.booking(at=datetime.fromisoformat(start), who="Anna", resource_id=salon.resource("ben").pk)
    choose_time(page)
    expect(page.get_by_role("alert")).to_be_visible()


def form(page: Page, salon: Salon) -> None:
    page.goto(f"{salon.path}{CUT}/?with=ben&date={salon.free_start().date()}")
    choose_time(page)
    expect(heading(page)).to_have_text(DE.whom)


def form_with_errors(page: Page, salon: Salon) -> None:
    form(page, salon)
    page.get_by_label(DE.email).fill("berta@")
    page.get_by_role("button", name=DE.book).click()
    expect(page).to_have_title(re.compile("^Fehler:"))


def form_no_longer_held(page: Page, salon: Salon) -> None:
    form(page, salon)
    let_run_out(the_hold(salon))
    page.reload()


def form_after_a_race(page: Page, salon: Salon) -> None:
    form(page, salon)
    fill_in(page, DE)
    _anna_was_faster(salon)
    page.get_by_role("button", name=DE.book).click()
    expect(page.get_by_role("group", name=DE.nearest)).to_be_visible()


def form_opened_too_late(page: Page, salon: Salon) -> None:
    form(page, salon)
    _anna_was_faster(salon)
    page.reload()


def form_sent_again_with_other_words(page: Page, salon: Salon) -> None:
    form(page, salon)
    fill_in(page, DE)
    book_through_broken_line(page, DE)
    send_again_as_somebody_else(page)


def booked(page: Page, salon: Salon) -> None:
    page.goto(f"{manage_address(salon.booking())}booked/")


def requested(page: Page, salon: Salon) -> None:
    page.goto(f"{manage_address(salon.booking(HIGHLIGHTS))}booked/")


def appointment(page: Page, salon: Salon) -> None:
    open_link(page, salon.booking())


def appointment_requested(page: Page, salon: Salon) -> None:
    open_link(page, salon.booking(HIGHLIGHTS))


def appointment_wished_elsewhere(page: Page, salon: Salon) -> None:
    open_link(page, _wished_elsewhere(salon))


def appointment_too_late(page: Page, salon: Salon) -> None:
    Service.objects.of(salon.organisation).update(cut_off_minutes=60 * 24 * 60)
    appointment(page, salon)


def appointment_over(page: Page, salon: Salon) -> None:
    booking = salon.booking()
    ago = timezone.now() - timedelta(days=2)
    Booking.objects.of(salon.organisation).update(starts_at=ago, ends_at=ago + timedelta(minutes=45))
    open_link(page, booking)


def appointment_cancelled(page: Page, salon: Salon) -> None:
    open_link(page, _ended(salon.booking(), Booking.Status.CANCELLED))


def appointment_declined(page: Page, salon: Salon) -> None:
    open_link(page, _ended(salon.booking(HIGHLIGHTS), Booking.Status.DECLINED))


def appointment_lapsed(page: Page, salon: Salon) -> None:
    open_link(page, _ended(salon.booking(HIGHLIGHTS), Booking.Status.EXPIRED))


def cancel_window(page: Page, salon: Salon) -> None:
    appointment(page, salon)
    page.get_by_role("link", name=DE.cancel).click()
    expect(page.get_by_role("dialog")).to_be_visible()


def cancel_page(page: Page, salon: Salon) -> None:
    page.goto(f"{manage_address(salon.booking())}cancel/")


def cancel_with_a_wrong_address(page: Page, salon: Salon) -> None:
    cancel_page(page, salon)
    page.get_by_label(DE.own_email).fill("anna@example.org")
    page.get_by_role("button", name=DE.cancel).click()
    expect(page.get_by_role("alert")).to_be_visible()


def cancelled(page: Page, salon: Salon) -> None:
    booking = _ended(salon.booking(), Booking.Status.CANCELLED)
    page.goto(f"{manage_address(booking)}cancelled/")


def move(page: Page, salon: Salon) -> None:
    page.goto(f"{manage_address(salon.booking())}move/")


def move_asked(page: Page, salon: Salon) -> None:
    move(page, salon)
    choose_day(page, at_least=6)
    choose_time(page)
    expect(heading(page)).to_have_text(DE.suits)


def move_taken(page: Page, salon: Salon) -> None:
    ben = salon.resource("ben").pk
    page.goto(f"{manage_address(salon.booking(resource_id=ben))}move/")
    choose_day(page, at_least=6)
    choose_time(page)
    start = page.locator('input[name="start"]').get_attribute("value") or ""
    salon.booking(at=datetime.fromisoformat(start), who="Anna", resource_id=ben)
    page.get_by_role("button", name=DE.confirm_move).click()
    expect(page.get_by_role("group", name=DE.nearest)).to_be_visible()


def moved(page: Page, salon: Salon) -> None:
    move_asked(page, salon)
    page.get_by_role("button", name=DE.confirm_move).click()
    expect(heading(page)).to_have_text(DE.moved)


def move_requested(page: Page, salon: Salon) -> None:
    page.goto(f"{manage_address(_wished_elsewhere(salon))}moved/")


def reminder_question(page: Page, salon: Salon) -> None:
    page.goto(f"{manage_address(salon.booking())}attend/")


def reminder_answered(page: Page, salon: Salon) -> None:
    reminder_question(page, salon)
    page.get_by_role("button", name="Ja, ich komme").click()
    expect(heading(page)).to_have_text("Danke, wir freuen uns auf Sie.")


def unknown_link(page: Page, salon: Salon) -> None:
    page.goto("/-/manage/unknown/")


def unknown_page(page: Page, salon: Salon) -> None:
    page.goto(f"{salon.path}massieren/")


def several_businesses(page: Page, salon: Salon) -> None:
    make_organisation("barber")
    page.goto("/")


def accessibility(page: Page, salon: Salon) -> None:
    page.goto(salon.path)
    page.get_by_role("link", name="Barrierefreiheit").click()
    expect(heading(page)).to_have_text("Barrierefreiheit dieser Seiten")


def _anna_was_faster(salon: Salon) -> None:
    hold = the_hold(salon)
    let_run_out(hold)
    salon.booking(at=hold.starts_at, who="Anna", resource_id=salon.resource("ben").pk)


def offers(page: Page, salon: Salon) -> None:
    page.goto(f"{manage_address(offered(salon))}offers/")


def offers_run_out(page: Page, salon: Salon) -> None:
    booking = offered(salon)
    for hold in salon.holds():
        let_run_out(hold)
    page.goto(f"{manage_address(booking)}offers/")


def _ended(booking: Booking, status: str) -> Booking:
    Booking.objects.of(booking.organisation_id).filter(pk=booking.pk).update(
        status=status, requested_until=None
    )
    return booking


def _wished_elsewhere(salon: Salon) -> Booking:
    booking = salon.booking(HIGHLIGHTS)
    deeds.accept(booking.pk, by=WORKER, now=timezone.now())
    other = salon.free_start(HIGHLIGHTS, after=timedelta(days=8))
    return deeds.reschedule(a_move(booking, to=other), by=LINK_HOLDER, now=timezone.now())


CUSTOMER_STATES: tuple[Way, ...] = (
    *(services, services_not_found, services_none),
    *(times, times_none, times_on_a_full_day, times_as_a_list, times_by_another_clock, clocks, time_taken),
    *(form, form_with_errors, form_no_longer_held, form_after_a_race, form_opened_too_late),
    *(form_sent_again_with_other_words, booked, requested),
    *(appointment, appointment_requested, appointment_wished_elsewhere, appointment_too_late),
    *(appointment_over, appointment_cancelled, appointment_declined, appointment_lapsed),
    *(cancel_window, cancel_page, cancel_with_a_wrong_address, cancelled),
    *(move, move_asked, move_taken, moved, move_requested, reminder_question, reminder_answered),
    *(offers, offers_run_out),
    *(unknown_link, unknown_page, several_businesses, accessibility),
)
