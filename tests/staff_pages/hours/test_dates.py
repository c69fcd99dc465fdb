"""One date with other hours than every week."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from terminbuch.actions.asking import COMMAND
from terminbuch.actions.rules import Saving, set_exception
from terminbuch.models import Disruption, ScheduleException
from terminbuch.queries.preview import digest
from tests.builders import SUNDAY_18
from tests.cast import Business
from tests.queries.preview.posted import exception
from tests.staff_pages.pages import Answer, text

PAGE = "/-/staff/salon/hours/dates/?resource=ben"
WEEK = "/-/staff/salon/hours/?resource=ben&location=mitte"
MONDAY = date(2026, 11, 23)
GERMAN = {"Accept-Language": "de"}
NOTHING = digest(None)


def send(client: Client, do: str, **fields: Any) -> Answer:
    """Monday is closed, and that nothing else held there was seen."""
    values = {"do": do, "on": "2026-11-23", "shown": "2026-11-23", "kind": "closed", "seen": NOTHING}
    return client.post(PAGE, values | fields, headers=GERMAN)


def spans(*pairs: str) -> dict[str, list[str]]:
    return {
        "opens-day": [pair.partition("-")[0] for pair in pairs],
        "closes-day": [pair.partition("-")[2] for pair in pairs],
    }


def dates(here: Business) -> list[tuple[date, str]]:
    rows = ScheduleException.objects.of(here.organisation).order_by("on_date", "opens")
    return [(row.on_date, f"{row.opens:%H:%M}" if row.opens else "closed") for row in rows]


def test_the_window_opens_on_tomorrow_and_closed(manager: Client) -> None:
    page = manager.get(PAGE, headers=GERMAN)

    assert "Öffnungszeiten an einem Tag Ben Tag Was gilt an diesem Tag?" in text(page)
    assert 'value="2026-11-23" required' in page.content.decode()
    assert "2 Buchungen wären betroffen." in text(page)


def test_the_hours_of_that_weekday_are_proposed(manager: Client) -> None:
    assert 'value="17:00"' in manager.get(PAGE, headers=GERMAN).content.decode()


def test_a_date_that_has_hours_of_its_own_is_shown_with_them(manager: Client, here: Business) -> None:
    set_exception(exception(here.salon, MONDAY, "10:00-11:00"), Saving(NOTHING), by=COMMAND, now=SUNDAY_18)

    page = manager.get(f"{PAGE}&on=2026-11-23", headers=GERMAN)

    assert 'value="10:00"' in page.content.decode()
    assert "So ist es schon." in text(page)


def test_looking_says_what_would_follow_and_saves_nothing(manager: Client, here: Business) -> None:
    answer = send(manager, "look", kind="open", **spans("09:00-10:00"))

    assert "1 Buchung wäre betroffen." in text(answer)
    assert dates(here) == []


def test_a_date_is_closed_opened_and_given_back(manager: Client, here: Business) -> None:
    seen = []
    for kind, more in (("closed", {}), ("open", spans("13:00-15:00", "10:00-12:00", "")), ("weekly", {})):
        digested = digest(exception(here.salon, MONDAY, None).stored())
        assert send(manager, "keep", kind=kind, seen=digested, **more).status_code == 303
        seen.append(dates(here))

    assert seen == [[(MONDAY, "closed")], [(MONDAY, "10:00"), (MONDAY, "13:00")], []]


def test_the_week_lists_the_dates_ahead(manager: Client) -> None:
    send(manager, "keep")
    send(
        manager,
        "keep",
        on="2026-11-24",
        shown="2026-11-24",
        kind="open",
        **spans("10:00-12:00", "13:00-15:00"),
    )

    assert (
        "Einzelne Tage An diesen Tagen gilt etwas anderes als jede Woche."
        " Montag, 23. November geschlossen Dienstag, 24. November 10:00 bis 12:00, 13:00 bis 15:00"
    ) in text(manager.get(WEEK, headers=GERMAN))


def test_bookings_are_handed_to_the_assistant(manager: Client, here: Business) -> None:
    answer = send(manager, "hand-over")

    board = Disruption.objects.of(here.organisation).get(what="exception")
    assert answer.headers["Location"] == f"/-/staff/salon/board/{board.uid}/"
    assert manager.get(answer.headers["Location"], headers=GERMAN).status_code == 200


def test_for_another_date_than_the_one_looked_at_it_is_shown_first_what_would_follow(
    manager: Client, here: Business
) -> None:
    answer = send(manager, "keep", on="2026-11-24")

    assert answer.status_code == 200
    assert "Keine Buchung wäre betroffen." in text(answer)
    assert 'name="shown" value="2026-11-24"' in answer.content.decode()
    assert dates(here) == []


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(manager: Client, here: Business) -> None:
    set_exception(exception(here.salon, MONDAY, "10:00-11:00"), Saving(NOTHING), by=COMMAND, now=SUNDAY_18)

    answer = send(manager, "keep")

    assert answer.status_code == 409
    assert "Jemand anders hat das eben geändert." in text(answer)
    assert dates(here) == [(MONDAY, "10:00")]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"on": "2026-11-21"}, "Bitte wählen Sie einen Tag ab heute"),
        ({"on": "2031-01-01"}, "Bitte wählen Sie einen Tag ab heute"),
        ({"on": "gestern"}, "Bitte nennen Sie einen Tag, den es im Kalender gibt."),
        ({"on": ""}, "Bitte nennen Sie einen Tag, den es im Kalender gibt."),
        ({"kind": "open"}, "Bitte geben Sie an, von wann bis wann"),
        ({"kind": "\x00"}, "Bitte geben Sie an, von wann bis wann"),
        ({"kind": "open", **spans("9 Uhr-17:00")}, "Bitte geben Sie eine Uhrzeit wie 16:15 an."),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_saved(
    manager: Client, here: Business, fields: dict[str, Any], sentence: str
) -> None:
    answer = send(manager, "keep", **fields)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert dates(here) == []


def test_today_counts_by_the_clock_of_the_place(manager: Client, here: Business) -> None:
    assert send(manager, "keep", on="2026-11-22", shown="2026-11-22").status_code == 303
    assert dates(here) == [(date(2026, 11, 22), "closed")]


def test_an_odd_date_in_the_link_opens_the_window_on_tomorrow(manager: Client) -> None:
    assert 'value="2026-11-23" required' in manager.get(f"{PAGE}&on=0000-99-99").content.decode()
