"""An entry is taken back after a question; a rule goes through its preview."""

from __future__ import annotations

import pytest
from django.test import Client

from terminbuch.actions.asking import COMMAND
from terminbuch.models import Disruption, HistoryEntry, WeeklyHours
from tests.builders import berlin, make_booking
from tests.cast import Business, Cast
from tests.staff_pages.log.test_log import GERMAN, PAGE, column, hours, write
from tests.staff_pages.pages import Answer, text


def address(here: Business, what: str) -> str:
    entry = HistoryEntry.objects.of(here.organisation).filter(what=what).latest("pk")
    return f"{PAGE}{entry.uid}/undo/"


def seen(page: Answer) -> str:
    return str(page.context["seen"])


def monday(here: Business) -> list[str]:
    rows = WeeklyHours.objects.of(here.organisation).filter(schedule__resource=here.salon.ben, weekday=0)
    return [f"{row.opens:%H:%M}-{row.closes:%H:%M}" for row in rows]


def test_the_page_asks_first_and_changes_nothing(manager: Client, here: Business) -> None:
    column(here, COMMAND)

    page = text(manager.get(address(here, "setting_changed"), headers=GERMAN))

    assert "Das zurücknehmen? Geändert Leistung: Schneiden" in page
    assert "Es wird wieder, wie es vorher war. In der Liste steht beides. Zurücknehmen So lassen" in page
    here.salon.cut.refresh_from_db()
    assert here.salon.cut.needs_approval


def test_a_setting_is_taken_back(manager: Client, here: Business) -> None:
    column(here, COMMAND)

    answer = manager.post(address(here, "setting_changed"), headers=GERMAN, follow=True)

    here.salon.cut.refresh_from_db()
    assert answer.redirect_chain == [(PAGE, 303)]
    assert "Zurückgenommen." in text(answer)
    assert (here.salon.cut.needs_approval, here.salon.cut.until_date, here.salon.cut.price_de) == (
        False,
        None,
        "",
    )


@pytest.mark.parametrize(("method", "status"), [("get", 200), ("post", 409)])
def test_what_was_changed_again_says_so(manager: Client, here: Business, method: str, status: int) -> None:
    column(here, COMMAND)
    path = address(here, "setting_changed")
    here.salon.cut.refresh_from_db()
    write(here, COMMAND, "service", here.salon.cut, price_de="49 €")

    answer = getattr(manager, method)(path, headers=GERMAN)

    assert answer.status_code == status
    assert "Das lässt sich nicht zurücknehmen. Das ist seitdem noch einmal geändert worden" in text(answer)


@pytest.mark.parametrize(("method", "status"), [("get", 200), ("post", 409)])
def test_what_the_log_cannot_take_back_says_where_it_can_be_changed(
    manager: Client, here: Business, method: str, status: int
) -> None:
    answer = getattr(manager, method)(address(here, "invited"), headers=GERMAN)

    assert answer.status_code == status
    assert "Bitte ändern Sie das auf seiner eigenen Seite." in text(answer)


def test_hours_are_taken_back_through_the_preview(manager: Client, here: Business) -> None:
    hours(here, COMMAND)
    path = address(here, "hours_changed")

    page = manager.get(path, headers=GERMAN)
    answer = manager.post(path, {"do": "keep", "seen": seen(page)}, headers=GERMAN)

    assert "Keine Buchung wäre betroffen." in text(page)
    assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
    assert monday(here) == ["09:00-17:00"]


def test_bookings_that_would_no_longer_fit_are_named_and_handed_over(manager: Client, here: Business) -> None:
    """Somebody booked into the longer hours meanwhile."""
    hours(here, COMMAND)
    make_booking(here.salon.cut, at=berlin(23, 17), who="Cleo", resource_id=here.salon.ben.pk)
    path = address(here, "hours_changed")

    page = manager.get(path, headers=GERMAN)
    answer = manager.post(path, {"do": "hand-over", "seen": seen(page)}, headers=GERMAN)

    board = Disruption.objects.of(here.organisation).get(what="hours")
    assert "1 Buchung wäre betroffen." in text(page)
    assert answer.headers["Location"] == f"/-/staff/salon/board/{board.uid}/"
    assert monday(here) == ["09:00-17:00"]


def test_without_the_button_it_only_looks(manager: Client, here: Business) -> None:
    hours(here, COMMAND)

    answer = manager.post(address(here, "hours_changed"), {"do": "\x00"}, headers=GERMAN)

    assert answer.status_code == 200
    assert monday(here) == ["09:00-12:00", "13:00-18:00"]


def test_what_somebody_changed_while_the_page_stood_open_is_not_overwritten(
    manager: Client, here: Business
) -> None:
    hours(here, COMMAND)

    answer = manager.post(address(here, "hours_changed"), {"do": "keep", "seen": "old"}, headers=GERMAN)

    assert answer.status_code == 409
    assert "Jemand anders hat das eben geändert." in text(answer)
    assert monday(here) == ["09:00-12:00", "13:00-18:00"]


def test_another_business_log_is_not_there(manager: Client, cast: Cast) -> None:
    column(cast.next_door, COMMAND)
    path = address(cast.next_door, "setting_changed")

    assert [manager.get(path).status_code, manager.post(path).status_code] == [404, 404]
