from __future__ import annotations

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from terminbuch.actions.settings import seen
from terminbuch.models import HistoryEntry, Organisation
from tests.cast import Business
from tests.staff_pages.pages import Answer, text


def send(client: Client, here: Business, **typed: str) -> Answer:
    here.organisation.refresh_from_db()
    fields = {"seen": seen("organisation", here.organisation), "day_sheet_days": "3", **typed}
    return client.post(reverse("staff_pages:day_sheet_settings", args=[here.organisation.slug]), fields)


def mailed(here: Business) -> tuple[time | None, int]:
    row = Organisation.objects.get(pk=here.organisation.pk)
    return row.day_sheet_at, row.day_sheet_days


def test_it_is_switched_on_and_off_and_that_is_remembered(manager: Client, here: Business) -> None:
    on = send(manager, here, day_sheet_at="18:30", day_sheet_days="5")
    switched_on = mailed(here)
    send(manager, here, day_sheet_at="")

    assert (on.status_code, switched_on, mailed(here)) == (303, (time(18, 30), 5), (None, 3))
    entries = HistoryEntry.objects.of(here.organisation).filter(what="setting_changed").order_by("pk")
    assert [entry.facts["to"]["day_sheet_at"] for entry in entries] == ["18:30:00", None]


def test_the_page_shows_what_is_set(manager: Client, here: Business) -> None:
    send(manager, here, day_sheet_at="18:30")

    page = manager.get(reverse("staff_pages:day_sheet_settings", args=[here.organisation.slug]))

    assert 'value="18:30"' in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"day_sheet_at": "25:00"}, "Bitte geben Sie eine Uhrzeit wie 16:15 an."),
        ({"day_sheet_at": "abends"}, "Bitte geben Sie eine Uhrzeit wie 16:15 an."),
        ({"day_sheet_at": "\0"}, "Bitte geben Sie eine Uhrzeit wie 16:15 an."),
        ({"day_sheet_days": "0"}, "Bitte geben Sie eine ganze Zahl von 1 bis 14 an."),
        ({"day_sheet_days": "15"}, "Bitte geben Sie eine ganze Zahl von 1 bis 14 an."),
        ({"day_sheet_days": "9" * 10000}, "Bitte geben Sie eine ganze Zahl von 1 bis 14 an."),
        ({"day_sheet_days": ""}, "Bitte geben Sie eine ganze Zahl von 1 bis 14 an."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_the_field(
    manager: Client, here: Business, typed: dict[str, str], sentence: str
) -> None:
    answer = send(manager, here, **typed)

    assert (answer.status_code, mailed(here)) == (422, (None, 3))
    assert sentence in text(answer)
