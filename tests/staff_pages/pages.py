"""Reading a page as its reader does: as text, without markup."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

# A response of Django's, with what the test client adds (``redirect_chain``): a type without a public name.
type Answer = Any


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.is_folded = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "details" and ("class", "help") in attrs:
            self.is_folded = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "details":
            self.is_folded = False

    def handle_data(self, data: str) -> None:
        if not self.is_folded:
            self.words.append(data)


def text(response: Answer) -> str:
    """All words of the page, with single spaces between them, but not what the question marks open."""
    reader = _Text()
    reader.feed(response.content.decode())
    return " ".join(" ".join(reader.words).split())
