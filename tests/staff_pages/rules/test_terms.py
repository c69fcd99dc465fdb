"""Who books a service, until when it can be changed, how often it is given."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from terminbuch.models import Service
from tests.builders import change
from tests.cast import Business
from tests.staff_pages.pages import Answer, text
from tests.staff_pages.rules.sent import CUT, GERMAN
from tests.staff_pages.rules.sent import send as sent

PAGE = f"{CUT}terms/"
AS_IT_IS = {
    "is_online": "True", "needs_approval": "False", "cut_off_minutes_0": "0", "cut_off_minutes_1": "hours",
    "reminder_minutes_0": "0", "reminder_minutes_1": "hours", "until_date": "", "max_per_day": "",
    "max_per_customer": "", "move_keeps_resource": "on",
}  # fmt: skip


def send(client: Client, **fields: Any) -> Answer:
    return sent(client, PAGE, **AS_IT_IS | fields)


def terms(here: Business) -> dict[str, Any]:
    names = (
        "is_online", "needs_approval", "cut_off_minutes", "reminder_minutes", "until_date", "max_per_day",
        "max_per_customer", "move_keeps_resource",
    )  # fmt: skip
    return dict(Service.objects.of(here.organisation).values(*names).get(pk=here.salon.cut.pk))


BEFORE = {
    "is_online": True, "needs_approval": False, "cut_off_minutes": 0, "reminder_minutes": 0,
    "until_date": None, "max_per_day": None, "max_per_customer": None, "move_keeps_resource": True,
}  # fmt: skip


def test_all_of_it_is_saved(manager: Client, here: Business) -> None:
    answer = send(
        manager, is_online="False", needs_approval="True", cut_off_minutes_0="2", cut_off_minutes_1="days",
        reminder_minutes_0="90", reminder_minutes_1="minutes", until_date="2027-01-31", max_per_day="8",
        max_per_customer="2", move_keeps_resource=None,
    )  # fmt: skip

    assert (answer.status_code, answer.headers["Location"]) == (303, CUT)
    assert terms(here) == {
        "is_online": False, "needs_approval": True, "cut_off_minutes": 2880, "reminder_minutes": 90,
        "until_date": date(2027, 1, 31), "max_per_day": 8, "max_per_customer": 2,
        "move_keeps_resource": False,
    }  # fmt: skip


def test_what_is_stored_is_shown_in_the_largest_whole_unit(manager: Client, here: Business) -> None:
    change(here.salon.cut, cut_off_minutes=2880, reminder_minutes=90)

    page = manager.get(PAGE, headers=GERMAN).content.decode()

    assert 'name="cut_off_minutes_0" value="2"' in page
    assert 'name="reminder_minutes_0" value="90"' in page
    assert page.count('<option value="days" selected>Tage</option>') == 1
    assert page.count('<option value="minutes" selected>Minuten</option>') == 1


def test_the_same_again_changes_nothing(manager: Client, here: Business) -> None:
    assert (send(manager).status_code, terms(here)) == (303, BEFORE)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("cut_off_minutes_0", "", "Bitte geben Sie eine ganze Zahl an und wovon."),
        ("cut_off_minutes_0", "-5", "Bitte geben Sie eine ganze Zahl an und wovon."),
        ("cut_off_minutes_0", "1\x00", "Bitte geben Sie eine ganze Zahl an und wovon."),
        ("cut_off_minutes_0", "9" * 5000, "Bitte geben Sie eine ganze Zahl an und wovon."),
        ("cut_off_minutes_1", "years", "Bitte geben Sie eine ganze Zahl an und wovon."),
        ("cut_off_minutes_1", None, "Bitte geben Sie eine ganze Zahl an und wovon."),
        ("reminder_minutes_0", "99999", "Bitte geben Sie höchstens 90 Tage an."),
        ("until_date", "2026-02-30", "Bitte nennen Sie einen Tag, den es im Kalender gibt."),
        ("until_date", "2026-11-21", "Dieser Tag ist vorbei."),
        ("max_per_day", "0", "Mit einer Grenze von 0 könnte niemand buchen."),
        ("max_per_customer", "1001", "Bitte geben Sie eine ganze Zahl von 0 bis 1000 an."),
        ("is_online", "maybe", "Bitte wählen Sie aus der Liste."),
        ("needs_approval", None, "Bitte wählen Sie aus der Liste."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_saved(
    manager: Client, here: Business, field: str, typed: str | None, sentence: str
) -> None:
    answer = send(manager, **{field: typed})

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "Fehler: Buchen und Ändern" in text(answer)
    assert terms(here) == BEFORE


def test_a_last_day_that_is_over_may_stay(manager: Client, here: Business) -> None:
    change(here.salon.cut, until_date=date(2026, 1, 1))

    assert send(manager, until_date="2026-01-01", max_per_day="3").status_code == 303
    assert terms(here)["max_per_day"] == 3


def test_today_may_be_the_last_day(manager: Client, here: Business) -> None:
    assert send(manager, until_date="2026-11-22").status_code == 303
