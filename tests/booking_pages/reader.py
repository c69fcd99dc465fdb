"""Reading a page as its visitor does: headings, words, links to follow, buttons to press."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client

# A response of Django's, with what the test client adds: a type without a public name.
type Answer = Any


class Browser(Client):
    """Django's test client; its answers are read here, with all that it adds to them."""

    def get(self, *address: Any, **more: Any) -> Answer:
        return super().get(*address, **more)

    def post(self, *address: Any, **more: Any) -> Answer:
        return super().post(*address, **more)


UNSPOKEN = {"script", "style", "head"}
VOID = {"input", "link", "meta", "br"}


@dataclass
class Node:
    tag: str
    attributes: dict[str, str | None]
    parent: Node | None = None
    children: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self._words()).split())

    @property
    def name(self) -> str:
        """What a screen reader says of a control."""
        return " ".join(self.get("aria-label").split()) or self.text

    def _words(self) -> list[str]:
        if self.tag in UNSPOKEN or "hidden" in self.attributes:
            return []
        return [
            word
            for child in self.children
            for word in ([child] if isinstance(child, str) else child._words())
        ]

    def get(self, name: str) -> str:
        return self.attributes.get(name) or ""

    def all(self, tag: str, **wanted: str) -> list[Node]:
        """Descendants of this kind, in the page's order, whose attributes have these values."""
        found: list[Node] = []
        for child in self.children:
            if isinstance(child, str):
                continue
            if child.tag == tag and all(child.get(name) == value for name, value in wanted.items()):
                found.append(child)
            found.extend(child.all(tag, **wanted))
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.here = Node("page", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs), self.here)
        self.here.children.append(node)
        if tag not in VOID:
            self.here = node

    def handle_endtag(self, tag: str) -> None:
        while self.here.parent is not None and self.here.tag != tag:
            self.here = self.here.parent
        self.here = self.here.parent or self.root

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


@dataclass(frozen=True)
class Page:
    root: Node

    @property
    def language(self) -> str:
        return self.root.all("html")[0].get("lang")

    @property
    def title(self) -> str:
        (words,) = self.root.all("title")[0].children
        return " ".join(str(words).split())

    @property
    def heading(self) -> str:
        return self.root.all("h1")[0].text

    @property
    def text(self) -> str:
        return self.root.all("body")[0].text

    def link(self, words: str) -> str:
        """Where the one link with these words leads."""
        (address,) = {link.get("href") for link in self.root.all("a") if link.name == words}
        return address

    @property
    def links(self) -> list[str]:
        return [link.name for link in self.root.all("a")]

    @property
    def buttons(self) -> list[str]:
        """What can be pressed, without what is there for the keyboard's Enter alone."""
        pressed = [button for button in self.root.all("button") if not button.get("aria-hidden")]
        return [button.text for button in pressed]

    @property
    def times(self) -> list[str]:
        """The starts of the chosen day, as their buttons read."""
        return [
            button.text.partition(",")[0].strip()
            for list_ in self._slot_lists
            for button in list_.all("button")
        ]

    @property
    def starts(self) -> list[str]:
        return [button.get("value") for list_ in self._slot_lists for button in list_.all("button")]

    @property
    def _slot_lists(self) -> list[Node]:
        return self.root.all("ol", **{"class": "slot-list"})

    @property
    def options(self) -> dict[str, str]:
        """The choices when a time is gone: what they read, and what they send."""
        return {
            label.text: label.all("input")[0].get("value")
            for label in self.root.all("label", **{"class": "option"})
        }

    @property
    def fields(self) -> dict[str, str]:
        """What the page's big form would send as it stands, and to where under "action"."""
        (form,) = (form for form in self.root.all("form", method="post") if form.get("id") != "leave")
        said = {"action": form.get("action")}
        for box in form.all("input"):
            kind = box.get("type")
            if kind not in {"radio", "checkbox"} or "checked" in box.attributes:
                said[box.get("name")] = box.get("value")
        for area in form.all("textarea"):
            said[area.get("name")] = "".join(
                child for child in area.children if isinstance(child, str)
            ).strip()
        return said

    def error_at(self, name: str) -> str:
        """The sentence under a field."""
        found = [error.text for error in self.root.all("p", id=f"{name}_error")]
        return found[0] if found else ""


def read(answer: Answer) -> Page:
    reader = _Reader()
    reader.feed(answer.content.decode())
    return Page(reader.root)
