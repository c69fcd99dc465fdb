"""What people type, made fit to be stored, shown and mailed.

The reason of a refusal is the argument of the ValueError: "control" for
characters that steer machines, "marks" for piled-up accents.
"""

import re
import unicodedata

# Unicode's Bidi_Control: they turn what follows around ("evil.exe" read as "exe.live").
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
CONTROL_IN_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
CONTROL_IN_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Invisible at either end; the joiners stay, for they belong to the emoji or letter before them.
OUTER = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u2060\ufeff"
# Letters by their category, but drawn as nothing: Hangul fillers, an empty braille cell, the grapheme joiner.
BLANK = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
# Control, format, space, and marks, which need a letter to stand on.
INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"}
MARKS_IN_A_ROW = 3


def clean_line(text: str) -> str:
    """One line: composed (NFC), without turning characters and outer space; "" if nothing can be seen.

    Raises ValueError("control") for line ends, tabs, NUL and the like, ValueError("marks")
    for more than three combining marks in a row.
    """
    return _clean(text, CONTROL_IN_LINE)


def clean_text(text: str) -> str:
    """Several lines, their ends made "\\n", tabs kept; otherwise as ``clean_line``."""
    return _clean(LINE_END.sub("\n", text), CONTROL_IN_TEXT)


def _clean(text: str, control: re.Pattern[str]) -> str:
    if control.search(text):
        raise ValueError("control")
    composed = _composed(TURNING.sub("", text))
    return composed.strip(OUTER) if _can_be_seen(composed) else ""


def _composed(text: str) -> str:
    # Looked at before as well: sorting a long row of marks takes the square of its length.
    _refuse_piled_marks(text)
    composed = unicodedata.normalize("NFC", text)
    _refuse_piled_marks(composed)
    return composed


def _refuse_piled_marks(text: str) -> None:
    row = 0
    for letter in text:
        row = row + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        if row > MARKS_IN_A_ROW:
            raise ValueError("marks")


def _can_be_seen(text: str) -> bool:
    return any(unicodedata.category(letter) not in INVISIBLE and letter not in BLANK for letter in text)
