"""Time spans as they are typed: two fields "HH:MM", any number of them for a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import time
from itertools import zip_longest

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from terminbuch.availability import Window
from terminbuch.queries.preview import Windows, tidied

from ..fields import Clock

# The server takes 250 fields, and a week has three for each span.
MOST = 4
CLOCK = Clock()
MIDNIGHT = "24:00"
REASONS: dict[str, str | Promise] = {
    "empty": _("This span has no length. Please let it end later than it begins."),
    "round the clock": _("Together these spans last longer than a day. Please shorten one of them."),
}


@dataclass(frozen=True, slots=True)
class Typed:
    """A span as it stands in its two fields. ``was`` is what was stored for it: "09:00-12:00", or nothing."""

    opens: str = ""
    closes: str = ""
    was: str = ""
    error: str | Promise = ""
    is_new: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.opens.strip() and not self.closes.strip()

    @property
    def opens_differs(self) -> bool:
        return self.opens.strip() != self.was.partition("-")[0]

    @property
    def closes_differs(self) -> bool:
        return self.closes.strip() != self.was.partition("-")[2]


@dataclass(frozen=True, slots=True)
class TypedDay:
    """The spans of one day; ``name`` is part of its fields' names. ``windows`` None: they make no sense."""

    name: str
    spans: tuple[Typed, ...]
    windows: Windows | None

    @property
    def has_error(self) -> bool:
        return self.windows is None


def shown(name: str, windows: Windows) -> TypedDay:
    """What is stored, as it would have been typed."""
    spans = (Typed(opens, closes, f"{opens}-{closes}") for opens, closes in map(_words, windows))
    return TypedDay(name, tuple(spans), windows)


def read(name: str, sent: QueryDict) -> TypedDay:
    """What was typed for the day. Blank spans are nothing."""
    typed = [sent.getlist(f"{field}-{name}")[:MOST] for field in ("opens", "closes", "was")]
    rows = zip_longest(*typed, fillvalue="")
    spans = [Typed(opens[:20], closes[:20], was[:20]) for opens, closes, was in rows]
    return _judged(name, _asked_for(name, sent.get("do", ""), spans))


def _asked_for(name: str, button: str, spans: list[Typed]) -> list[Typed]:
    """Without script the buttons beside the spans are sent like the form itself."""
    what, _dash, which = button.partition("-")
    day, _dash, number = which.partition("-")
    if day != name:
        return spans
    if what == "add" and len(spans) < MOST:
        return [*spans, Typed(is_new=True)]
    if what == "remove":
        return [span for place, span in enumerate(spans) if str(place) != number]
    return spans


def _judged(name: str, spans: Iterable[Typed]) -> TypedDay:
    judged = [_checked(span) for span in spans]
    if any(span.error for span in judged):
        return TypedDay(name, tuple(judged), None)
    try:
        windows = tidied(_window(span) for span in judged if not span.is_blank)
    except ValueError as reason:
        last = replace(judged[-1], error=REASONS[str(reason)])
        return TypedDay(name, (*judged[:-1], last), None)
    return TypedDay(name, tuple(judged), windows)


def _checked(span: Typed) -> Typed:
    if span.is_blank:
        return span
    try:
        tidied([_window(span)])
    except ValidationError as refused:
        return replace(span, error=refused.messages[0])
    except ValueError as reason:
        return replace(span, error=REASONS[str(reason)])
    return span


def _window(span: Typed) -> Window:
    is_midnight = span.closes.strip() in {MIDNIGHT, "24.00"}
    return Window(CLOCK.to_python(span.opens), time(0) if is_midnight else CLOCK.to_python(span.closes))


def _words(window: Window) -> tuple[str, str]:
    return f"{window.opens:%H:%M}", f"{window.closes:%H:%M}" if window.closes != time(0) else MIDNIGHT


def said(windows: Windows, to: str) -> str:
    """ "09:00 bis 12:00, 13:00 bis 18:00"; ``to`` is the word between."""
    return ", ".join(f"{opens} {to} {closes}" for opens, closes in map(_words, windows))
