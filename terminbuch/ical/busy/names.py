"""By what events are known again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from ..marker import MARKER
from .parts import Part

LONGEST_UID = 400
ODD = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
UID_OF_OURS = re.compile(r"[0-9a-f]{32}")


def grouped(found: Iterable[Part]) -> list[list[Part]]:
    """What belongs together: a series and its exceptions have one UID."""
    groups: dict[str, list[Part]] = {}
    for part in found:
        groups.setdefault(uid_of(part), []).append(part)
    return list(groups.values())


def uid_of(part: Part) -> str:
    """Its UID, if a database can keep it; else one made of what it says, the same as long as it stays so."""
    line = part.first("UID")
    uid = line.value if line else ""
    if uid and len(uid) <= LONGEST_UID and not ODD.search(uid):
        return uid
    said = uid or repr([[each[1:] for each in lines] for lines in part.lines.values()])
    return "without-uid-" + hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def booking_of(group: Sequence[Part]) -> str:
    """The uid (hex) of the booking that we wrote this for, "" where it is not ours."""
    for part in group:
        line = part.first(MARKER)
        if line and UID_OF_OURS.fullmatch(line.value):
            return line.value
    return ""
