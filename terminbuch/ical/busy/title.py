from __future__ import annotations

from .lines import unfolded

LONGEST = 120
AFTER = 300  # lines; it stands at the beginning


def name_in(text: bytes) -> str:
    """What the calendar calls itself (X-WR-CALNAME, NAME); "" where it has no name."""
    for number, line in unfolded(text):
        name, _, value = line.partition(b":")
        if name.partition(b";")[0].strip().upper() in (b"X-WR-CALNAME", b"NAME"):
            return _plain(value.decode("utf-8", "replace"))
        if number > AFTER or line.upper().startswith(b"BEGIN:VEVENT"):
            break
    return ""


def _plain(value: str) -> str:
    words = value.replace("\\n", " ").replace("\\N", " ").replace("\\", "")
    return "".join(letter for letter in words if letter.isprintable()).strip()[:LONGEST]
