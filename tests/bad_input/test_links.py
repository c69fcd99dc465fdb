"""The personal link from the mail, in the hands of machines, late-comers and guessers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from terminbuch.actions.asking import LINK_HOLDER
from terminbuch.actions.booking import cancel
from terminbuch.actions.keys import new_key
from terminbuch.actions.links import manage_token
from terminbuch.models import Booking
from tests.bad_input.outcomes import Watch, not_found, refused, replayed, unchanged
from tests.booking_pages.reader import Answer, Browser, read
from tests.booking_pages.steps import MONDAY_10, again, manage, open_form
from tests.builders import MONDAY_9, SUNDAY_18, Salon, change, make_booking

PAGES = ("", "booked/", "cancel/", "cancelled/", "move/", "moved/", "attend/", "calendar.ics")
PHONE = "030 1234567"
type Press = Callable[[Browser, Booking], Answer]


@pytest.fixture
def booking(salon: Salon) -> Booking:
    return make_booking(salon.cut, resource_id=salon.ben.pk)


def press_cancel(visitor: Browser, booking: Booking, email: str = "anna@example.org") -> Answer:
    return visitor.post(manage(booking, "cancel/"), {"email": email})


def press_move(visitor: Browser, booking: Booking, key: str = "") -> Answer:
    return visitor.post(manage(booking, "move/"), {"start": MONDAY_10, "key": key or new_key()})


def press_attend(visitor: Browser, booking: Booking) -> Answer:
    return visitor.post(manage(booking, "attend/"))


@pytest.mark.parametrize("page", PAGES)
def test_a_hundred_looks_change_nothing(booking: Booking, visitor: Browser, watch: Watch, page: str) -> None:
    """T001, a hundred over all pages; a scanner with a real browser is T003, in tests/journeys."""

    def look() -> Answer:
        for _ in range(6):
            visitor.head(manage(booking, page))
            visitor.get(manage(booking, page))
        return visitor.get(manage(booking, page))

    unchanged(watch(look))


@pytest.mark.parametrize("press", [press_cancel, press_move, press_attend])
def test_what_has_begun_is_no_longer_changed(
    booking: Booking, visitor: Browser, watch: Watch, monkeypatch: pytest.MonkeyPatch, press: Press
) -> None:
    """T005: the page says whom to call."""
    monkeypatch.setattr(timezone, "now", lambda: MONDAY_9 + timedelta(minutes=1))

    seen = watch(partial(press, visitor, booking), personal=["anna@example.org"])

    refused(seen)
    assert PHONE in seen.page.text


def wrong_links(booking: Booking) -> dict[str, str]:
    token = manage_token(booking)
    other = "A" if token[-1] != "A" else "B"
    return {
        "T007": token[:-1] + other,
        "cut short": token[:-1],
        "in capitals": token.upper(),
        "of nobody": "x" * len(token),
        "very long": "x" * 4000,
        "odd bytes": "%00%ff%c0%af",
        "the booking's own name outside": str(booking.uid),
        "its number": booking.number,
    }


def test_every_wrong_link_gets_the_same_answer(booking: Booking, visitor: Browser, watch: Watch) -> None:
    bodies = set()
    for token in wrong_links(booking).values():
        for page in PAGES:
            seen = watch(partial(visitor.get, f"/-/manage/{token}/{page}"), personal=[token])
            not_found(seen)
            bodies.add(seen.answer.content)

    assert len(bodies) == 1


def test_a_link_that_was_replaced_is_a_wrong_one(booking: Booking, visitor: Browser, watch: Watch) -> None:
    old = manage(booking)
    change(booking, link_generation=booking.link_generation + 1, link_hash="0" * 64)

    not_found(watch(lambda: visitor.get(old)))


@pytest.mark.parametrize("press", [press_cancel, press_move, press_attend])
def test_the_link_of_what_is_cancelled_only_shows(
    booking: Booking, visitor: Browser, watch: Watch, press: Press
) -> None:
    """T009."""
    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    page = watch(lambda: visitor.get(manage(booking)))
    pressed = watch(partial(press, visitor, booking))

    unchanged(page)
    assert page.page.buttons == []
    assert pressed.after == pressed.before


@pytest.mark.parametrize("name", ["next", "return", "url", "redirect"])
def test_a_link_leads_nowhere_else(booking: Booking, visitor: Browser, watch: Watch, name: str) -> None:
    """T011."""
    query = f"?{name}=https://evil.example"

    seen = watch(lambda: visitor.get(manage(booking) + query))
    attended = visitor.post(manage(booking, "attend/") + query)

    unchanged(seen)
    assert seen.status == 200
    assert [link for link in seen.page.root.all("a") if link.get("href").startswith("https://evil")] == []
    assert "evil.example" not in attended.headers["Location"].partition("?")[0]


def test_a_known_and_an_unknown_address_are_refused_alike(
    salon: Salon, booking: Booking, visitor: Browser, watch: Watch
) -> None:
    """T013: Berta is a customer too, and nobody learns it from Anna's link."""
    make_booking(salon.cut, who="Berta", resource_id=salon.clara.pk)
    known, unknown = "berta@example.org", "nobod@example.org"

    seen = [
        watch(partial(press_cancel, visitor, booking, email), personal=[email]) for email in (known, unknown)
    ]

    for each in seen:
        refused(each)
    assert {each.status for each in seen} == {422}
    assert seen[0].answer.content == seen[1].answer.content.replace(unknown.encode(), known.encode())


def test_no_line_of_the_log_holds_a_link(booking: Booking, visitor: Browser, watch: Watch) -> None:
    """T015: neither of a refusal nor of a page that is not there."""
    token = manage_token(booking)

    refused_ = watch(partial(press_cancel, visitor, booking, "x@example.org"), personal=[token])
    lost = watch(lambda: visitor.get(f"/-/manage/{token}/nowhere/"), personal=[token])

    assert (refused_.log, lost.log) == (
        ["wrong_address: /-/manage/***/cancel/"],
        ["Not Found: /-/manage/***/nowhere/"],
    )


def test_the_same_move_pressed_again_moves_nothing(booking: Booking, visitor: Browser, watch: Watch) -> None:
    key = new_key()
    press_move(visitor, booking, key)

    replayed(watch(partial(press_move, visitor, booking, key)))


def test_a_cancellation_pressed_again_cancels_nothing(
    booking: Booking, visitor: Browser, watch: Watch
) -> None:
    press_cancel(visitor, booking)

    replayed(watch(partial(press_cancel, visitor, booking)))


@pytest.mark.parametrize("whose", ["used up", "next door", "forged"])
def test_a_hold_that_is_not_ones_own_keeps_nothing(
    salon: Salon, visitor: Browser, watch: Watch, whose: str
) -> None:
    theirs = open_form(visitor, path="/barber/cut/").fields["hold"]
    token = {"used up": _used_up(visitor), "next door": theirs, "forged": "x" * 43}[whose]
    form = open_form(visitor, MONDAY_10).fields

    for do in ("extend", "leave"):
        page = form["action"].partition("&hold")[0]
        seen = watch(partial(visitor.post, page, {"do": do, "hold": token}))
        assert seen.after == seen.before


def _used_up(visitor: Browser) -> str:
    form = open_form(visitor).fields
    visitor.post(form["action"], {**form, "name": "Anna", "email": "anna@example.org"})
    return form["hold"]


def test_the_window_for_cancelling_keeps_what_was_typed(booking: Booking, visitor: Browser) -> None:
    page = read(press_cancel(visitor, booking, "ann@example.org"))

    assert page.root.all("input", name="email")[0].get("value") == "ann@example.org"
    assert again(booking).is_live
