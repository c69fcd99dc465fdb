"""Forms as a browser sends them: every field that the page set, with what somebody typed into some."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from lxml import html

type Fields = list[tuple[str, str]]


@dataclass(frozen=True)
class Form:
    """``path`` is where it goes."""

    path: str
    fields: Fields

    def saying(self, **typed: str) -> Form:
        """With these instead of what the page set; a name that is new is added."""
        kept = [(name, value) for name, value in self.fields if name not in typed]
        return Form(self.path, [*kept, *typed.items()])

    def value(self, name: str) -> str:
        return next((value for field, value in self.fields if field == name), "")

    def values(self, name: str) -> list[str]:
        return [value for field, value in self.fields if field == name]


def forms(body: bytes, path: str) -> list[Form]:
    """All forms that are sent by POST, on the page at this path."""
    page: Any = html.fromstring(body)
    return [
        Form(urljoin(path, form.get("action") or ""), [*_own(form), *_beside(page, form)])
        for form in page.forms
        if form.method == "POST"
    ]


def _own(form: Any) -> Fields:
    """Empty fields too; of boxes and buttons only the ticked ones."""
    pressed = {"submit", "button", "image", "reset"}
    fields = [each for each in form.inputs if each.name and each.get("type") not in pressed]
    ticked = {id(each) for each in fields if each.get("type") not in {"checkbox", "radio"} or each.checked}
    return [(each.name, each.value or "") for each in fields if id(each) in ticked and each.tag != "button"]


def _beside(page: Any, form: Any) -> Fields:
    """Ticked boxes that stand elsewhere and say whose they are."""
    if not form.get("id"):
        return []
    boxes = page.xpath("//input[@form=$id][@checked]", id=form.get("id"))
    return [(box.get("name"), box.get("value") or "on") for box in boxes]


def form_with(body: bytes, path: str, name: str) -> Form | None:
    """The first form that has a field of this name; None where the page has none."""
    return next((form for form in forms(body, path) if any(field == name for field, _ in form.fields)), None)
