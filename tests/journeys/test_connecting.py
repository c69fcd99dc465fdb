"""Clara connects Ben's calendar: what stands there is gone from the booking page, and silence is red."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from terminbuch.actions.outside.watchdog import watch as look_after_calendars
from terminbuch.calendars import syncing
from terminbuch.models import CalendarConnection, OutsideCalendar
from terminbuch.queries import offers
from terminbuch.queries.wish import Wish
from tests.calendars import servers
from tests.calendars.another_client import AnotherClient

from .calendar_states import CALENDARS
from .conftest import SitDown
from .salon import Salon

CALENDAR = "Annas Kalender"
A_QUARTER = timedelta(minutes=15)


@pytest.fixture
def users(tmp_path: Path) -> Path:
    return tmp_path / "users"


@pytest.fixture
def server(users: Path) -> Iterator[AnotherClient]:
    with servers.radicale(users.parent) as client:
        yield client


def test_from_signing_in_to_a_red_calendar_and_back(sit_down: SitDown, server: AnotherClient, users: Path):
    desk = sit_down()
    salon, page, start = desk.salon, desk.page, desk.salon.free_start(person=desk.salon.resource("ben"))
    server.add(server.make_calendar(), start, start + timedelta(hours=1))
    assert offered(salon, start) == [start]

    _connect(page, server)
    _choose(page)
    _work()
    expect(page.locator(".outside-times")).to_contain_text("belegt")
    expect(_standing(page)).to_contain_text("Gut")
    assert offered(salon, start) == [start + timedelta(hours=1)]

    users.write_text("anna:anders\n", encoding="ascii")
    _is_refused(salon)
    page.goto(CALENDARS)
    expect(_standing(page)).to_contain_text("Abgemeldet")
    assert offered(salon, start) == []

    page.get_by_role("link", name="Neu anmelden").click()
    page.get_by_label("Passwort").fill("anders")
    page.get_by_role("button", name="Neu anmelden").click()
    expect(page.get_by_text("Neu angemeldet. Die Kalender werden gelesen.")).to_be_visible()
    _work()
    page.goto(CALENDARS)
    expect(_standing(page)).to_contain_text("Gut")


def offered(salon: Salon, after: datetime) -> list[datetime]:
    """The first time with Ben from then on."""
    wish = Wish(salon.service(), salon.location, salon.resource("ben"))
    return [slot.start for slot in offers.earliest(wish, now=timezone.now(), after=after, count=1)]


def _connect(page: Page, server: AnotherClient) -> None:
    """First with a wrong password."""
    page.goto(CALENDARS)
    page.get_by_role("region", name="Ben").get_by_role("link", name="Kalender verbinden").click()
    page.get_by_role("link", name="Ein anderer Kalender mit CalDAV").click()
    page.get_by_label("Adresse des Servers").fill(f"{server.origin}/")
    page.get_by_label("Benutzername").fill("anna")
    for password in ("falsch", "geheim"):
        page.get_by_label("Passwort").fill(password)
        page.get_by_role("button", name="Anmelden und Kalender suchen").click()
        if password == "falsch":
            expect(page.get_by_text("Benutzername oder Passwort wird nicht angenommen.")).to_be_visible()
    expect(page.get_by_text("1 Kalender gefunden.")).to_be_visible()


def _choose(page: Page) -> None:
    """It blocks and receives; that it can be written is tried at once."""
    page.get_by_role("checkbox", name=CALENDAR).check()
    page.get_by_role("radio", name=CALENDAR).check()
    page.get_by_role("button", name="Änderung speichern").click()
    expect(_standing(page)).to_contain_text("Wird gelesen")


def _work() -> None:
    """The worker reads what is due."""
    assert syncing.sync_next(timezone.now())


def _is_refused(salon: Salon) -> None:
    """Three times, and nobody looks after it for a quarter of an hour."""
    rows = OutsideCalendar.objects.of(salon.organisation)
    for _time in range(3):
        rows.update(next_read_at=timezone.now())
        _work()
    assert CalendarConnection.objects.of(salon.organisation).get().state == "signed_out"
    rows.update(last_good_at=timezone.now() - A_QUARTER, failing_since=timezone.now() - A_QUARTER)
    look_after_calendars(timezone.now())


def _standing(page: Page) -> Locator:
    return page.locator(".outside-lines .mark").first
