"""What a visitor's browser finds in a page: forms to send and times to press."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser


@dataclass
class Form:
    """``action`` is "" for the page's own address; ``starts`` are those that can be chosen."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    starts: list[datetime] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.forms.append(Form(said.get("action", "")))
        elif self.forms and said.get("name") == "start" and said.get("type") != "hidden":
            self.forms[-1].starts.append(datetime.fromisoformat(said["value"].split()[0]))
        elif self.forms and tag == "input" and said.get("name"):
            self.forms[-1].fields[said["name"]] = said.get("value", "")


def form_with(name: str, page: str) -> Form:
    """The page's form that has a field of this name."""
    return next(form for form in _forms(page) if name in form.fields)


def times_in(page: str) -> set[datetime]:
    """The starts that can be chosen."""
    return {start for form in _forms(page) for start in form.starts}


def _forms(page: str) -> list[Form]:
    reader = _Reader()
    reader.feed(page)
    return reader.forms
