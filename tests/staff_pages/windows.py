"""A window as its visitor has it before them: what stands in it, what is typed, which button is pressed."""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client

from tests.booking_pages.reader import Node, Page, read
from tests.staff_pages.pages import Answer


@dataclass(frozen=True)
class Window:
    client: Client
    address: str
    answer: Answer

    @property
    def page(self) -> Page:
        return read(self.answer)

    @property
    def dialog(self) -> Node:
        (dialog,) = self.page.root.all("dialog")
        return dialog

    @property
    def text(self) -> str:
        return self.dialog.text

    @property
    def status(self) -> int:
        return int(self.answer.status_code)

    @property
    def fields(self) -> dict[str, list[str]]:
        """What the form would send as it stands, but for the button."""
        said: dict[str, list[str]] = {}
        for box in self.dialog.all("input"):
            is_chosen = box.get("type") not in {"radio", "checkbox"} or "checked" in box.attributes
            if is_chosen and "disabled" not in box.attributes:
                said.setdefault(box.get("name"), []).append(box.get("value") or "on")
            if box.get("type") in {"text", "search", "hidden", "date", "email", "tel"}:
                said[box.get("name")] = [box.get("value")]
        for area in self.dialog.all("textarea"):
            said[area.get("name")] = [area.text]
        for choice in self.dialog.all("select"):
            said[choice.get("name")] = [
                option.get("value") for option in choice.all("option") if "selected" in option.attributes
            ][:1]
        return {name: values for name, values in said.items() if name}

    def typed(self, name: str) -> str:
        return (self.fields.get(name) or [""])[-1]

    def press(self, do: str = "save", /, **typed: str | list[str] | None) -> Window:
        """With these fields typed (None: taken out), by the button that sends ``do``."""
        said = {name: value for name, value in (self.fields | typed).items() if value is not None}
        answer = self.client.post(self.address, said | {"do": do}, headers={"Accept-Language": "de"})
        return Window(self.client, self.address, answer)

    def look(self, **typed: str | list[str] | None) -> Window:
        return self.press("look", **typed)

    def button(self, words: str) -> str:
        """What the button with these words sends."""
        (found,) = {each.get("value") for each in self.dialog.all("button") if each.text == words}
        return found


def opened(client: Client, address: str, language: str = "de") -> Window:
    return Window(client, address, client.get(address, headers={"Accept-Language": language}))


def options(window: Window) -> dict[str, str]:
    """Who could serve, by what is said beside the name; "–" before those who cannot be picked."""
    found = {}
    for label in window.dialog.all("label", **{"class": "resource-option"}):
        (box,) = label.all("input")
        name = " ".join(str(each) for each in label.all("span")[-1].children if isinstance(each, str)).strip()
        mark = "– " if "disabled" in box.attributes else ""
        found[name] = mark + " ".join(small.text for small in label.all("small"))
    return found
