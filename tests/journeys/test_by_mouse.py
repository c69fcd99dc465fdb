"""A customer's whole way by pointing and typing: book, read the mail, move, cancel."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenPage
from .post import Post
from .salon import Salon
from .steps import BERTA, choose_day, choose_service, choose_time, fill_in, heading
from .words import DE, EN, Words


@pytest.mark.parametrize(("words", "width"), [(DE, 390), (EN, 1280)])
def test_a_customer_books_reads_the_mail_moves_and_cancels(
    visit: OpenPage, salon: Salon, post: Post, words: Words, width: int
):
    page = visit(language=words.language, width=width)

    choose_service(page, salon, words.cut)
    expect(heading(page)).to_have_text(words.when)
    choose_day(page)
    clock = choose_time(page)
    expect(heading(page)).to_have_text(words.whom)
    fill_in(page, words)
    page.get_by_role("button", name=words.book).click()
    expect(heading(page)).to_have_text(words.booked)
    (booking,) = salon.bookings()
    assert f"{booking.starts_at.astimezone(booking.zone):%H:%M}" == clock

    _follow_the_mail(page, post, words)
    expect(heading(page)).to_have_text(words.yours)
    page.get_by_role("link", name=words.move).click()
    expect(heading(page)).to_have_text(words.when)
    choose_day(page, at_least=6)
    choose_time(page)
    expect(heading(page)).to_have_text(words.suits)
    page.get_by_role("button", name=words.confirm_move).click()
    expect(heading(page)).to_have_text(words.moved)
    (moved,) = salon.bookings()
    assert (moved.uid, moved.sequence, moved.starts_at > booking.starts_at) == (booking.uid, 1, True)

    _follow_the_mail(page, post, words)
    page.get_by_role("link", name=words.cancel).click()
    window = page.get_by_role("dialog", name=words.cancel_sure)
    window.get_by_label(words.own_email).fill(BERTA[1].upper())
    window.get_by_role("button", name=words.cancel).click()
    expect(heading(page)).to_have_text(words.cancelled)
    assert [row.status for row in salon.bookings()] == ["cancelled"]
    assert len(post.to(BERTA[1])) == 3


def _follow_the_mail(page: Page, post: Post, words: Words) -> None:
    """Opens the newest mail in the mailbox and presses the button at its end."""
    newest = post.subjects(BERTA[1])[-1]
    page.goto("/-/mailbox/")
    page.get_by_role("link", name=newest).filter(has_text=BERTA[1]).click()
    page.locator("iframe").content_frame.get_by_role("link", name=words.mail_button).click()
