"""By what people are found: each line of a row's text is one way of writing its name, mail or phone."""

from __future__ import annotations

from terminbuch.wording.phones import phone_digits, sought_digits
from terminbuch.wording.spellings import spellings

LONGEST_TEXT = 500
MOST_WORDS, MOST_LETTERS = 8, 200


def search_text(name: str, email: str, phone: str, zone_name: str) -> str:
    """The name comes first; a number without a country code is read as in the country of the zone."""
    lines = [*spellings(name), *spellings(email), *phone_digits(phone, zone_name)]
    return "".join(f"{line}\n" for line in dict.fromkeys(lines) if line)[:LONGEST_TEXT]


def name_line(name: str) -> str:
    """With what the text of everybody begins who has this name, however it is spelled."""
    return f"{spellings(name)[0]}\n"


def sought(typed: str) -> tuple[tuple[str, ...], ...]:
    """What must stand in the text: of each entry one of the ways. Empty when nothing is looked for."""
    short = typed[:MOST_LETTERS]
    digits = sought_digits(short)
    if len(digits) > 2:
        return ((digits,),)
    words = [tuple(filter(None, spellings(word))) for word in short.split()[:MOST_WORDS]]
    return tuple(ways for ways in words if ways)
