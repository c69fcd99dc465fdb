"""Content lines (RFC 5545, section 3.1), as far as they matter for busy times.

Own, and not the library's: a broken line hides nothing but itself (B7), folds are undone before letters are
decoded, and of ten thousand events the words are never even looked at.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from ..marker import MARKER

WANTED = frozenset(
    "UID DTSTART DTEND DURATION RRULE RDATE EXDATE EXRULE RECURRENCE-ID SEQUENCE STATUS TRANSP "
    f"X-MICROSOFT-CDO-BUSYSTATUS ATTENDEE FREEBUSY {MARKER}".split()
)
NAME = re.compile(rb"[A-Za-z0-9-]+(?=[:;])")
# What stands before the value: a colon within quotes does not end it.
HEAD = re.compile(rb'(?>(?:[^":]|"[^"]*")*+):')
PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:]*))')
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Line(NamedTuple):
    """One property. ``number`` is where it begins in the text, from 1."""

    number: int
    name: str
    parameters: dict[str, str]
    value: str


def unfolded(text: bytes) -> Iterator[tuple[int, bytes]]:
    """Each line with its number; what is folded in one piece, whatever ends the lines."""
    number, pieces = 1, list[bytes]()
    for position, raw in enumerate(BytesIO(_tidied(text)), start=1):
        line = raw.rstrip(b"\r\n")
        if line[:1] in (b" ", b"\t"):
            pieces.append(line[1:])
            continue
        if pieces:
            yield number, b"".join(pieces)
        number, pieces = position, [line]
    yield number, b"".join(pieces)


def _tidied(text: bytes) -> bytes:
    if text.startswith(UTF_16):
        text = text.decode("utf-16", "replace").encode()
    text = text.removeprefix(codecs.BOM_UTF8)
    return text if b"\n" in text else text.replace(b"\r", b"\n")


def name_of(line: bytes) -> str:
    """Its property's name in capitals; "" where it is none."""
    found = NAME.match(line)
    return found.group().decode().upper() if found else ""


def read(number: int, name: str, line: bytes) -> Line | None:
    """The whole of it; None where no value can be made out."""
    head = HEAD.match(line)
    if head is None:
        return None
    value = line[head.end() :].decode("utf-8", "replace").strip()
    return Line(number, name, _parameters(head.group().decode("utf-8", "replace")), value)


def _parameters(head: str) -> dict[str, str]:
    if ";" not in head:
        return {}
    return {name.upper(): value.strip('"') for name, value in PARAMETER.findall(head)}
