"""Several server processes, one calendar: what happens at one of them is seen at the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import OpenPage, SitDown
from .desk import Desk, admit_to, wednesday
from .house import open_house
from .salon import Salon
from .staff_words import DE
from .steps import fill_in, heading
from .watch import Watch
from .words import DE as CUSTOMERS

SOON = 2_000


@pytest.mark.usefixtures("post")
def test_a_booking_through_another_process_appears_within_two_seconds_and_so_does_a_move(
    sit_down: SitDown, open_page: OpenPage, salon: Salon, watch: Watch, tmp_path: Path
):
    """Berta books and a second member looks through the other process; nobody loads a page again."""
    clara = sit_down()
    clara.open_day()
    with open_house(tmp_path) as other:
        watch.homes.add(other.url)
        berta = open_page(base_url=other.url)
        berta.goto(f"{salon.path}schneiden-foehnen/?date={wednesday():%Y-%m-%d}&resource=anna")
        berta.get_by_role("button", name="10:00").click()
        fill_in(berta, CUSTOMERS, name="Berta")

        berta.get_by_role("button", name=CUSTOMERS.book).click()
        expect(heading(berta)).to_have_text(CUSTOMERS.booked)

        expect(clara.in_grid("Berta")).to_be_visible(timeout=SOON)
        second = Desk(open_page(base_url=other.url), salon, DE, clara.member)
        admit_to(second.page.context, clara.member.user, other.url)
        second.open_day()
        expect(second.in_grid("Berta")).to_contain_text("10:00")

        clara.in_grid("Berta").click()
        clara.page.get_by_role("link", name=DE.pencil).click()
        clara.field(DE.start).fill("14:00")
        clara.button(DE.save).click()

        expect(clara.said).to_contain_text(DE.saved)
        expect(second.in_grid("Berta")).to_contain_text("14:00", timeout=SOON)
