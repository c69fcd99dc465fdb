"""An organisation's colour, made fit for a mail.

Pages leave this to CSS (``oklch(from …)``); mail programs know nothing of it, so it is computed. As there,
what must be read keeps the hue only: lightness is set and chroma bounded, so that the contrast does not
depend on the colour that was chosen. Conversions: Björn Ottosson, "A perceptual color space" (2020).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Palette:
    """Hex colours. ``ribbon`` is as given; the others can be read on the paper of their theme."""

    ribbon: str
    numeral: str
    fill: str
    dark_numeral: str
    dark_fill: str


def palette(colour: str) -> Palette:
    """From "#rrggbb". Lightness and chroma as in the pages; in the dark a little calmer."""
    return Palette(
        ribbon=colour,
        numeral=_shade(colour, lightness=0.44, most=0.135),
        fill=_shade(colour, lightness=0.46, most=0.135),
        dark_numeral=_shade(colour, lightness=0.83, most=0.07),
        dark_fill=_shade(colour, lightness=0.80, most=0.085),
    )


def _shade(colour: str, *, lightness: float, most: float) -> str:
    """The colour's hue at this lightness, as vivid as it is, as allowed, and as screens can show."""
    a, b = _lab(_linear(colour))[1:]
    chroma, hue = min(math.hypot(a, b), most), math.atan2(b, a)
    while not _can_be_shown(light := _light((lightness, chroma * math.cos(hue), chroma * math.sin(hue)))):
        chroma -= 0.001
    return "#" + "".join(f"{round(_encoded(part) * 255):02x}" for part in light)


def _can_be_shown(light: Triple) -> bool:
    return all(-1e-4 <= part <= 1 + 1e-4 for part in light)


def _linear(colour: str) -> Triple:
    red, green, blue = (_decoded(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return red, green, blue


def _decoded(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _encoded(part: float) -> float:
    bounded = min(max(part, 0.0), 1.0)
    return bounded * 12.92 if bounded <= 0.0031308 else 1.055 * bounded ** (1 / 2.4) - 0.055


def _lab(light: Triple) -> Triple:
    red, green, blue = light
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _light(lab: Triple) -> Triple:
    lightness, a, b = lab
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
