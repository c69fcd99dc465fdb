"""The colours that tell people, rooms and devices apart: places on a circle of 360 degrees."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Choices = list[tuple[int, str | Promise]]

HUES: Choices = [
    (0, _("rose")),
    (30, _("red")),
    (60, _("orange")),
    (90, _("ochre")),
    (120, _("olive")),
    (150, _("green")),
    (180, _("turquoise")),
    (210, _("petrol")),
    (240, _("sky blue")),
    (270, _("blue")),
    (300, _("violet")),
    (330, _("magenta")),
]


def hue_choices(present: Any = None) -> Choices:
    """With the present one, where it stands between two of them."""
    if present is None or present in dict(HUES):
        return HUES
    return [(present, _("as it is")), *HUES]


def next_hue(taken: list[int]) -> int:
    """For a new one: the colour that the fewest have."""
    return min((hue for hue, _name in HUES), key=taken.count)
