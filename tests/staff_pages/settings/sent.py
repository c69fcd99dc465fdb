"""Forms of the settings as a browser sends them: as they were shown, but for what somebody typed."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.booking_pages.reader import Node, read
from tests.staff_pages.pages import Answer

PAGE = "/-/staff/salon/settings/"
GERMAN = {"Accept-Language": "de"}


def look(client: Client, path: str) -> Answer:
    return client.get(PAGE + path, headers=GERMAN)


def shown(client: Client, path: str) -> dict[str, Any]:
    """What the page's form would send if nothing were typed."""
    (form,) = read(look(client, path)).root.all("form", **{"class": "card fields"})
    chosen = {each.get("name"): _chosen(each) for each in form.all("select")}
    boxes = [each for each in form.all("input") if each.get("type") != "file" and _counts(each)]
    return chosen | {each.get("name"): each.get("value") or "on" * _is_box(each) for each in boxes}


def _chosen(select: Node) -> str:
    options = select.all("option")
    return next((each for each in options if "selected" in each.attributes), options[0]).get("value")


def _is_box(field: Node) -> bool:
    return field.get("type") in {"checkbox", "radio"}


def _counts(field: Node) -> bool:
    return not _is_box(field) or "checked" in field.attributes


def send(client: Client, path: str, /, *, without: tuple[str, ...] = (), **typed: Any) -> Answer:
    fields = shown(client, path) | typed
    kept = {name: value for name, value in fields.items() if name not in without}
    return client.post(PAGE + path, kept, headers=GERMAN)
