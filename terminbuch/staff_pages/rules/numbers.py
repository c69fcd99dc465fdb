"""Whole numbers as they are typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from terminbuch.queries.preview.times import BOUNDS

WHOLE_NUMBER = re.compile(r"[0-9]{1,6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Number:
    """A field of a service or of somebody's own, and what stands in it. ``was`` is what is stored.

    ``column`` says how far it may go; what may be left empty is then None.
    """

    name: str
    column: str
    label: str | Promise
    was: int | None
    hint: str | Promise = ""
    may_be_empty: bool = False
    typed: str = ""
    error: str = ""

    @property
    def value(self) -> int | None:
        return int(self.typed) if self.typed else None

    @property
    def differs(self) -> bool:
        return self.typed != _words(self.was)


def read(number: Number, typed: str | None) -> Number:
    """What was typed; a field that was not sent stays as it is stored."""
    if typed is None:
        return replace(number, typed=_words(number.was))
    typed, (least, most) = typed.strip()[:20], BOUNDS[number.column]
    if not typed and number.may_be_empty:
        return number
    if WHOLE_NUMBER.fullmatch(typed) and least <= int(typed) <= most:
        return replace(number, typed=str(int(typed)))
    words = _("Please give a whole number from %(least)d to %(most)d.") % {"least": least, "most": most}
    return replace(number, typed=typed, error=words)


def values(numbers: Iterable[Number]) -> dict[str, Any]:
    """By column."""
    return {number.column: number.value for number in numbers}


def _words(value: int | None) -> str:
    return "" if value is None else str(value)
