"""``terminbuch verify``: what was compared is kept and told; guard and deed are tried out in a copy."""

from .biting import bites, damages
from .copying import Copy, a_copy, changed
from .no_copy import NoCopy
from .racing import Race, attempt, narrow, races, winners
from .recording import QUICK, WHOLE, Outcome, begin, finish

__all__ = [
    "QUICK",
    "WHOLE",
    "Copy",
    "NoCopy",
    "Outcome",
    "Race",
    "a_copy",
    "attempt",
    "begin",
    "bites",
    "changed",
    "damages",
    "finish",
    "narrow",
    "races",
    "winners",
]
