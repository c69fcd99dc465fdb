"""A name as a part of an address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from itertools import count

LONGEST = 63
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "&": " "})
NO_PART = re.compile(r"[^a-z0-9]+", re.ASCII)


def slug_from(name: str, taken: Collection[str] = (), *, otherwise: str = "new") -> str:
    """ "Café Müller" becomes "cafe-mueller", with a number behind it where that is taken.

    ``otherwise`` is for a name without a letter of ours.
    """
    whole = unicodedata.normalize("NFC", name).casefold().translate(GERMAN)
    plain = unicodedata.normalize("NFKD", whole).encode("ascii", "ignore").decode()
    slug = NO_PART.sub("-", plain).strip("-")[:LONGEST].strip("-") or otherwise
    if slug not in taken:
        return slug
    numbered = (f"{slug[: LONGEST - 1 - len(str(number))]}-{number}" for number in count(2))
    return next(each for each in numbered if each not in taken)
