"""What stands in a public page is no permission: keys, holds and names open nothing (SEC-26)."""

from __future__ import annotations

import pytest

from tests.booking_pages.reader import Browser
from tests.booking_pages.steps import open_form
from tests.cast import Cast
from tests.security.dump import dump

MANAGE = ("", "booked/", "cancel/", "move/", "attend/", "calendar.ics")


@pytest.mark.parametrize("word", ["key", "hold"])
def test_neither_key_nor_hold_opens_an_appointment(cast: Cast, word: str) -> None:
    visitor = Browser()
    said = open_form(visitor, "2026-11-24T09:00:00+01:00").fields[word]
    before = dump()

    for page in MANAGE:
        assert visitor.get(f"/-/manage/{said}/{page}").status_code == 404
        assert visitor.post(f"/-/manage/{said}/{page}").status_code in {404, 405}
    assert dump() == before


@pytest.mark.parametrize("who", ["uid", "number"])
def test_neither_name_of_a_booking_opens_it(cast: Cast, who: str) -> None:
    """The number is read out on the telephone, the uid stands in every calendar."""
    visitor = Browser()
    name = getattr(cast.here.agreed, who)

    for page in MANAGE:
        assert visitor.get(f"/-/manage/{name}/{page}").status_code == 404
    assert visitor.get(f"/-/staff/salon/bookings/{cast.here.agreed.uid}/").status_code == 302


def test_a_key_alone_decides_nothing_for_staff(cast: Cast) -> None:
    visitor = Browser()
    said = open_form(visitor, "2026-11-24T09:00:00+01:00").fields
    before = dump()

    answer = visitor.post(f"/-/staff/salon/bookings/{cast.here.requested.uid}/accept/", said)

    assert (answer.status_code, answer.url) == (303, "/-/staff/-/login/")
    assert dump() == before
