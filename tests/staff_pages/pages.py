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

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def text(response: Answer) -> str:
    """All words of the page, with single spaces between them."""
    reader = _Text()
    reader.feed(response.content.decode())
    return " ".join(" ".join(reader.words).split())
