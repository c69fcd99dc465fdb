"""What holds for all bookings of a business."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from terminbuch.models import Organisation
from tests.cast import Business
from tests.staff_pages.pages import text
from tests.staff_pages.settings.sent import PAGE, look, send

RULES = {
    "is_open": False, "hold_minutes": 15, "holds_per_visitor": 2, "request_hours": 24, "offer_hours": 6,
    "reception_overrides": False,
}  # fmt: skip
BOXES = ("is_open", "reception_overrides")


def rules(here: Business) -> dict[str, Any]:
    return dict(Organisation.objects.values(*RULES).get(pk=here.organisation.pk))


def test_the_rules_are_saved(manager: Client, here: Business) -> None:
    typed = {name: str(value) for name, value in RULES.items() if name not in BOXES}

    answer = send(manager, "booking/", without=BOXES, **typed)

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PAGE}booking/")
    assert rules(here) == RULES


def test_the_page_shows_them_as_they_are(manager: Client, here: Business) -> None:
    send(manager, "booking/", hold_minutes="12")

    page = look(manager, "booking/")

    assert 'name="hold_minutes" value="12"' in page.content.decode()
    assert "Kunden können online buchen" in text(page)


@pytest.mark.parametrize("name", ["hold_minutes", "holds_per_visitor", "request_hours", "offer_hours"])
@pytest.mark.parametrize("typed", ["", "0", "-1", "1.5", "9" * 400, "٣", "x", "10\x00"])
def test_what_is_no_number_within_bounds_is_refused_by_the_field(
    manager: Client, here: Business, name: str, typed: str
) -> None:
    was = rules(here)

    fields: dict[str, Any] = {name: typed}
    answer = send(manager, "booking/", **fields)

    assert (answer.status_code, rules(here)) == (422, was)
    assert "Bitte geben Sie eine ganze Zahl von 1 bis" in text(answer)
