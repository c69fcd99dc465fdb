"""Forms of the pages of services, as a browser sends them."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from tests.staff_pages.pages import Answer

SERVICES = "/-/staff/salon/services/"
CUT = f"{SERVICES}cut/"
GERMAN = {"Accept-Language": "de"}
TOO_LONG = "x" * 10_000
SEEN = re.compile(r'name="seen" value="(\w+)"')


def seen(client: Client, page: str) -> str:
    """What the form of the page would send with it."""
    found = SEEN.search(client.get(page, headers=GERMAN).content.decode())
    return found[1] if found else ""


def send(client: Client, page: str, **fields: Any) -> Answer:
    """The form of the page as it is opened now; a field that is None is left out."""
    values = {"seen": seen(client, page)} | fields
    return client.post(
        page, {name: each for name, each in values.items() if each is not None}, headers=GERMAN
    )
