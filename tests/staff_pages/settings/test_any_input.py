"""Whatever comes in the fields of a form, the answer is a sentence and never a broken page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from tests.cast import Business
from tests.staff_pages.settings.sent import PAGE, shown

NASTY = ("\x00", "9" * 400, "a" * 10_000, "<script>", ["", "b"])
PAGES = ("business/", "look/", "booking/", "embedding/", "locations/new/", "resources/new/")


def posts(path: str, client: Client) -> Iterator[dict[str, Any]]:
    """The form as it is, with one field changed, sent twice, or missing."""
    whole = shown(client, path)
    for name in whole:
        yield from (whole | {name: typed} for typed in NASTY)
        yield {key: value for key, value in whole.items() if key != name}


@pytest.mark.parametrize("path", PAGES)
def test_no_input_breaks_a_page(manager: Client, here: Business, path: str) -> None:
    answers = [(manager.post(PAGE + path, sent).status_code, sent) for sent in posts(path, manager)]

    assert len(answers) >= 2 * (len(NASTY) + 1)
    assert [each for each in answers if each[0] not in {303, 409, 422}] == []
