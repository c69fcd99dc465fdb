"""Names as they are looked for: by small and capital letters, with and without accents."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not take apart, and signs that keyboards differ in.
PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "’": "'", "‘": "'"}
)
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def spellings(text: str) -> tuple[str, ...]:
    """The ways in which people type it: "Müller" as "muller" and "mueller"; one where they are the same.

    Small letters without accents, single spaces between words.
    """
    letters = unicodedata.normalize("NFKC", text).casefold()
    ways = (_bare(letters), _bare(unicodedata.normalize("NFC", letters).translate(GERMAN)))
    return tuple(dict.fromkeys(ways))


def _bare(letters: str) -> str:
    """Without accents, dots and hooks."""
    apart = unicodedata.normalize("NFKD", letters.translate(PLAIN))
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())
