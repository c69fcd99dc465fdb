"""Whatever colour an organisation chooses, its mails can be read."""

from __future__ import annotations

from itertools import product

from terminbuch.mail.colours import palette

STEPS = range(0, 256, 15)
PAPER, DARK_PAPER, ON_FILL, ON_DARK_FILL = "#fefcf8", "#241d1b", "#fdfbf7", "#1f1715"


def test_the_salon_s_colour() -> None:
    chosen = palette("#8a3a63")

    assert (chosen.ribbon, chosen.numeral, chosen.fill) == ("#8a3a63", "#81325b", "#873760")


def test_every_colour_gives_words_that_can_be_read() -> None:
    palettes = [palette(f"#{red:02x}{green:02x}{blue:02x}") for red, green, blue in product(STEPS, repeat=3)]

    lowest = [
        min(contrast(each.fill, ON_FILL) for each in palettes),
        min(contrast(each.fill, PAPER) for each in palettes),
        min(contrast(each.numeral, PAPER) for each in palettes),
        min(contrast(each.dark_fill, ON_DARK_FILL) for each in palettes),
        min(contrast(each.dark_numeral, DARK_PAPER) for each in palettes),
    ]

    assert len(palettes) == 18**3
    assert min(lowest) >= 4.5, lowest


def test_contrast_as_the_standard_has_it() -> None:
    assert (round(contrast("#000000", "#ffffff"), 2), round(contrast("#767676", "#ffffff"), 2)) == (
        21.0,
        4.54,
    )


def contrast(one: str, other: str) -> float:
    """From 1 to 21, by WCAG 2.2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
